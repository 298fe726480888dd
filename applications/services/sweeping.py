"""What the clock does: reminders to employers, and telling applicants when their job has closed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from applications import emails
from applications.enums import ActorRole, ApplicationState
from applications.models import Application
from applications.services.moving import cancel_interviews, lock_application, move
from core import calendar
from listings.enums import ClosedReason, PostingState


def remind_answers_due(now: dt.datetime | None = None) -> int:
    """One mail per member and run with the answers due by the end of the next business day; each answer
    is named once. Returns how many answers."""
    now = now or timezone.now()
    last = calendar.due_at(now, 1)
    rows = Application.objects.unanswered().filter(
        due_told_at__isnull=True, due_at__gte=now, due_at__lte=last
    )
    return _remind(rows, "due_told_at", emails.remind_due, now)


def tell_overdue(now: dt.datetime | None = None) -> int:
    now = now or timezone.now()
    rows = Application.objects.overdue(now).filter(overdue_told_at__isnull=True)
    return _remind(rows, "overdue_told_at", emails.remind_overdue, now)


def _remind(
    rows: QuerySet[Application],
    mark: str,
    tell: Callable[[Sequence[Application], dt.datetime], None],
    now: dt.datetime,
) -> int:
    """One transaction per employer: its mails and its marks together."""
    by_employer: dict[int, list[int]] = defaultdict(list)
    for pk, employer_id in rows.values_list("pk", "posting__employer_id"):
        by_employer[employer_id].append(pk)
    told = 0
    for pks in by_employer.values():
        with transaction.atomic():
            due = list(
                Application.objects.select_for_update(of=("self",), skip_locked=True)
                .select_related("posting__employer", "posting__facility")
                .unanswered()
                .filter(pk__in=pks, **{f"{mark}__isnull": True})
                .order_by("due_at", "pk")
            )
            if due:
                tell(due, now)
                Application.objects.filter(pk__in=[row.pk for row in due]).update(**{mark: now})
                told += len(due)
    return told


def settle_closed_postings(now: dt.datetime | None = None) -> int:
    """Tell every open applicant of a posting that ended. Filled, withdrawn and removed jobs end the
    application. Past its closing date a job takes no new applications, but the promise to those who
    applied stands: they are told so, and stay open. Returns how many were told."""
    now = now or timezone.now()
    gone = Q(posting__state=PostingState.REMOVED) | Q(
        posting__state=PostingState.CLOSED,
        posting__closed_reason__in=[ClosedReason.FILLED, ClosedReason.WITHDRAWN],
    )
    ended = Application.objects.open().filter(gone).order_by("pk").values_list("pk", flat=True)
    count = sum(_close(pk, now) for pk in ended)
    expired = Application.objects.unanswered().filter(
        posting__state=PostingState.CLOSED,
        posting__closed_reason=ClosedReason.EXPIRED,
        closing_told_at__isnull=True,
    )
    return count + sum(
        _tell_expired(pk, now) for pk in expired.order_by("pk").values_list("pk", flat=True)
    )


@transaction.atomic
def _close(pk: int, now: dt.datetime) -> int:
    row = lock_application(Application(pk=pk))
    if not row.is_open:
        return 0
    row.closing_told_at = now
    cancel_interviews(row, now)
    move(
        row,
        ApplicationState.CLOSED,
        by=None,
        role=ActorRole.SYSTEM,
        now=now,
        reason=row.posting.closed_reason or "removed",
        fields=("closing_told_at",),
    )
    emails.tell_candidate_closed(row)
    return 1


@transaction.atomic
def _tell_expired(pk: int, now: dt.datetime) -> int:
    row = lock_application(Application(pk=pk))
    if not row.is_open or row.closing_told_at:
        return 0
    Application.objects.filter(pk=pk).update(closing_told_at=now)
    emails.tell_candidate_expired(row)
    return 1
