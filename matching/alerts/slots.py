"""When a person's mail is due: once for each date of her own calendar, whatever clocks do."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from matching.enums import Pace

DAY = dt.timedelta(days=1)
# Jobs that come out together are told of together.
GATHER = dt.timedelta(minutes=3)


def instant_due(pace: str, now: dt.datetime) -> dt.datetime | None:
    """When a job found now is told of by itself; None where it waits for the person's slot."""
    return now + GATHER if pace == Pace.INSTANT else None


def moment_of(day: dt.date, at: dt.time, zone: str) -> dt.datetime:
    """The instant of this local time. Twice on the clock, as in fall: the first; never, as in spring: as
    long after midnight as it always is."""
    return dt.datetime.combine(day, at, tzinfo=ZoneInfo(zone)).astimezone(dt.UTC)


def slot_on(now: dt.datetime, at: dt.time, zone: str) -> dt.date:
    """The local date whose mail is the latest one due. Days nobody sent on collapse into it."""
    today = now.astimezone(ZoneInfo(zone)).date()
    return today if moment_of(today, at, zone) <= now else today - DAY


def next_slot(now: dt.datetime, at: dt.time, zone: str, last_on: dt.date | None) -> dt.datetime:
    """When to look again: the first date after the last one that had its mail; for a new person the next
    that is still to come. May be past, and is due at once then."""
    day = (slot_on(now, at, zone) if last_on is None else last_on) + DAY
    return moment_of(day, at, zone)


def weekdays_since(last_on: dt.date | None, slot: dt.date) -> set[int]:
    """Weekdays of the dates after the last slot up to this one."""
    missed = 1 if last_on is None else min(7, (slot - last_on).days)
    return {(slot - dt.timedelta(days=back)).weekday() for back in range(missed)}
