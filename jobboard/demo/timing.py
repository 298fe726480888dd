"""Dates in the past, for things the services can only do today.

The services stamp what they do with the present moment. This module alone moves dates back: columns of jobs
and applications, all by the same number of days, with the promised day computed as the service does. Moves
and events are append-only and keep the day on which the demo was made.
"""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from applications.models import Application, Decision
from core import calendar
from listings.models import JobPosting
from listings.services import refresh_search_rows


def publish_earlier(postings: list[JobPosting]) -> None:
    """Live for 0 to 34 days; confirmed as open within the last week."""
    now = timezone.now()
    for number, posting in enumerate(postings):
        published = now - dt.timedelta(days=number * 13 % 35, hours=number % 9)
        posting.published_at = posting.submitted_at = published
        posting.confirmed_at = max(published, now - dt.timedelta(days=number % 7))
    fields = ["published_at", "submitted_at", "confirmed_at"]
    JobPosting.objects.bulk_update(postings, fields, batch_size=100)
    refresh_search_rows(postings)


def send_earlier(application: Application, days: int) -> None:
    """As if it had been sent `days` ago: the promise counts from then, an answer keeps its own day."""
    sent = application.sent_at - dt.timedelta(days=days)
    due = calendar.due_at(sent, application.reply_days)
    values: dict[str, object] = {"sent_at": sent, "first_due_at": due}
    if application.first_answered_at is None:
        values["due_at"] = due
    else:
        first, last = timezone.localdate(sent), timezone.localdate(application.first_answered_at)
        values["answer_days"] = max(calendar.business_days_between(first, last), 0)
    Application.objects.filter(pk=application.pk).update(**values)


def due_tomorrow(application: Application) -> None:
    """Sent so long ago that the promised day is the next business day."""
    wanted = calendar.due_at(timezone.now(), 1)
    days = 0
    while (
        days < 60
        and calendar.due_at(application.sent_at - dt.timedelta(days=days), application.reply_days)
        > wanted
    ):
        days += 1
    send_earlier(application, days)


def past_undo(application: Application) -> None:
    """The hour in which a refusal can be taken back is over, so the candidate may read it."""
    for decision in Decision.objects.filter(application=application):
        decided = decision.decided_at - dt.timedelta(hours=2)
        Decision.objects.filter(pk=decision.pk).update(
            decided_at=decided, final_at=decided + dt.timedelta(hours=1)
        )
