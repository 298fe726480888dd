"""Official wages: BLS Occupational Employment and Wage Statistics, May 2025, in whole dollars a year.

Public-domain figures in `catalogue/`. An empty cell was not published: it is None here, never 0.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from core.places import ALL_STATES

CATALOGUE = Path(__file__).parent / "catalogue"
REFERENCE_MONTH = "2025-05"
HOURS_A_YEAR = 2080  # the factor BLS itself uses

# The yearly range an older career article gave for these jobs, as paid in 2014, in the dollars of 2014.
OLDER_ARTICLE = {"year": 2014, "low": 24_128, "high": 62_700, "source": "Payscale"}

# BLS publishes these codes only inside another one.
PUBLISHED_UNDER = {"21-1011": "21-1018", "21-1014": "21-1018"}


@dataclass(frozen=True, slots=True)
class Wage:
    soc: str
    occupation: str
    area: str  # "US" or a state code
    p10: int | None
    p25: int | None
    p50: int | None
    p75: int | None
    p90: int | None

    @property
    def area_name(self) -> str:
        return ALL_STATES.get(self.area, "United States")


@lru_cache(maxsize=1)
def _wages() -> dict[tuple[str, str], Wage]:
    names = {row["soc"]: row["occupation"] for row in _rows("oews_occupations.csv")}
    wages = {}
    for row in _rows("oews_may2025.csv"):
        figures = {p: int(row[p]) if row[p] else None for p in ("p10", "p25", "p50", "p75", "p90")}
        key = (row["soc"], row["area"])
        wages[key] = Wage(row["soc"], names[row["soc"]], row["area"], **figures)
    return wages


def _rows(name: str) -> list[dict[str, str]]:
    with (CATALOGUE / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def occupation_codes(soc_codes: list[str]) -> list[str]:
    """The occupations with published wages behind a role family's SOC or O*NET codes, each once."""
    found = []
    for code in soc_codes:
        soc = code.split(".")[0]
        soc = PUBLISHED_UNDER.get(soc, soc)
        if (soc, "US") in _wages() and soc not in found:
            found.append(soc)
    return found


def official_wages(soc_codes: list[str], state: str = "") -> list[Wage]:
    """Per occupation the nation's row and, with `state`, that state's if its median was published."""
    found = []
    for soc in occupation_codes(soc_codes):
        for area in ("US", state):
            wage = _wages().get((soc, area))
            if wage is not None and wage.p50 is not None:
                found.append(wage)
    return found


def all_occupations() -> list[str]:
    return [soc for soc, area in _wages() if area == "US"]
