from __future__ import annotations

from datetime import timedelta

from core import queue
from moderation import services


@queue.task("moderation.open_cases", every=timedelta(seconds=10))
def open_cases() -> int:
    """What came to review stands in the queue within seconds."""
    return services.open_cases()
