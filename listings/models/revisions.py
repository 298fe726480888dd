from __future__ import annotations

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from listings.enums import FINAL_REVISIONS, OPEN_REVISIONS, RevisionState
from listings.models.postings import JobPosting


class PostingRevisionQuerySet(models.QuerySet["PostingRevision"]):
    def open(self) -> Self:
        """Still being written or waiting: at most one per posting."""
        return self.filter(state__in=OPEN_REVISIONS)

    def in_review(self) -> Self:
        return self.filter(state=RevisionState.IN_REVIEW)

    def approved(self) -> Self:
        return self.filter(state=RevisionState.APPROVED)


# what an approved or rejected revision says may never change; who made it may be erased
_SAYS = ["posting_id", "number", "state", "content", "field_notes", "submitted_at", "decided_at"]
_changed = pgtrigger.Q()
for _name in _SAYS:
    _changed |= pgtrigger.Q(**{f"old__{_name}__df": pgtrigger.F(f"new__{_name}")})


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

    objects = PostingRevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        triggers = [
            pgtrigger.Protect(
                name="final_revisions_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__in=FINAL_REVISIONS) & _changed,
            ),
            pgtrigger.Protect(
                name="final_revisions_are_kept",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__state__in=FINAL_REVISIONS),
            ),
        ]
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

    def __str__(self) -> str:
        return f"{self.posting_id}.{self.number}"
