"""Postings in words: rows of the employer's list, cards of saved jobs, pay as components draw it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.templatetags.page_tags import money
from listings.enums import (
    EmploymentType,
    PayUnit,
    PostingState,
    RevisionState,
    Workplace,
)
from listings.models import JobPosting, PostingRevision
from listings.pay import annual_pay, hourly_pay

BADGES = {
    PostingState.DRAFT: ("", "pencil"),
    PostingState.IN_REVIEW: ("later", "clock"),
    PostingState.LIVE: ("met", "circle-check"),
    PostingState.PAUSED: ("unknown", "pause"),
    PostingState.CLOSED: ("", "archive"),
    PostingState.REJECTED: ("unmet", "circle-x"),
    PostingState.REMOVED: ("unmet", "circle-x"),
}


def pay_range(low: Decimal, high: Decimal) -> str:
    if low == high:
        return money(low)
    cents = low != int(low) or high != int(high)
    return f"${low:,.2f}–${high:,.2f}" if cents else f"{money(low)}–{money(high)}"


def pay_words(
    low: Decimal | None, high: Decimal | None, unit: str, hours: Decimal | None
) -> tuple[str, str, str]:
    """("$36.50–$46.00", "an hour", "about $75,900–$95,700 a year"); the last empty when it cannot be told."""
    if low is None or high is None or unit not in PayUnit.values:
        return _("Pay not stated"), "", ""
    main = pay_range(low, high)
    if unit == PayUnit.YEAR:
        ends = (hourly_pay(low, unit, hours), hourly_pay(high, unit, hours))
        other = _("about %s an hour")
    else:
        ends = (_hundreds(annual_pay(low, unit, hours)), _hundreds(annual_pay(high, unit, hours)))
        other = _("about %s a year")
    words = other % pay_range(ends[0], ends[1]) if ends[0] and ends[1] else ""
    return main, str(PayUnit(unit).label), words


def _hundreds(amount: int | None) -> Decimal | None:
    return Decimal(round(amount, -2)) if amount else None


def place_words(workplace: str, city_line: str, remote_states: list[str]) -> str:
    if workplace != Workplace.REMOTE:
        return city_line
    if not remote_states or len(remote_states) >= 51:
        return _("Remote, any state")
    shown = ", ".join(remote_states[:4])
    more = f" +{len(remote_states) - 4}" if len(remote_states) > 4 else ""
    return _("Remote in %(states)s") % {"states": shown + more}


def schedule_words(employment_type: str, hours: Decimal | None, placement_hours: int | None) -> str:
    if employment_type not in EmploymentType.values:
        return ""
    words = str(EmploymentType(employment_type).label)
    if placement_hours:
        words += ", " + _("%(n)s supervised hours") % {"n": placement_hours}
    elif hours:
        words += ", " + _("%(n)s h a week") % {"n": f"{hours.normalize():f}"}
    return words


def card_of(posting: JobPosting) -> dict[str, Any]:
    """A saved job as components/job_card.html draws it."""
    pay, per, other = pay_words(
        posting.pay_min, posting.pay_max, posting.pay_unit, posting.hours_per_week
    )
    over = posting.state not in (PostingState.LIVE, PostingState.PAUSED)
    place = place_words(posting.workplace, posting.place_line, posting.remote_states)
    schedule = schedule_words(
        posting.employment_type, posting.hours_per_week, posting.placement_hours
    )
    closes = posting.apply_by if posting.apply_by and not over else None
    return {
        "url": reverse("applications:posting_detail", args=[posting.public_id, posting.slug]),
        "title": posting.title,
        "employer": posting.organization,
        "pay": pay,
        "pay_per": per,
        "pay_other": other,
        "facts": [fact for fact in (("map-pin", place), ("clock", schedule)) if fact[1]],
        "reply": _("Apply by %(day)s") % {"day": date_format(closes, "l, F j")} if closes else "",
        "badge": _("No longer open")
        if over
        else _("Paused")
        if posting.state == PostingState.PAUSED
        else "",
        "badge_state": "" if over else "unknown",
        "save_url": reverse("listings:job_unsave", args=[posting.public_id]),
        "saved": True,
    }


def row_of(posting: JobPosting) -> dict[str, Any]:
    """A job in the employer's list: its state, what is under way, and what can be done next."""
    revisions = list(posting.revisions.all())  # prefetched, newest first
    open_one = next((r for r in revisions if r.state in ("draft", "in_review", "sent_back")), None)
    state, icon = BADGES[PostingState(posting.state)]
    return {
        "posting": posting,
        "title": posting.title or _("Untitled draft"),
        "badge": PostingState(posting.state).label,
        "badge_state": state,
        "icon": icon,
        "where": posting.place_line or (posting.facility.name if posting.facility else ""),
        "dates": _dates(posting),
        "edit": _edit_words(posting, open_one),
        "sent_back": open_one is not None and open_one.state == RevisionState.SENT_BACK,
        "in_review": open_one is not None and open_one.state == RevisionState.IN_REVIEW,
        "can_edit": posting.state in (PostingState.DRAFT, PostingState.LIVE, PostingState.PAUSED),
        "is_open": posting.state in (PostingState.LIVE, PostingState.PAUSED),
    }


def _dates(posting: JobPosting) -> str:
    if posting.state == PostingState.CLOSED and posting.closed_at:
        reason = str(posting.get_closed_reason_display())
        return f"{reason}, {date_format(timezone.localtime(posting.closed_at), 'F j')}"
    if posting.state in (PostingState.LIVE, PostingState.PAUSED) and posting.apply_by:
        return _("Apply by %(day)s") % {"day": date_format(posting.apply_by, "l, F j")}
    if posting.state == PostingState.IN_REVIEW and posting.submitted_at:
        day = date_format(timezone.localtime(posting.submitted_at), "l, F j")
        return _("Sent to review on %(day)s") % {"day": day}
    return _("Last changed on %(day)s") % {
        "day": date_format(timezone.localtime(posting.updated_at), "F j")
    }


def _edit_words(posting: JobPosting, revision: PostingRevision | None) -> str:
    if revision is None:
        return ""
    live = posting.state in (PostingState.LIVE, PostingState.PAUSED)
    if revision.state == RevisionState.SENT_BACK:
        return _("A moderator sent it back with notes.")
    if not live:
        return ""
    if revision.state == RevisionState.IN_REVIEW:
        return _("An edit is in review; the approved version stays live.")
    return _("An edit is begun; the approved version stays live.")
