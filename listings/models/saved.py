from __future__ import annotations

from django.db import models

from listings.models.postings import JobPosting
from profiles.models import CandidateProfile


class SavedJob(models.Model):
    profile = models.ForeignKey(
        CandidateProfile, on_delete=models.CASCADE, related_name="saved_jobs"
    )
    posting = models.ForeignKey(JobPosting, on_delete=models.CASCADE, related_name="saves")
    saved_at = models.DateTimeField(auto_now_add=True)
    # what it offered then (`listings.saved_words`), to say what changed since
    kept = models.JSONField(
        default=dict, db_default=models.Value({}, models.JSONField()), editable=False
    )
    # its closing date was told, which is done once
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-saved_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["profile", "posting"], name="savedjob_once"),
        ]

    def __str__(self) -> str:
        return f"{self.profile_id}: {self.posting_id}"
