"""An employer's public record on answers: what was promised, what was kept. Money cannot change it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Aggregate, Count, F, FloatField, Q
from django.utils import timezone

from applications.enums import OPEN_STATES, ApplicationState
from applications.models import Application
from profiles.models import Employer

MONTHS = 12


class Median(Aggregate):
    function = "percentile_cont"
    template = "percentile_cont(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


@dataclass(frozen=True, slots=True)
class Record:
    """First answers of the last 12 months. `promised` = answered + those past their date without one;
    waiting ones that are still in time, and applications withdrawn or closed in time, do not count."""

    promised: int
    on_time: int
    late: int
    waiting: int
    median_days: int | None
    hired: int

    @property
    def percent(self) -> float:
        return round(100 * self.on_time / self.promised, 1) if self.promised else 0.0

    @property
    def rest(self) -> float:
        return round(100 - self.percent, 1)

    @property
    def not_kept(self) -> int:
        return self.late + self.waiting


def reply_record(employer: Employer, now: dt.datetime | None = None) -> Record:
    """One query."""
    now = now or timezone.now()
    answered = Q(first_answered_at__isnull=False)
    # an ending that came after the promised day was no answer either
    silent = Q(first_answered_at__isnull=True) & (
        Q(state__in=OPEN_STATES, first_due_at__lt=now)
        | (~Q(state__in=OPEN_STATES) & Q(ended_at__gt=F("first_due_at")))
    )
    found = Application.objects.filter(
        posting__employer=employer, sent_at__gte=now - dt.timedelta(days=365)
    ).aggregate(
        on_time=Count("pk", filter=answered & Q(first_answered_at__lte=F("first_due_at"))),
        late=Count("pk", filter=answered & Q(first_answered_at__gt=F("first_due_at"))),
        waiting=Count("pk", filter=silent),
        hired=Count("pk", filter=Q(state=ApplicationState.HIRED)),
        median=Median("answer_days"),
    )
    median = found["median"]
    return Record(
        promised=found["on_time"] + found["late"] + found["waiting"],
        on_time=found["on_time"],
        late=found["late"],
        waiting=found["waiting"],
        median_days=None if median is None else round(median),
        hired=found["hired"],
    )
