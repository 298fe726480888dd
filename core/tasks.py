"""Housekeeping of core itself."""

from __future__ import annotations

import datetime as dt

from core import access, files, mail, queue
from core.housekeeping import purge_counters, purge_queue


@queue.task("core.purge_mail_bodies", at=dt.time(3, 10))
def purge_mail_bodies() -> int:
    return mail.purge_bodies()


@queue.task("core.reap_files", at=dt.time(3, 20))
def reap_files() -> int:
    return files.reap_files()


@queue.task("core.purge_traces", at=dt.time(3, 30))
def purge_traces() -> int:
    return purge_queue() + purge_counters() + access.purge_looks()
