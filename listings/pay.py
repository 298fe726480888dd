"""Arithmetic of pay. Base pay only: a bonus never enters a range."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from listings.enums import PayUnit

FULL_WEEK = Decimal(40)
FEDERAL_MINIMUM = Decimal("7.25")
MOST_AN_HOUR = Decimal(150)

# how often the unit is paid in a year; hours depend on the week
_TIMES = {
    PayUnit.DAY: Decimal(260),
    PayUnit.WEEK: Decimal(52),
    PayUnit.BIWEEK: Decimal(26),
    PayUnit.MONTH: Decimal(12),
    PayUnit.YEAR: Decimal(1),
}


def exact_annual_pay(
    amount: Decimal, unit: str, hours_per_week: Decimal | None = None
) -> Decimal | None:
    """Dollars and cents a year: hourly x hours a week (40 when none are stated) x 52, days x 260.

    None for a rate per visit, which no year can be told from.
    """
    if unit == PayUnit.HOUR:
        return amount * Decimal(hours_per_week or FULL_WEEK) * 52
    return amount * _TIMES[PayUnit(unit)] if unit in _TIMES else None


def annual_pay(
    amount: Decimal | None, unit: str, hours_per_week: Decimal | None = None
) -> int | None:
    """The same in whole dollars."""
    if amount is None:
        return None
    yearly = exact_annual_pay(Decimal(amount), unit, hours_per_week)
    return None if yearly is None else int(yearly.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def hourly_pay(
    amount: Decimal | None, unit: str, hours_per_week: Decimal | None = None
) -> Decimal | None:
    """The same pay by the hour, in dollars; None when it cannot be told."""
    if unit == PayUnit.HOUR and amount is not None:
        return Decimal(amount)
    yearly = annual_pay(amount, unit, hours_per_week)
    if yearly is None:
        return None
    week = Decimal(hours_per_week or FULL_WEEK)
    return (Decimal(yearly) / 52 / week).quantize(Decimal("0.01"))
