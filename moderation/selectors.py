from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.events import Event
from listings.enums import PostingState
from listings.models import PostingRevision
from moderation.contents import Change, changes
from moderation.enums import CaseState
from moderation.models import Case
from moderation.rules import risk_word
from profiles.models import Employer, User

LOGGED = ("case.", "posting.", "employer.", "revision.")


def queue_items(current: Case | None = None) -> list[dict[str, Any]]:
    """Waiting cases as the queue component draws them, gravest first."""
    now = timezone.now()
    items = []
    for case in Case.objects.in_queue_order().for_list()[:200]:
        word, state = risk_word(case.risk)
        parts = [
            case.posting.employer.name if case.posting.employer else "",
            _("edit") if case.posting.published_at else "",
            _("held") if case.state == CaseState.HELD else "",
            waiting_words(case.opened_at, now),
        ]
        items.append(
            {
                "case": case,
                "title": case.content.get("title") or case.posting.title,
                "sub": " · ".join(part for part in parts if part),
                "risk": word,
                "state": state,
                "current": current is not None and case.pk == current.pk,
            }
        )
    return items


def waiting_words(since: datetime, now: datetime) -> str:
    minutes = max(0, int((now - since).total_seconds() // 60))
    if minutes < 60:
        return _("%(n)d min") % {"n": minutes}
    if minutes < 48 * 60:
        return _("%(hours)d h %(minutes)d min") % {"hours": minutes // 60, "minutes": minutes % 60}
    return ngettext("%(n)d day", "%(n)d days", minutes // 1440) % {"n": minutes // 1440}


def time_left(case: Case) -> tuple[str, bool]:
    """`(words, late)` of the time to decide."""
    now = timezone.now()
    if case.is_late(now):
        return _("%(time)s over the target") % {"time": waiting_words(case.target_at, now)}, True
    return _("%(time)s left") % {"time": waiting_words(now, case.target_at)}, False


def just_sent() -> int:
    """Versions sent within the last seconds, whose case is about to be opened."""
    return PostingRevision.objects.in_review().exclude(cases__in=Case.objects.waiting()).count()


def next_case(after: Case | None = None) -> Case | None:
    waiting = Case.objects.in_queue_order()
    return (waiting.exclude(pk=after.pk) if after else waiting).first()


@dataclass(frozen=True)
class Comparison:
    title: str
    changes: list[Change]


def comparison_of(case: Case) -> Comparison | None:
    """What changed since it was last sent back, or since the approved version; None for a first sending."""
    earlier = case.posting.cases.filter(state=CaseState.SENT_BACK, opened_at__lt=case.opened_at)
    returned = earlier.order_by("-opened_at").first()
    approved = case.posting.revisions.approved().first()
    if returned and (approved is None or _after(returned.decided_at, approved.decided_at)):
        return Comparison(
            _("What changed since it was sent back"), changes(returned.content, case.content)
        )
    if approved:
        return Comparison(
            _("What changes in the live job"), changes(approved.content, case.content)
        )
    return None


def _after(later: datetime | None, earlier: datetime | None) -> bool:
    return later is not None and earlier is not None and later > earlier


def employer_facts(employer: Employer) -> dict[str, Any]:
    """Counts of the employer's postings and of decisions about them, in one statement."""
    return employer.postings.aggregate(
        live=Count("pk", filter=Q(state=PostingState.LIVE), distinct=True),
        sent_back=Count("cases", filter=Q(cases__state=CaseState.SENT_BACK), distinct=True),
        rejected=Count("cases", filter=Q(cases__state=CaseState.REJECTED), distinct=True),
        approved=Count("cases", filter=Q(cases__state=CaseState.APPROVED), distinct=True),
    )


def log_events() -> QuerySet[Event]:
    wanted = Q()
    for start in LOGGED:
        wanted |= Q(verb__startswith=start)
    return Event.objects.filter(wanted).order_by("-at", "-pk")


def log_rows(found: list[Event]) -> list[dict[str, Any]]:
    """Events with the names of who did it and the posting it was about; three statements for a page."""
    people = User.objects.in_bulk({e.actor_id for e in found if e.actor_id})
    cases = Case.objects.select_related("posting").in_bulk(
        {int(e.subject_id) for e in found if e.subject_type == "moderation.case"}
    )
    return [
        {
            "event": event,
            "who": str(people.get(event.actor_id) or _("Outpatient Careers")),
            "case": cases.get(int(event.subject_id))
            if event.subject_type == "moderation.case"
            else None,
            "what": event.verb.replace(".", " ").replace("_", " "),
        }
        for event in found
    ]
