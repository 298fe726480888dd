"""The demo's past: its people act through the services at moments before now, so that timelines, due days
and records follow from what they did. Only the day a job was posted is set by hand, after its review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.utils import timezone

from core import calendar
from listings.models import JobPosting
from listings.services import refresh_search_rows

_EARLY = dt.timedelta(hours=5)


@contextmanager
def at(moment: dt.datetime) -> Iterator[None]:
    """Within: `timezone.now()` is `moment`, in this process only."""
    with mock.patch.object(timezone, "now", lambda: moment):
        yield


def publish_earlier(postings: list[JobPosting]) -> None:
    """Live for 1 to 35 days, and always before the first application; confirmed open within the week."""
    now = timezone.now()
    for number, posting in enumerate(postings):
        published = now - dt.timedelta(days=1 + number * 13 % 35, hours=number % 9)
        first = posting.applications.order_by("sent_at").values_list("sent_at", flat=True).first()
        if first is not None:
            published = min(published, first - dt.timedelta(days=2))
        posting.published_at = posting.submitted_at = published
        posting.confirmed_at = max(published, now - dt.timedelta(days=number % 7))
    fields = ["published_at", "submitted_at", "confirmed_at"]
    JobPosting.objects.bulk_update(postings, fields, batch_size=100)
    refresh_search_rows(postings)


def sent_moment(posting: JobPosting, outcome: str, number: int) -> dt.datetime:
    """When an application that ends like this was sent."""
    now = timezone.now() - _EARLY
    promise = posting.reply_days or 10
    if outcome == "overdue":
        return now - dt.timedelta(days=promise * 2 + 3)
    if outcome == "due":
        return _due_tomorrow(now, promise)
    return now - dt.timedelta(days=number % (promise if number % 6 else 16))


def answer_moment(sent: dt.datetime, outcome: str) -> dt.datetime:
    """Half way to now, so that the hour of undoing is over; times for an interview are offered today."""
    now = timezone.now()
    if outcome in ("interview", "booked"):
        return now - dt.timedelta(hours=1)
    return sent + (now - sent) / 2


def _due_tomorrow(now: dt.datetime, promise: int) -> dt.datetime:
    wanted = calendar.due_at(now, 1)
    moments = (now - dt.timedelta(days=days) for days in range(60))
    return next(moment for moment in moments if calendar.due_at(moment, promise) <= wanted)
