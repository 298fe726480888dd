from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone


class Event(models.Model):
    """One change. Holds ids, field names, states and codes only, never what a person typed.

    `actor_id` is a plain number: core knows no users, and an erased user must not take history along.
    The database refuses UPDATE and DELETE (core/migrations/0001_initial.py).
    """

    at = models.DateTimeField(default=timezone.now, editable=False)
    actor_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=40)
    fields = ArrayField(models.CharField(max_length=80), default=list)
    state_before = models.CharField(max_length=40, blank=True)
    state_after = models.CharField(max_length=40, blank=True)
    reason_code = models.CharField(max_length=80, blank=True)
    data = models.JSONField(default=dict)
    request_id = models.CharField(max_length=40, blank=True)

    class Meta:
        db_table = "core_event"
        ordering = ("-pk",)
        indexes = [
            # history of one thing, newest first: timelines, "why was my job removed?"
            models.Index(fields=["subject_type", "subject_id", "-id"], name="event_of_subject"),
            # what one person did: export, abuse review
            models.Index(fields=["actor_id", "-id"], name="event_of_actor"),
            # what happened of one kind since a moment: alerts, transparency figures
            models.Index(fields=["verb", "-at"], name="event_by_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type} {self.subject_id}"
