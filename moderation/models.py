from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.ids import PublicIdField
from listings.models import JobPosting, PostingRevision
from moderation.enums import WAITING, CaseReason, CaseState


class CaseQuerySet(models.QuerySet["Case"]):
    def waiting(self) -> Self:
        return self.filter(state__in=WAITING)

    def decided(self) -> Self:
        return self.exclude(state__in=WAITING)

    def in_queue_order(self) -> Self:
        """Held ones last; else highest risk first, then the longest waiting. Nothing falls out."""
        held = models.Case(
            models.When(state=CaseState.HELD, then=1), default=0, output_field=models.IntegerField()
        )
        return self.waiting().order_by(held, "-risk", "opened_at", "pk")

    def for_list(self) -> Self:
        return self.select_related("posting__employer", "revision")


class Case(models.Model):
    """One sending of a posting to review, with what was sent and what the rules found in it.

    `content` is the revision as the moderator sees it: a decision is about these words and no others.
    `findings` are dicts of rule, version, title, level, weight, field, matched, sentence, source.
    """

    public_id = PublicIdField()
    posting = models.ForeignKey(JobPosting, on_delete=models.CASCADE, related_name="cases")
    revision = models.ForeignKey(PostingRevision, on_delete=models.CASCADE, related_name="cases")
    revision_version = models.PositiveIntegerField()
    content = models.JSONField()
    state = models.CharField(max_length=10, choices=CaseState, default=CaseState.OPEN)
    risk = models.PositiveSmallIntegerField(default=0)
    findings = models.JSONField(default=list)
    opened_at = models.DateTimeField()
    target_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=20, choices=CaseReason, blank=True)
    note = models.TextField(max_length=2000, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["revision"],
                condition=Q(state__in=WAITING),
                name="case_one_waiting_per_revision",
            ),
            models.CheckConstraint(
                condition=Q(state__in=WAITING, decided_at__isnull=True)
                | (~Q(state__in=WAITING) & Q(decided_at__isnull=False)),
                name="case_decided_has_date",
            ),
            models.CheckConstraint(
                condition=Q(target_at__gt=F("opened_at")), name="case_target_after_opening"
            ),
        ]
        indexes = [
            # the queue
            models.Index(
                fields=["-risk", "opened_at"], condition=Q(state__in=WAITING), name="case_queue"
            ),
            # what was decided about a posting before
            models.Index(fields=["posting", "-opened_at"], name="case_of_posting"),
        ]

    def __str__(self) -> str:
        return f"{self.posting} {self.state}"

    @property
    def hard_stops(self) -> list[dict]:
        return [finding for finding in self.findings if finding["level"] == "hard"]

    def is_late(self, now: datetime) -> bool:
        return self.decided_at is None and now > self.target_at
