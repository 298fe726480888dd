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


@task("matching.match_news", every=dt.timedelta(minutes=1))
def match_news() -> int:
    """Batch after batch until no news is left."""
    done = 0
    while batch := services.match_news():
        done += batch
    return done


@task("matching.find_newly_qualified", every=dt.timedelta(minutes=2))
def find_newly_qualified() -> int:
    return services.find_newly_qualified()


@task("matching.send_alerts", every=dt.timedelta(minutes=1))
def send_alerts() -> int:
    return services.send_alerts()


@task("matching.forget_unconfirmed", every=dt.timedelta(hours=1))
def forget_unconfirmed() -> int:
    return services.forget_unconfirmed() + services.forget_old_mails()
