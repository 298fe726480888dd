from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from applications import emails
from applications.enums import ActorRole, ApplicationState, DeclineReason
from applications.models import Application, Decision
from applications.permissions import can_answer_application, membership_for
from applications.selectors.fitting import open_reasons
from applications.services.moving import (
    cancel_interviews,
    lock_application,
    move,
    note_answer,
)
from core import mail
from core.errors import Refused
from profiles.models import User
from qualifications.verdicts import FormulaVerdict, LineVerdict

UNDO_FOR = dt.timedelta(minutes=60)


@transaction.atomic
def make_offer(*, application: Application, by: User, version: int, text: str = "") -> Decision:
    can_answer_application(by, application).require()
    row = lock_application(application, version)
    now = timezone.now()
    decision = _decision(row, ApplicationState.OFFER, by, now, text=text)
    fields = note_answer(row, now)
    move(row, ApplicationState.OFFER, by=by, role=ActorRole.EMPLOYER, now=now, fields=fields)
    decision.save()
    emails.tell_candidate_offer(row, decision)
    return decision


@transaction.atomic
def hire_applicant(
    *,
    application: Application,
    by: User,
    version: int,
    text: str = "",
    decline_others: bool = False,
) -> Decision:
    """`decline_others`: the person said, on the page that shows the mail, that the rest are told the
    opening is filled; each of these answers can be undone for an hour."""
    can_answer_application(by, application).require()
    row = lock_application(application, version)
    now = timezone.now()
    decision = _decision(row, ApplicationState.HIRED, by, now, text=text)
    fields = note_answer(row, now)
    cancel_interviews(row, now)
    move(row, ApplicationState.HIRED, by=by, role=ActorRole.EMPLOYER, now=now, fields=fields)
    decision.save()
    emails.tell_candidate_hired(row, decision)
    if decline_others:
        others = Application.objects.open().filter(opening=row.opening_id).order_by("pk")
        for other in others:
            decline_application(application=other, by=by, version=None, reason=DeclineReason.FILLED)
    return decision


@transaction.atomic
def decline_application(
    *,
    application: Application,
    by: User,
    version: int | None,
    reason: str,
    requirement: str = "",
    text: str = "",
) -> Decision:
    """Refuse with a reason bound to the process, or to a requirement line that is not met or not stated
    (`requirement` is the line's `path`). The mail leaves in 60 minutes; until then it can be undone."""
    can_answer_application(by, application).require()
    if reason not in DeclineReason.values:
        raise Refused(_("Choose a reason."), field="reason")
    row = lock_application(application, version)
    now = timezone.now()
    line = _line_that_decided(row, requirement) if reason == DeclineReason.REQUIREMENT else None
    decision = _decision(
        row, ApplicationState.DECLINED, by, now, reason=reason, line=line, text=text
    )
    decision.final_at = now + UNDO_FOR
    fields = note_answer(row, now)
    move(
        row,
        ApplicationState.DECLINED,
        by=by,
        role=ActorRole.EMPLOYER,
        now=now,
        reason=reason,
        fields=fields,
    )
    decision.save()
    emails.tell_candidate_declined(row, decision)
    return decision


@transaction.atomic
def undo_decline(*, application: Application, by: User) -> Application:
    """Put everything back as it was; the candidate never hears of it."""
    can_answer_application(by, application).require()
    row = lock_application(application)
    now = timezone.now()
    decision = standing_decline(row)
    if decision is None:
        raise Refused(_("There is no refusal to undo."))
    if decision.final_at <= now or not mail.cancel(event=emails.decline_event(decision)):
        raise Refused(
            _("The mail has left, so this refusal cannot be undone. You can still write.")
        )
    Decision.objects.filter(pk=decision.pk).update(undone_at=now)
    row.answered_at = decision.answered_before
    fields = ["answered_at"]
    if decision.was_first_answer:
        row.first_answered_at = row.answer_days = None
        fields += ["first_answered_at", "answer_days"]
    move(
        row,
        decision.state_before,
        by=by,
        role=ActorRole.EMPLOYER,
        now=now,
        reason="undone",
        fields=tuple(fields),
    )
    return row


def standing_decline(application: Application) -> Decision | None:
    return Decision.objects.filter(
        application=application, outcome=ApplicationState.DECLINED, undone_at__isnull=True
    ).first()


def _line_that_decided(application: Application, path: str) -> LineVerdict:
    verdict = FormulaVerdict.from_dict(application.verdict)
    line = next((line for line in verdict.lines if line.path == path and line.required), None)
    if line is None:
        raise Refused(_("Say which requirement is not met."), field="requirement")
    if line not in open_reasons(verdict):
        raise Refused(
            _(
                "“%(text)s” is met, or another path is, so it cannot be the reason. If the fact is wrong, "
                "write to the candidate."
            )
            % {"text": line.text},
            field="requirement",
        )
    return line


def _decision(
    application: Application,
    outcome: str,
    by: User,
    now: dt.datetime,
    *,
    reason: str = "",
    line: LineVerdict | None = None,
    text: str = "",
) -> Decision:
    """Not saved yet: it notes the state before the move, and the receipt as of now."""
    text = text.strip()
    return Decision(
        application=application,
        outcome=outcome,
        reason=reason,
        requirement=line.text[:300] if line else "",
        text=text,
        receipt=_receipt(application, by, now, line),
        decided_by=by,
        decided_at=now,
        final_at=now,
        state_before=application.state,
        answered_before=application.answered_at,
        was_first_answer=application.first_answered_at is None,
    )


def _receipt(
    application: Application, by: User, now: dt.datetime, line: LineVerdict | None
) -> dict[str, Any]:
    """Rule, fact, version and who, as they were. No names: the role is what the candidate is told."""
    member = membership_for(by, application.posting)
    verdict = application.verdict
    met = [row["text"] for row in verdict["lines"] if row["required"] and row["truth"] == "met"]
    decided = next((row for row in verdict["lines"] if line and row["path"] == line.path), None)
    return {
        "line": decided,
        "met": met,
        "role": str(member.role) if member else "",
        "rule_version": application.rule_version,
        "formula": application.formula.digest,
        "judged_on": verdict.get("on", ""),
        "promised_for": application.due_at.isoformat(),
        "decided_at": now.isoformat(),
    }
