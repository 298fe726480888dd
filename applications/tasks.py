"""Work of the clock; all of it can be run again at any time and says nothing twice."""

from __future__ import annotations

import datetime as dt

from applications import services
from core import queue


@queue.task("applications.remind_answers_due", every=dt.timedelta(hours=1))
def remind_answers_due() -> int:
    return services.remind_answers_due()


@queue.task("applications.tell_overdue", every=dt.timedelta(minutes=30))
def tell_overdue() -> int:
    return services.tell_overdue()


@queue.task("applications.settle_closed_postings", every=dt.timedelta(minutes=2))
def settle_closed_postings() -> int:
    return services.settle_closed_postings()


@queue.task("applications.purge_match_log", every=dt.timedelta(days=1))
def purge_match_log() -> int:
    return services.purge_match_log()


@queue.task("applications.remind_saved", every=dt.timedelta(minutes=30))
def remind_saved() -> int:
    return services.remind_saved()
