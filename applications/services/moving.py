"""The one place where an application changes state."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from applications.enums import APPLICATION_MOVES, OPEN_STATES
from applications.models import Application, Interview, Move
from core import calendar, events
from core.errors import Refused
from profiles.models import User


class Stale(Refused):
    """Somebody else changed the application since the page was read."""


def lock_application(application: Application, version: int | None = None) -> Application:
    """The row as it is now, locked until the transaction ends. With the `version` the person saw: raises
    Stale when it changed since, so that two reviewers cannot overwrite each other."""
    row = (
        Application.objects.select_for_update(of=("self",))
        .select_related("posting__employer", "posting__facility", "profile__user")
        .get(pk=application.pk)
    )
    if version is not None and row.version != version:
        raise Stale(
            _(
                "Someone on your team changed this application a moment ago: it is now “%(state)s”. "
                "Nothing of yours was done; please look again."
            )
            % {"state": row.get_state_display()}
        )
    return row


def move(
    application: Application,
    to: str,
    by: User | None,
    *,
    role: str,
    now: dt.datetime,
    reason: str = "",
    fields: tuple[str, ...] = (),
) -> Move:
    """Move a locked application, save it with `fields` and write the timeline and the event."""
    before = application.state
    if to not in APPLICATION_MOVES[before]:
        raise Refused(
            _("This application is “%(state)s”; that step is not possible any more.")
            % {"state": application.get_state_display()}
        )
    application.state = to
    application.ended_at = None if to in OPEN_STATES else now
    application.version += 1
    application.save(update_fields=["state", "ended_at", "version", *fields])
    events.record(
        verb=f"application.{to}",
        subject=application,
        by=by,
        fields=["state", *fields],
        before=before,
        after=to,
        reason=reason,
        data={"posting": application.posting_id, "role": str(role)},
    )
    return Move.objects.create(
        application=application,
        state_from=before,
        state_to=to,
        actor_id=by.pk if by else None,
        actor_role=role,
        reason=reason,
        due_at=application.due_at if to in OPEN_STATES and not application.answered_at else None,
    )


def note_answer(application: Application, now: dt.datetime) -> tuple[str, ...]:
    """Stop the employer's clock; the first answer is kept for the record. Returns the changed fields."""
    application.answered_at = now
    if application.first_answered_at is not None:
        return ("answered_at", *note_view(application, now))
    application.first_answered_at = now
    days = calendar.business_days_between(
        timezone.localdate(application.sent_at), timezone.localdate(now)
    )
    application.answer_days = max(days, 0)
    return ("answered_at", "first_answered_at", "answer_days", *note_view(application, now))


def note_view(application: Application, now: dt.datetime) -> tuple[str, ...]:
    if application.viewed_at is not None:
        return ()
    application.viewed_at = now
    return ("viewed_at",)


def restart_clock(application: Application, due: dt.datetime) -> tuple[str, ...]:
    """An answer is owed again, by `due`; its reminders may leave again."""
    application.due_at = due
    application.answered_at = None
    application.due_told_at = None
    application.overdue_told_at = None
    return ("due_at", "answered_at", "due_told_at", "overdue_told_at")


def cancel_interviews(application: Application, now: dt.datetime) -> None:
    Interview.objects.filter(application=application, cancelled_at__isnull=True).update(
        cancelled_at=now
    )
