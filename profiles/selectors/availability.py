from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from profiles.enums import Shift, WorkType
from profiles.models import CandidateProfile


def availability_lines(profile: CandidateProfile) -> list[dict[str, str]]:
    """Rows for components/kv.html: term, text, small. What was not said has an empty text, save the two
    that make the card complete."""
    unsaid = _("Not stated")
    place = profile.place
    reach = _("up to %(n)d miles") % {"n": profile.radius_miles}
    if profile.open_to_remote:
        reach = _("%(reach)s, or remote") % {"reach": reach}
    types = [WorkType(code).label for code in profile.employment_types if code in WorkType.values]
    shifts = [Shift(code).label for code in profile.shifts if code in Shift.values]
    start = profile.available_from
    rows = [
        (_("Place"), str(place) if place else unsaid, reach if place else ""),
        (_("Kinds of work"), ", ".join(map(str, types)) or unsaid, ""),
        (_("When"), ", ".join(map(str, shifts)), ""),
        (_("Hours a week"), _hours(profile), ""),
        (_("Could start"), date_format(start, "F j, Y") if start else "", ""),
        (_("Authorized to work in the US"), _said(profile.work_authorized) or unsaid, ""),
        (_("Needs sponsorship"), _said(profile.needs_sponsorship), ""),
    ]
    return [{"term": term, "text": text, "small": small} for term, text, small in rows]


def _hours(profile: CandidateProfile) -> str:
    low, high = profile.hours_min, profile.hours_max
    if low and high and low != high:
        return f"{low}–{high}"
    if low and not high:
        return _("%(n)d or more") % {"n": low}
    if high and not low:
        return _("up to %(n)d") % {"n": high}
    return str(low or "")


def _said(value: bool | None) -> str:
    return "" if value is None else _("Yes") if value else _("No")
