from __future__ import annotations

from django.db import models

from applications.models.applications import Application
from core.ids import PublicIdField


class Interview(models.Model):
    """An invitation with times to choose from; `timezone` is the one the employer wrote them in."""

    public_id = PublicIdField()
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="interviews"
    )
    where = models.CharField(max_length=300)
    note = models.TextField(max_length=2000, blank=True)
    timezone = models.CharField(max_length=40)
    duration_minutes = models.PositiveSmallIntegerField(default=30)
    created_at = models.DateTimeField(auto_now_add=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(cancelled_at__isnull=True),
                name="interview_one_standing",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def chosen(self) -> InterviewSlot | None:
        return next((slot for slot in self.slots.all() if slot.chosen_at), None)


class InterviewSlot(models.Model):
    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    chosen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["interview"],
                condition=models.Q(chosen_at__isnull=False),
                name="interviewslot_one_chosen",
            ),
        ]

    def __str__(self) -> str:
        return self.starts_at.isoformat()
