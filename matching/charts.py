"""Pay figures turned into the positions of server-made charts. Positions are strings, so that no
language's decimal comma gets into SVG."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core.pages.charts import histogram
from matching.selectors.pay import Bar
from matching.selectors.statistics import Spread


@dataclass(frozen=True, slots=True)
class DrawnSpread:
    spread: Spread
    low: str
    typical: str
    high: str


@dataclass(frozen=True, slots=True)
class Ranges:
    ticks: list[int]
    lines: list[str]
    rows: list[DrawnSpread]


def percent(value: float) -> str:
    return f"{value:.2f}%"


def pay_histogram(bars: list[Bar], spread: Spread) -> dict[str, Any] | None:
    """What components/histogram.html draws; None when there are too few jobs to show."""
    if not bars or not spread.shown:
        return None
    low, typical, high = spread.figures
    steps = [
        (
            bar.start,
            f"${bar.start}",
            _step_words(bar, first=bar is bars[0], last=bar is bars[-1]),
            bar.count,
        )
        for bar in bars
    ]
    return histogram(
        steps,
        bars[0].end - bars[0].start,
        half=(low, high),
        typical=typical,
        typical_label=_("typical, %(pay)s") % {"pay": f"${typical:.2f}"},
    )


def _step_words(bar: Bar, *, first: bool, last: bool) -> str:
    values = {"start": bar.start, "end": bar.end}
    if first:
        return _("Under $%(end)s") % values
    if last:
        return _("$%(start)s and more") % values
    return _("$%(start)s to under $%(end)s") % values


def ranges(spreads: list[Spread]) -> Ranges:
    """One axis of five round ticks for all rows."""
    if not spreads:
        return Ranges([], [], [])
    lowest = min(spread.figures[0] for spread in spreads)
    highest = max(spread.figures[2] for spread in spreads)
    step = next(
        s for s in (1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 50, 100, 1000) if _fits(lowest, highest, s)
    )
    start = math.floor(lowest / step) * step
    width = 4 * step

    def at(value: float) -> str:
        return percent((value - start) / width * 100)

    rows = [DrawnSpread(s, *map(at, s.figures)) for s in spreads]
    ticks = [start + n * step for n in range(5)]
    return Ranges(ticks, [percent(n * 25) for n in range(5)], rows)


def _fits(lowest: float, highest: float, step: int) -> bool:
    return math.floor(lowest / step) * step + 4 * step >= highest
