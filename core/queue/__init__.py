"""Background work in PostgreSQL: claimed by lease, brought back when its worker dies, done once.

    @queue.task("listings.close_expired", every=timedelta(hours=1))
    def close_expired() -> int: ...

stands in `<room>/tasks.py` (found by itself). A service enqueues by name, which imports nothing:
`queue.enqueue("applications.read_resume", resume.pk, unique_key=f"resume:{resume.pk}")`.
"""

from core.queue.backend import enqueue, replay
from core.queue.models import PeriodicSlot, QueuedTask, WorkerBeat
from core.queue.registry import CoreTask, task

__all__ = ["CoreTask", "PeriodicSlot", "QueuedTask", "WorkerBeat", "enqueue", "replay", "task"]
