"""Background work of this room."""

from __future__ import annotations

import datetime as dt

from core.queue import task
from listings import services


@task("listings.close_expired", every=dt.timedelta(minutes=15))
def close_expired() -> int:
    """Close jobs whose closing date has passed."""
    return services.close_expired()
