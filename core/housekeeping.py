"""Rows of core's own machinery that have served."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from core.limits.models import Counter
from core.queue.models import PeriodicSlot, QueuedTask, TaskState, WorkerBeat

KEEP_DONE = dt.timedelta(days=7)
# Longer than any period, or a purged slot would open a second time.
KEEP_SLOTS = dt.timedelta(days=60)


def purge_queue() -> int:
    """Finished tasks of last week, old slots, beats of workers that were killed. Dead letters stay."""
    now = timezone.now()
    gone = QueuedTask.objects.filter(
        state=TaskState.DONE, finished_at__lt=now - KEEP_DONE
    ).delete()[0]
    gone += PeriodicSlot.objects.filter(slot__lt=now - KEEP_SLOTS).delete()[0]
    gone += WorkerBeat.objects.filter(beat_at__lt=now - KEEP_DONE).delete()[0]
    return gone


def purge_counters() -> int:
    return Counter.objects.filter(ends_at__lt=timezone.now()).delete()[0]
