"""One mail at most for each saved job that closes soon without an application."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import structlog
from django.db import transaction
from django.utils import timezone

from applications import emails
from applications.selectors.saved import SOON_DAYS, closing_soon, without_application
from core.mail import Outbox
from listings.enums import PostingState
from listings.models import SavedJob
from matching.models import Subscriber
from matching.services import subscribe_profile
from profiles.models import CandidateProfile

log = structlog.get_logger("saved")
# By her own clock: nobody is woken for it.
EARLIEST, LATEST = 8, 20


def remind_saved(now: dt.datetime | None = None) -> int:
    """Person by person, each in a transaction of its own; how many jobs were told of."""
    now = now or timezone.now()
    day = dt.timedelta(days=1)
    due = SavedJob.objects.filter(
        reminded_at__isnull=True,
        posting__state=PostingState.LIVE,
        # wide by a day on both sides: whose today it is depends on her zone
        posting__apply_by__range=(now.date() - day, now.date() + (SOON_DAYS + 1) * day),
    )
    told = 0
    for pk in due.order_by("profile").values_list("profile", flat=True).distinct():
        try:
            told += _remind(pk, now)
        except Exception:
            log.exception("saved_reminder_failed", profile=pk)
    return told


@transaction.atomic
def _remind(pk: int, now: dt.datetime) -> int:
    profile = CandidateProfile.objects.select_related("user").get(pk=pk)
    subscriber = subscribe_profile(profile=profile, by=profile.user)
    local = now.astimezone(ZoneInfo(subscriber.timezone))
    if subscriber.stopped_at is not None or not EARLIEST <= local.hour < LATEST:
        return 0
    rows = SavedJob.objects.select_for_update(of=("self",), skip_locked=True).filter(
        profile=profile, reminded_at__isnull=True, posting__state=PostingState.LIVE
    )
    saved = list(
        without_application(rows)
        .select_related("posting__employer", "posting__formula")
        .order_by("posting__apply_by", "pk")
    )
    due = [row for row in saved if closing_soon(row.posting, local.date())]
    if not due:
        return 0
    emails.remind_saved(subscriber, due, local.date())
    SavedJob.objects.filter(pk__in=[row.pk for row in due]).update(reminded_at=now)
    return len(due)


def reminder_refusal_of(row: Outbox) -> str:
    """For settings.MAIL_GUARDS: she stopped such mail, or none of the jobs is open and without her application."""
    pks = [int(pk) for pk in row.event.split(":")[1].split(",")]
    saved = SavedJob.objects.filter(pk__in=pks, posting__state=PostingState.LIVE)
    stopped = Subscriber.objects.filter(profile__user=row.user_id, stopped_at__isnull=False)
    if stopped.exists():
        return "stopped"
    return "" if without_application(saved).exists() else "nothing_left"
