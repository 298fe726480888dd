from __future__ import annotations

import datetime as dt

import pytest

from core.calendar import (
    add_business_days,
    business_days_between,
    due_at,
    holiday_name,
    is_business_day,
)

D = dt.date


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        (D(2026, 11, 23), 1, D(2026, 11, 24)),
        (
            D(2026, 11, 25),
            1,
            D(2026, 11, 27),
        ),  # Thanksgiving is skipped, the Friday after is no federal holiday
        (D(2026, 11, 25), 5, D(2026, 12, 3)),
        (D(2026, 12, 24), 1, D(2026, 12, 28)),  # Christmas on a Friday
        (D(2026, 12, 31), 1, D(2027, 1, 4)),
        (
            D(2027, 12, 23),
            1,
            D(2027, 12, 27),
        ),  # Christmas on a Saturday is observed on Friday the 24th
        (
            D(2021, 12, 30),
            1,
            D(2022, 1, 3),
        ),  # New Year's Day on a Saturday is observed in the old year
        (D(2022, 12, 30), 1, D(2023, 1, 3)),  # New Year's Day on a Sunday is observed on Monday
        (D(2026, 11, 28), 1, D(2026, 11, 30)),  # from a Saturday, Monday is the first
        (D(2026, 11, 28), 0, D(2026, 11, 30)),
        (D(2026, 11, 27), 0, D(2026, 11, 27)),
        (D(2026, 6, 18), 1, D(2026, 6, 22)),  # Juneteenth on a Friday
    ],
)
def test_add_business_days_steps_over_weekends_and_federal_holidays(start, n, expected):
    assert add_business_days(start, n) == expected


def test_add_business_days_refuses_to_go_back():
    with pytest.raises(ValueError, match="negative"):
        add_business_days(D(2026, 1, 5), -1)


def test_business_days_between_counts_what_add_adds():
    start = D(2026, 12, 18)

    for n in range(1, 15):
        assert business_days_between(start, add_business_days(start, n)) == n
    assert business_days_between(D(2026, 11, 27), D(2026, 11, 25)) == -1
    assert business_days_between(start, start) == 0


def test_every_year_has_its_federal_holidays():
    for year in range(2024, 2040):
        days = [D(year, 1, 1) + dt.timedelta(days=n) for n in range(366)]
        weekdays_off = [
            day
            for day in days
            if day.year == year and day.weekday() < 5 and not is_business_day(day)
        ]
        assert 9 <= len(weekdays_off) <= 12, (year, weekdays_off)
    assert holiday_name(D(2026, 11, 26)).startswith("Thanksgiving")
    assert holiday_name(D(2026, 11, 27)) == ""


def test_due_at_is_five_in_the_afternoon_at_the_place():
    sent = dt.datetime(2026, 11, 25, 3, 0, tzinfo=dt.UTC)  # still Tuesday evening in America

    assert due_at(sent, 1).isoformat() == "2026-11-25T17:00:00-05:00"
    assert due_at(sent, 2, "America/Los_Angeles").isoformat() == "2026-11-27T17:00:00-08:00"


def test_due_at_keeps_five_o_clock_over_the_change_of_clocks():
    sent = dt.datetime(2026, 10, 30, 15, tzinfo=dt.UTC)

    assert due_at(sent, 1).isoformat() == "2026-11-02T17:00:00-05:00"
