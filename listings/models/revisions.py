from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from listings.enums import OPEN_REVISIONS, RevisionState
from listings.models.postings import JobPosting


class PostingRevision(models.Model):
    """A version of a posting's content. What the form edits is the one open revision; approving it
    copies the content to the posting. Approved and rejected revisions never change again."""

    posting = models.ForeignKey(JobPosting, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=RevisionState, default=RevisionState.DRAFT)
    content = models.JSONField(default=dict)
    # field name -> note, written by the moderator who sends the revision back
    field_notes = models.JSONField(default=dict, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["posting", "number"], name="postingrevision_number_once"
            ),
            models.UniqueConstraint(
                fields=["posting"],
                condition=Q(state__in=OPEN_REVISIONS),
                name="postingrevision_one_open",
            ),
        ]
