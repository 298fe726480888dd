from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from applications.enums import MatchUse
from listings.models import JobPosting


class MatchLogQuerySet(models.QuerySet["MatchLog"]):
    def past(self, now: dt.datetime, years: int) -> MatchLogQuerySet:
        """Rows whose time of keeping is over."""
        return self.filter(at__lt=now - dt.timedelta(days=366 * years))


class MatchLog(models.Model):
    """One use of matching by an employer: who, for which job, under which rules, and what it showed.

    `shown` lists what stood in which group at that moment: {"of": public id, "bucket": ...}. Append-only;
    the database lets no row go before four years are over (California's rule for such records).
    `actor_id` is a plain number, so it outlives the account.
    """

    at = models.DateTimeField(default=timezone.now)
    actor_id = models.BigIntegerField()
    posting = models.ForeignKey(JobPosting, on_delete=models.PROTECT, related_name="+")
    use = models.CharField(max_length=20, choices=MatchUse)
    until = models.DateTimeField(null=True)
    rule_version = models.CharField(max_length=20)
    shown = models.JSONField(default=list)

    objects = MatchLogQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            # is the switch on for this person and job; the history of a job's switch
            models.Index(fields=["posting", "actor_id", "-id"], name="matchlog_of_switch"),
            # rows past their time; an export from a day on
            models.Index(fields=["at"], name="matchlog_by_time"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("at")),
                name="matchlog_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.use} {self.posting_id}"
