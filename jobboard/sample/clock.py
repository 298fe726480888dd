"""The demo's past. Its people act through the services at moments before now, so that dates, due days and
records follow from what they did, as they would have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.utils import timezone

_real_now = timezone.now


@contextmanager
def at(moment: dt.datetime) -> Iterator[dt.datetime]:
    """Within: `timezone.now()` is `moment`, in this process only."""
    with mock.patch.object(timezone, "now", lambda: moment):
        yield moment


def days_ago(days: float, hour: int = 10) -> dt.datetime:
    """That many days before today, at an hour of the working day; never in the future."""
    day = timezone.localtime(_real_now()) - dt.timedelta(days=days)
    return min(
        day.replace(hour=hour, minute=int(days * 37) % 60, second=0, microsecond=0), _real_now()
    )
