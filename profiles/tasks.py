from __future__ import annotations

import datetime as dt

from core.queue import task
from profiles import services


@task("profiles.refresh_terms", every=dt.timedelta(minutes=15))
def refresh_terms() -> None:
    """What people hold changes as a day begins (licenses expire, compacts begin) and with the vocabulary."""
    services.refresh_terms()
