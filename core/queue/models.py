from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone


class TaskState(models.TextChoices):
    READY = "ready", "ready"
    RUNNING = "running", "running"
    DONE = "done", "done"
    DEAD = "dead", "dead letter"


class QueuedTask(models.Model):
    """One piece of work. All times that decide are the database's, so workers' clocks do not matter."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    args = models.JSONField(default=list)
    kwargs = models.JSONField(default=dict)
    queue = models.CharField(max_length=40, default="default")
    priority = models.SmallIntegerField(default=0)
    unique_key = models.CharField(max_length=200, null=True, blank=True)  # noqa: DJ001 - null: no key
    request_id = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=TaskState.choices, default=TaskState.READY)
    run_after = models.DateTimeField(default=timezone.now)
    enqueued_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=5)
    worker = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True)
    workers = models.JSONField(default=list)
    result = models.JSONField(null=True)
    error = models.TextField(blank=True)
    error_class = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "core_task"
        constraints = [
            # the same work is not waiting twice; once it runs to its end it may be asked for again
            models.UniqueConstraint(
                fields=["unique_key"],
                condition=Q(state__in=["ready", "running"]),
                name="task_unique_key",
            ),
            models.CheckConstraint(
                condition=Q(state="running", lease_until__isnull=False) | ~Q(state="running"),
                name="task_running_has_lease",
            ),
        ]
        indexes = [
            # the claim: what is due, most urgent first
            models.Index(
                fields=["-priority", "run_after"], condition=Q(state="ready"), name="task_due"
            ),
            # the return of tasks whose worker died
            models.Index(fields=["lease_until"], condition=Q(state="running"), name="task_leases"),
            # the purge, and the list of dead letters
            models.Index(fields=["state", "finished_at"], name="task_finished"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.state}"


class PeriodicSlot(models.Model):
    """One due moment of a periodic task. Whoever inserts the row enqueues the task: nobody else can."""

    name = models.CharField(max_length=120)
    slot = models.DateTimeField()

    class Meta:
        db_table = "core_periodic_slot"
        constraints = [models.UniqueConstraint(fields=["name", "slot"], name="periodic_slot_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.slot:%Y-%m-%d %H:%M}"


class WorkerBeat(models.Model):
    """A sign of life per worker process, for /readyz and the staff banner."""

    worker = models.CharField(max_length=80, primary_key=True)
    started_at = models.DateTimeField(db_default=Now())
    beat_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "core_worker_beat"

    def __str__(self) -> str:
        return self.worker
