"""Dates of feeds: ISO in many lengths, "March 27, 2023", and ages such as "1d" that no one can date."""

from __future__ import annotations

import re
from datetime import date, datetime

_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$")
_WORDS = ("%B %d, %Y", "%b %d, %Y", "%m/%d/%Y", "%d %B %Y")


def read_date(words: str | None, today: date) -> tuple[date | None, str]:
    """`(date, "")`, or `(None, reason)`: missing, relative to an unknown day, to come, not a date."""
    if not words:
        return None, "posted_date_missing"
    words = words.strip()
    found = None
    try:
        if match := _ISO.match(words):
            found = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None, "posted_date_not_a_date"
    for pattern in _WORDS if found is None else ():
        try:
            found = datetime.strptime(words, pattern).date()
            break
        except ValueError:
            continue
    if found is None:
        relative = re.match(
            r"^\d+\+?\s*(?:h|d|w|m|hours?|days?|weeks?|months?)\b", words, re.IGNORECASE
        )
        return None, "posted_date_relative" if relative else "posted_date_not_a_date"
    if found > today:
        return None, "posted_date_to_come"
    return found, ""
