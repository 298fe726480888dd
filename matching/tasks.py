from __future__ import annotations

import datetime as dt

from core.queue import task
from matching import services


@task("matching.freeze_counted_people", at=dt.time(4, 0))
def freeze_counted_people() -> None:
    """After the night's recomputing of what people hold (profiles, 3:10)."""
    services.freeze_counted_people()
    services.forget_counts()
