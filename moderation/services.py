from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.errors import Refused
from listings.enums import RevisionState
from listings.models import PostingRevision
from listings.services import approve_revision, reject_revision, send_back_revision
from moderation.enums import CASE_MOVES, CaseReason, CaseState
from moderation.models import Case
from moderation.permissions import can_decide_case
from moderation.rules import find, risk_of
from profiles.models import User

# Told to the employer when a job is sent, and shown to the moderator as a clock.
TARGET = timedelta(hours=8)


def open_cases() -> int:
    """A case for every revision that came to review; cases whose revision was taken back are ended."""
    _end_withdrawn()
    waiting = PostingRevision.objects.in_review().exclude(cases__in=Case.objects.waiting())
    return sum(1 for pk in waiting.values_list("pk", flat=True) if open_case(revision_id=pk))


@transaction.atomic
def open_case(*, revision_id: int) -> Case | None:
    """None when the revision is no longer waiting, or another worker was first."""
    revision = PostingRevision.objects.select_for_update(of=("self",)).get(pk=revision_id)
    if revision.state != RevisionState.IN_REVIEW or revision.cases.waiting().exists():
        return None
    findings = find(revision.content)
    opened_at = revision.submitted_at or timezone.now()
    case = Case.objects.create(
        posting=revision.posting,
        revision=revision,
        revision_version=revision.version,
        content=revision.content,
        findings=findings,
        risk=min(risk_of(findings), 32_000),
        opened_at=opened_at,
        target_at=opened_at + TARGET,
    )
    events.record(
        verb="case.opened",
        subject=case,
        after=case.state,
        data={
            "posting": case.posting_id,
            "risk": case.risk,
            "rules": [f["rule"] for f in findings],
        },
    )
    return case


def _end_withdrawn() -> None:
    gone = Case.objects.waiting().exclude(revision__state=RevisionState.IN_REVIEW)
    for pk in gone.values_list("pk", flat=True):
        with transaction.atomic():
            case = (
                Case.objects.select_for_update(of=("self",)).select_related("revision").get(pk=pk)
            )
            if case.state in CASE_MOVES and case.decided_at is None:
                _decide(case, CaseState.WITHDRAWN, by=None, reason="", note="")


@transaction.atomic
def approve_case(*, case: Case, by: User, harmless: bool = False, note: str = "") -> Case:
    """Publish what this case shows. `harmless`: the moderator looked at every hard stop."""
    case = _to_decide(case, by)
    if case.hard_stops and not harmless:
        raise Refused(
            _("A hard stop stands. Tick that you checked it, or send the job back."), "harmless"
        )
    approve_revision(revision=case.revision, by=by)
    return _decide(case, CaseState.APPROVED, by=by, reason="", note=note)


@transaction.atomic
def send_back_case(
    *,
    case: Case,
    by: User,
    reason: str,
    note: str = "",
    field_notes: Mapping[str, str] | None = None,
) -> Case:
    """Back to the employer: `reason` and `note` about the whole, `field_notes` by content field."""
    case = _to_decide(case, by)
    _check_reason(reason)
    notes = {name: text for name, text in (field_notes or {}).items() if text.strip()}
    about_all = "\n".join(filter(None, [str(CaseReason(reason).label) + ".", note.strip()]))
    send_back_revision(
        revision=case.revision,
        by=by,
        field_notes={**notes, "title": _joined(about_all, notes.get("title"))},
        reason=reason,
    )
    return _decide(case, CaseState.SENT_BACK, by=by, reason=reason, note=note)


def _joined(*texts: str | None) -> str:
    return "\n".join(text for text in texts if text)


@transaction.atomic
def reject_case(*, case: Case, by: User, reason: str, note: str = "") -> Case:
    case = _to_decide(case, by)
    _check_reason(reason)
    reject_revision(revision=case.revision, by=by, reason=reason)
    return _decide(case, CaseState.REJECTED, by=by, reason=reason, note=note)


@transaction.atomic
def hold_case(*, case: Case, by: User, note: str) -> Case:
    """Keep it at the end of the queue while something is found out; the clock runs on."""
    case = _to_decide(case, by)
    if not note.strip():
        raise Refused(
            _("Write what has to be found out, so that the next moderator knows."), "note"
        )
    before = case.state
    case.state = CaseState.HELD
    case.note = note.strip()
    case.save(update_fields=["state", "note"])
    events.record(
        verb="case.held",
        subject=case,
        by=by,
        before=before,
        after=case.state,
        data={"posting": case.posting_id},
    )
    return case


def _check_reason(reason: str) -> None:
    if reason not in CaseReason.values:
        raise Refused(_("Choose the reason that is sent to the employer."), "reason")


def _to_decide(case: Case, by: User) -> Case:
    """The case, locked; refused when somebody decided it or the employer changed what it shows."""
    locked = (
        Case.objects.select_for_update(of=("self",))
        .select_related("posting__employer", "revision")
        .get(pk=case.pk)
    )
    can_decide_case(by, locked).require()
    if locked.decided_at is not None:
        who = locked.decided_by.get_short_name() if locked.decided_by else _("the employer")
        raise Refused(
            _("Already decided by %(who)s: %(what)s.")
            % {"who": who, "what": locked.get_state_display()}
        )
    if (
        locked.revision.state != RevisionState.IN_REVIEW
        or locked.revision.content != locked.content
    ):
        raise Refused(
            _("The employer has taken this version back. A new case opens when it is sent again.")
        )
    return locked


def _decide(case: Case, state: str, *, by: User | None, reason: str, note: str) -> Case:
    before = case.state
    if state not in CASE_MOVES[CaseState(before)]:
        raise Refused(_("This case is decided."))
    case.state = state
    case.reason = reason
    case.note = note.strip()
    case.decided_at = timezone.now()
    case.decided_by = by
    case.save(update_fields=["state", "reason", "note", "decided_at", "decided_by"])
    events.record(
        verb=f"case.{state}",
        subject=case,
        by=by,
        before=before,
        after=state,
        reason=reason,
        data={"posting": case.posting_id},
    )
    return case
