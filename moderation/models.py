from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.ids import PublicIdField
from listings.models import JobPosting, PostingRevision
from moderation.enums import CaseReason, CaseState


class Case(models.Model):
    """One revision of a posting waiting for, or given, a decision."""

    public_id = PublicIdField()
    posting = models.ForeignKey(JobPosting, on_delete=models.CASCADE, related_name="cases")
    revision = models.OneToOneField(PostingRevision, on_delete=models.CASCADE, related_name="case")
    state = models.CharField(max_length=10, choices=CaseState, default=CaseState.OPEN)
    risk = models.PositiveSmallIntegerField(default=0)
    # [{rule, version, weight, field, matched, sentence, source}]
    findings = models.JSONField(default=list)
    opened_at = models.DateTimeField()
    target_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=20, choices=CaseReason, blank=True)
    note = models.TextField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[CaseState.OPEN, CaseState.HELD], decided_at__isnull=True)
                | (~Q(state__in=[CaseState.OPEN, CaseState.HELD]) & Q(decided_at__isnull=False)),
                name="case_decided_has_date",
            ),
        ]
        indexes = [
            # the queue: highest risk first, then the longest waiting
            models.Index(
                fields=["-risk", "opened_at"],
                condition=Q(state__in=[CaseState.OPEN, CaseState.HELD]),
                name="case_queue",
            ),
        ]
