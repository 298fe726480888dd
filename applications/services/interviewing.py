from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from applications import emails
from applications.enums import ActorRole, ApplicationState
from applications.models import Application, Interview, InterviewSlot
from applications.permissions import can_answer_application, can_write_as_candidate
from applications.services.moving import (
    cancel_interviews,
    lock_application,
    move,
    note_answer,
    restart_clock,
)
from core import calendar, events
from core.errors import Refused
from profiles.models import User

MIN_SLOTS = 3


@transaction.atomic
def invite_to_interview(
    *,
    application: Application,
    by: User,
    version: int,
    starts: Sequence[dt.datetime],
    timezone_name: str,
    where: str,
    note: str = "",
    duration_minutes: int = 30,
) -> Interview:
    """Offer times. This is an answer; the next one is due `reply_days` business days after the last
    time offered, and after the chosen one once it is chosen."""
    can_answer_application(by, application).require()
    now = timezone.now()
    moments = _checked(starts, now)
    row = lock_application(application, version)
    fields = note_answer(row, now) + restart_clock(
        row, calendar.due_at(moments[-1], row.reply_days)
    )
    cancel_interviews(row, now)
    move(row, ApplicationState.INTERVIEW, by=by, role=ActorRole.EMPLOYER, now=now, fields=fields)
    interview = Interview.objects.create(
        application=row,
        where=where.strip(),
        note=note.strip(),
        timezone=timezone_name,
        duration_minutes=duration_minutes,
    )
    InterviewSlot.objects.bulk_create(
        InterviewSlot(interview=interview, starts_at=moment) for moment in moments
    )
    emails.tell_candidate_invited(row, interview)
    return interview


def _checked(starts: Sequence[dt.datetime], now: dt.datetime) -> list[dt.datetime]:
    moments = sorted(set(starts))
    if len(moments) < MIN_SLOTS:
        raise Refused(
            _("Offer at least %(n)s different times, so that one fits.") % {"n": MIN_SLOTS}
        )
    if moments[0] <= now:
        raise Refused(_("One of these times has passed. Offer times that are still to come."))
    return moments


@transaction.atomic
def choose_slot(*, slot: InterviewSlot, by: User) -> Interview:
    can_write_as_candidate(by, slot.interview.application).require()
    row = lock_application(slot.interview.application)
    now = timezone.now()
    interview = Interview.objects.get(pk=slot.interview_id)
    if row.state != ApplicationState.INTERVIEW or interview.cancelled_at:
        raise Refused(_("This invitation is no longer open."))
    if slot.starts_at <= now:
        raise Refused(_("This time has passed. Choose another one, or write to the employer."))
    earlier = interview.chosen
    if earlier is not None and earlier.pk == slot.pk:
        return interview
    InterviewSlot.objects.filter(interview=interview).update(chosen_at=None)
    InterviewSlot.objects.filter(pk=slot.pk).update(chosen_at=now)
    fields = restart_clock(row, calendar.due_at(slot.starts_at, row.reply_days))
    row.version += 1
    row.save(update_fields=[*fields, "version"])
    events.record(
        verb="interview.chosen",
        subject=interview,
        by=by,
        fields=["chosen_at", *fields],
        data={"application": row.pk, "again": earlier is not None},
    )
    interview = Interview.objects.prefetch_related("slots").get(pk=interview.pk)
    emails.tell_both_booked(row, interview)
    return interview
