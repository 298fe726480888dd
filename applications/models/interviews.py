from __future__ import annotations

from django.db import models

from applications.models.applications import Application
from core.ids import PublicIdField


class Interview(models.Model):
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
