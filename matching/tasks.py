from __future__ import annotations

import datetime as dt

from core.queue import task
from matching import services
from matching.index.pruning import prune_changes


@task("matching.freeze_counted_people", at=dt.time(4, 0))
def freeze_counted_people() -> None:
    """After the night's recomputing of what people hold (profiles, 3:10)."""
    services.freeze_counted_people()
    services.forget_counts()


@task("matching.prune_index_changes", at=dt.time(3, 40), atomic=True)
def prune_index_changes() -> int:
    """Notes of changes that every living process has read long ago."""
    return prune_changes()
