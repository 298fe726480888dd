from __future__ import annotations

import datetime as dt

from core.queue import task
from profiles import services


@task("profiles.refresh_terms", at=dt.time(3, 10))
def refresh_terms() -> None:
    """What people hold changes overnight: licenses expire, compacts and titles change."""
    services.refresh_terms()
