"""People as an employer may see them: read behind the walls, then put into words.

What comes out is plain data. Names of schools, workplaces and job titles are not read at all; days on which a
license ends are taken out, so that only "valid" or "expired" is left.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.enums import LicenseScope, Shift, WorkType
from profiles.models import (
    CandidateProfile,
    Credential,
    Education,
    Employer,
    Experience,
    LanguageSkill,
    ProfileSkill,
    User,
)
from profiles.selectors.experience import AreaTotal, area_totals
from profiles.selectors.facts import facts_of
from profiles.walls import as_recruiter
from qualifications.enums import FactStatus
from qualifications.holding import Fact, Held, closure
from qualifications.models import RoleFamily, Setting, Term

# column of the wall (migration 0002_walls) -> what is read of each table
_PERSON = (
    "id", "public_id", "user_id", "area_state", "area_lat", "area_lng", "radius_miles", "open_to_remote",
    "work_authorized", "employment_types", "shifts", "hours_min", "hours_max", "denied_terms", "updated_at",
)  # fmt: skip
_LINES: dict[str, tuple[Any, tuple[str, ...]]] = {
    "credentials": (
        Credential,
        ("id", "profile_id", "term_id", "title", "state", "scope", "status", "issued_on", "expires_on",
         "privilege_states", "verification"),
    ),
    "education": (Education, ("id", "profile_id", "term_id", "in_progress", "foreign_evaluated")),
    "experience": (
        Experience,
        ("id", "profile_id", "role_family_id", "setting_id", "areas", "populations", "ehrs", "started_on", "ended_on",
         "hours_per_week"),
    ),
    "languages": (LanguageSkill, ("id", "profile_id", "term_id", "language", "certified_interpreter")),
    "skills": (ProfileSkill, ("id", "profile_id", "term_id")),
}  # fmt: skip


# Her own page's order of lines (Meta.ordering), so that of two facts the same one is named.
_ORDER: dict[str, Callable[[Any], Any]] = {
    "credentials": lambda line: (line.term.kind, line.term.name, line.pk),
    "education": lambda line: (-line.term.rank, line.pk),
    "experience": lambda line: (-line.started_on.toordinal(), line.pk),
    "languages": lambda line: (line.language, line.pk),
    "skills": lambda line: (line.term.name, line.pk),
}


@dataclass(frozen=True)
class SeenPerson:
    """`name` and `email` only when she lets this employer know them. `user_id` is for the record of who
    looked, never for a page."""

    public_id: str
    user_id: int
    name: str
    email: str
    state: str
    lat: float | None
    lng: float | None
    open_to_remote: bool
    updated_at: dt.datetime
    held: Held
    denied: frozenset[int]
    licenses: list[str]
    degrees: list[str]
    totals: list[AreaTotal]
    languages: list[str]
    skills: list[str]
    wants: str
    hours: str

    @property
    def label(self) -> str:
        return self.name or _("Candidate %(code)s") % {"code": self.public_id[:4].upper()}

    @property
    def is_named(self) -> bool:
        return bool(self.name)


def see_people(
    public_ids: Iterable[str], *, employer: Employer, on: dt.date | None = None
) -> list[SeenPerson]:
    """These people in this order; who may not be seen is left out. The same queries for one and for many."""
    wanted = list(public_ids)
    with as_recruiter(employer):
        rows = list(CandidateProfile.objects.filter(public_id__in=wanted).values(*_PERSON))
        ids = [row["id"] for row in rows]
        lines = {
            card: list(model.objects.filter(profile_id__in=ids).order_by("pk").values(*columns))
            for card, (model, columns) in _LINES.items()
        }
        people = User.objects.filter(pk__in=[row["user_id"] for row in rows])
        names = {
            pk: (name, email) for pk, name, email in people.values_list("pk", "full_name", "email")
        }
    profiles = _dressed(rows, lines)
    on = on or timezone.localdate()
    seen = {
        row["public_id"]: _person(row, profiles[row["id"]], names.get(row["user_id"]), on)
        for row in rows
    }
    return [seen[public_id] for public_id in wanted if public_id in seen]


def _dressed(
    rows: list[dict[str, Any]], lines: dict[str, list[dict[str, Any]]]
) -> dict[int, CandidateProfile]:
    """Profiles in memory with just what was read, so that the one reader of facts serves here too."""
    terms = Term.objects.in_bulk(
        {line["term_id"] for part in lines.values() for line in part if "term_id" in line}
    )
    roles = RoleFamily.objects.in_bulk(
        {line["role_family_id"] for line in lines["experience"]} - {None}
    )
    settings = Setting.objects.in_bulk(
        {line["setting_id"] for line in lines["experience"]} - {None}
    )
    profiles = {
        row["id"]: CandidateProfile(id=row["id"], work_authorized=row["work_authorized"])
        for row in rows
    }
    for profile in profiles.values():
        profile._prefetched_objects_cache = {card: [] for card in _LINES}  # type: ignore[attr-defined]
    for card, (model, _columns) in _LINES.items():
        for values in lines[card]:
            line = model(**values, public_id=str(values["id"]))
            if "term_id" in values:
                line.term = terms[values["term_id"]]
            if values.get("role_family_id"):
                line.role_family = roles[values["role_family_id"]]
            if values.get("setting_id"):
                line.setting = settings[values["setting_id"]]
            profiles[values["profile_id"]]._prefetched_objects_cache[card].append(line)  # type: ignore[attr-defined]
    for profile in profiles.values():
        for card, lines_of in profile._prefetched_objects_cache.items():  # type: ignore[attr-defined]
            lines_of.sort(key=_ORDER[card])
    return profiles


def _person(
    row: dict[str, Any], profile: CandidateProfile, known: tuple[str, str] | None, on: dt.date
) -> SeenPerson:
    name, email = known or ("", "")
    held = closure([_undated(fact, on) for fact in facts_of(profile, on)], on)
    return SeenPerson(
        public_id=row["public_id"],
        user_id=row["user_id"],
        name=name,
        email=email,
        state=row["area_state"],
        lat=row["area_lat"],
        lng=row["area_lng"],
        open_to_remote=row["open_to_remote"],
        updated_at=row["updated_at"],
        held=held,
        denied=frozenset(row["denied_terms"]) - held.ids,
        licenses=_credentials(profile, on),
        degrees=[
            _("%(degree)s, in progress") % {"degree": line.term.name}
            if line.in_progress
            else line.term.name
            for line in profile.education.all()
        ],
        totals=[total for total in area_totals(profile, on) if total.months],
        languages=[line.term.name for line in profile.languages.all()],
        skills=sorted(line.term.name for line in profile.skills.all()),
        wants=_wants(row),
        hours=_hours(row),
    )


def _undated(fact: Fact, on: dt.date) -> Fact:
    if fact.expires is None:
        return fact
    if fact.expires >= on:
        return replace(fact, expires=None)
    return replace(fact, expires=None, status=FactStatus.EXPIRED.value)


def _credentials(profile: CandidateProfile, on: dt.date) -> list[str]:
    """ "RN, OH, multistate", licenses first; what does not stand says so."""
    found = []
    for line in sorted(profile.credentials.all(), key=lambda line: not line.state):
        parts = [line.title or line.term.short_name or line.term.name]
        if line.state:
            parts.append(line.state)
        if line.scope == LicenseScope.MULTISTATE:
            parts.append(_("multistate"))
        if line.expires_on and line.expires_on < on:
            parts.append(_("expired"))
        elif line.status != FactStatus.ACTIVE:
            parts.append(str(line.get_status_display()).split(":")[0].lower())
        found.append(", ".join(parts))
    return found


def _wants(row: dict[str, Any]) -> str:
    types = [
        str(WorkType(code).label) for code in row["employment_types"] if code in WorkType.values
    ]
    shifts = [str(Shift(code).label).lower() for code in row["shifts"] if code in Shift.values]
    return ", ".join([*types, *shifts])


def _hours(row: dict[str, Any]) -> str:
    low, high = row["hours_min"], row["hours_max"]
    if low and high:
        return _("%(low)d to %(high)d hours a week") % {"low": low, "high": high}
    if low:
        return _("%(n)d hours a week or more") % {"n": low}
    return _("up to %(n)d hours a week") % {"n": high} if high else ""
