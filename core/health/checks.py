from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max
from django.utils import timezone

from core.mail import oldest_unsent
from core.queue.models import QueuedTask, TaskState, WorkerBeat

LATE = dt.timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Check:
    """`vital`: without it no page can be served. The others only make the site late."""

    name: str
    ok: bool
    vital: bool
    detail: str = ""


def run_checks() -> list[Check]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        pending = _unapplied()
        return [
            Check("database", True, True),
            Check("migrations", not pending, True, f"{pending} not applied" if pending else ""),
            _mail(),
            _worker(),
        ]
    except DatabaseError as error:
        return [Check("database", False, True, type(error).__name__)]


def figures() -> dict[str, Any]:
    """Counts for /metrics."""
    now = timezone.now()
    waiting = oldest_unsent()
    beat = WorkerBeat.objects.aggregate(t=Max("beat_at"))["t"]
    return {
        "tasks_ready": QueuedTask.objects.filter(state=TaskState.READY, run_after__lte=now).count(),
        "tasks_dead": QueuedTask.objects.filter(state=TaskState.DEAD).count(),
        "mail_oldest_unsent_seconds": (now - waiting).total_seconds() if waiting else 0,
        "worker_beat_age_seconds": (now - beat).total_seconds() if beat else -1,
    }


def _unapplied() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _mail() -> Check:
    waiting = oldest_unsent()
    age = timezone.now() - waiting if waiting else dt.timedelta()
    return Check(
        "mail", age < LATE, False, f"oldest unsent {int(age.total_seconds())} s" if waiting else ""
    )


def _worker() -> Check:
    beat = WorkerBeat.objects.aggregate(t=Max("beat_at"))["t"]
    alive = beat is not None and timezone.now() - beat < LATE
    return Check("worker", alive, False, "" if alive else "no sign of life for 2 minutes")
