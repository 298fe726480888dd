from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

OFFICE_ZONE = "America/New_York"
OFFICE_CLOSES = dt.time(17, 0)


@lru_cache(maxsize=64)
def _holidays_of(year: int) -> dict[dt.date, str]:
    # The neighbor year is asked too: a New Year's Day on Saturday is observed on December 31.
    found = holidays.country_holidays("US", years=[year, year + 1], observed=True)
    return {day: name for day, name in found.items() if day.year == year}


def holiday_name(day: dt.date) -> str:
    """Name of the federal holiday observed on that day, or empty."""
    return _holidays_of(day.year).get(day, "")


def is_business_day(day: dt.date) -> bool:
    return day.weekday() < 5 and not holiday_name(day)


def add_business_days(start: dt.date, n: int) -> dt.date:
    """The n-th business day after `start` (which itself never counts). n = 0: start, or the next business day."""
    if n < 0:
        raise ValueError("n must not be negative")
    day = start
    while n > 0 or not is_business_day(day):
        day += dt.timedelta(days=1)
        if is_business_day(day):
            n = max(n - 1, 0)
    return day


def business_days_between(a: dt.date, b: dt.date) -> int:
    """How many business days lie after `a` up to and including `b`; negative when b is before a."""
    if b < a:
        return -business_days_between(b, a)
    return sum(is_business_day(a + dt.timedelta(days=step)) for step in range(1, (b - a).days + 1))


def due_at(sent_at: dt.datetime, n: int, tz: str = OFFICE_ZONE) -> dt.datetime:
    """17:00 local time on the n-th business day after the local day of `sent_at`."""
    zone = ZoneInfo(tz)
    day = add_business_days(sent_at.astimezone(zone).date(), n)
    return dt.datetime.combine(day, OFFICE_CLOSES, tzinfo=zone)
