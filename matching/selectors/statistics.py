"""Medians and quartiles in SQL, over the narrow search rows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Aggregate, Count, F, FloatField, QuerySet, Value
from django.db.models.functions import Cast, Coalesce

# A typical pay of fewer jobs says more about one employer than about the trade.
FEWEST = 5


class Percentile(Aggregate):
    """`percentile_cont`: the value below which `fraction` of the group lies."""

    function = "PERCENTILE_CONT"
    name = "Percentile"
    template = "%(function)s(%(fraction)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()

    def __init__(self, expression: Any, fraction: float, **extra: Any) -> None:
        super().__init__(expression, fraction=fraction, **extra)


# The middle of a posted range in dollars an hour, by the hours the job states (40 when it states none).
MID_HOURLY = Cast(F("pay_annual_min") + F("pay_annual_max"), FloatField()) / (
    Value(104.0) * Cast(Coalesce(F("posting__hours_per_week"), Value(Decimal(40))), FloatField())
)


@dataclass(frozen=True, slots=True)
class Spread:
    """How the middles of the posted pay ranges of `count` live jobs spread, in dollars an hour.

    The three figures are None when fewer than `FEWEST` state pay that can be told by the hour.
    """

    key: str
    count: int
    low: float | None
    typical: float | None
    high: float | None

    @property
    def shown(self) -> bool:
        return self.typical is not None

    @property
    def figures(self) -> tuple[float, float, float]:
        """Low, typical, high of a spread that is shown; asking for a hidden one is a mistake."""
        if self.low is None or self.typical is None or self.high is None:
            raise ValueError(f"Too few jobs to show: {self.key or 'all'}.")
        return self.low, self.typical, self.high


def _figures() -> dict[str, Aggregate]:
    return {
        "n": Count("*"),
        "paid": Count("pay_annual_min"),
        "low": Percentile(MID_HOURLY, 0.25),
        "typical": Percentile(MID_HOURLY, 0.5),
        "high": Percentile(MID_HOURLY, 0.75),
    }


def spread_of(rows: QuerySet) -> Spread:
    return _spread("", rows.aggregate(**_figures()))


def spreads_by(rows: QuerySet, column: str) -> list[Spread]:
    """One spread per value of `column` (an empty value is left out), most jobs first."""
    groups = rows.order_by().values(group=F(column)).annotate(**_figures())
    spreads = [_spread(row["group"], row) for row in groups if row["group"]]
    return sorted(spreads, key=lambda spread: (-spread.count, spread.key))


def _spread(key: str, row: dict) -> Spread:
    if row["paid"] < FEWEST:
        return Spread(key, row["n"], None, None, None)
    return Spread(key, row["n"], row["low"], row["typical"], row["high"])
