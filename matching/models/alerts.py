"""From a job that became news to the mail that told of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from core.ids import PublicIdField
from listings.models import JobPosting, Opening
from matching.models.searches import SavedSearch, Subscriber


class JobNews(models.Model):
    """A search row came or changed in this transaction: written by triggers, so that nothing published is
    missed, and deleted once all saved searches have been asked.

    `before` is the row as it was, without its words; null for one that is new in search.
    """

    posting_id = models.BigIntegerField()
    before = models.JSONField(null=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "job news"

    def __str__(self) -> str:
        return str(self.posting_id)


class AlertHit(models.Model):
    """A job that a search wants and nobody was told of yet. Without a search: one she newly qualifies for,
    whatever she searches. `because` says which new facts did it (their names and days)."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="hits")
    search = models.ForeignKey(SavedSearch, null=True, on_delete=models.CASCADE, related_name="+")
    posting = models.ForeignKey(JobPosting, on_delete=models.CASCADE, related_name="+")
    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="+")
    because = models.JSONField(default=list)
    # when an instant mail is due; null: at the person's next slot
    due_at = models.DateTimeField(null=True)
    found_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["search", "opening"],
                condition=Q(search__isnull=False),
                name="alerthit_once_per_search_and_opening",
            ),
            models.UniqueConstraint(
                fields=["subscriber", "opening"],
                condition=Q(search__isnull=True),
                name="alerthit_once_newly_qualified",
            ),
        ]
        indexes = [
            # whose instant mail is due
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="alerthit_due"),
        ]

    def __str__(self) -> str:
        return f"{self.search_id}: {self.posting_id}"


class AlertMail(models.Model):
    """One mail to one person for one slot: `daily:2026-11-26` in her own zone, or `instant:` and a moment."""

    public_id = PublicIdField()
    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="mails")
    slot = models.CharField(max_length=40)
    # how many jobs, and the ones it names, best first
    jobs_count = models.PositiveIntegerField()
    listed = models.JSONField(default=list)
    # a mail that waited and lost a job on the way is written anew
    edition = models.PositiveSmallIntegerField(default=1)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "slot"], name="alertmail_once_per_slot"),
        ]
        indexes = [
            # what was listed, to be forgotten after a while
            models.Index(fields=["made_at"], name="alertmail_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.subscriber_id} {self.slot}"


class ToldOpening(models.Model):
    """A person was told of this vacancy: never again, whatever posting it returns as."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="told")
    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="+")
    told_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "opening"], name="toldopening_once_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subscriber_id}: {self.opening_id}"
