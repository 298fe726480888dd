"""The process that runs what core.queue holds: claims by lease, heartbeat, fencing, draining."""

from core.worker.leasing import open_slots
from core.worker.running import Worker, run_due

__all__ = ["Worker", "open_slots", "run_due"]
