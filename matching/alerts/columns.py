"""Saved searches and new jobs laid out as the columns that `matching.index.percolating` compares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from listings.enums import Workplace
from matching.index import BUCKETS, Reach
from matching.index.percolating import Codes, NewJobs, SavedSearches

# column of the search row -> its name in the percolator; other columns go under `more`
NAMED = {
    "role_family": "role",
    "kind": "kind",
    "employment_type": "employment",
    "workplace": "workplace",
    "settings": "settings",
    "states": "states",
    "education": "education",
}
# Where a remote job may be done, as a facet of its own: "*" stands for anywhere.
LIVES, ANYWHERE = "lives", "*"
AT_A_SITE = {Workplace.ONSITE.value, Workplace.HYBRID.value}
REMOTE = Workplace.REMOTE.value


class Row(Protocol):
    """A search row, as it is or as it was."""

    posting_id: int
    formula_id: int | None
    lat: float | None
    lng: float | None
    pay_annual_min: int | None
    workplace: str
    states: list[str]


@dataclass(frozen=True)
class Owner:
    """What the searches of one person ask of her profile: where she stands, and where she would work."""

    number: int
    has_facts: bool
    reach: Reach


@dataclass
class Line:
    """One row of the percolator: a search at one of its places."""

    search: int
    facets: Mapping[str, Sequence[str]]
    spot: Sequence[float] | None
    wants: Mapping[str, Any]
    owner: Owner | None


@dataclass
class Layout:
    """Rows of all searches, the distinct words they type, and which of them must be asked one by one."""

    searches: SavedSearches
    queries: list[str]
    beside: set[int]
    codes: dict[str, Codes] = field(default_factory=lambda: defaultdict(Codes))

    def jobs(self, rows: Sequence[Row], said: np.ndarray) -> NewJobs:
        masks = {column: self._masks(column, rows) for column in {*NAMED, *self.codes}}
        return NewJobs(
            ids=np.array([row.posting_id for row in rows], np.int64),
            **{name: masks[column] for column, name in NAMED.items()},
            lat=_degrees(row.lat for row in rows),
            lng=_degrees(row.lng for row in rows),
            pay=np.array([-1 if r.pay_annual_min is None else r.pay_annual_min for r in rows]),
            formula=[row.formula_id for row in rows],
            said=said,
            more={column: mask for column, mask in masks.items() if column not in NAMED},
        )

    def _masks(self, column: str, rows: Sequence[Row]) -> np.ndarray:
        codes = self.codes[column]
        return np.array([codes.known(_values(row, column)) for row in rows], np.uint64)


def _values(row: Row, column: str) -> list[str]:
    if column == LIVES:
        return row.states or [ANYWHERE]
    value = getattr(row, column, None)
    return value if isinstance(value, list) else [str(value)]


def _degrees(values: Iterable[float | None]) -> np.ndarray:
    return np.array([np.nan if value is None else value for value in values], float)


def laid_out(wanted: Iterable[tuple[int, Mapping[str, Any], Owner | None]]) -> Layout:
    """`wanted`: (id of the search, its compiled wants, whose it is)."""
    lines: list[Line] = []
    beside: set[int] = set()
    for search, wants, owner in wanted:
        if wants["beside"] or (wants["reach"] and wants["spots"]):
            beside.add(search)
        lines += _lines(search, wants, owner)
    queries = sorted({line.wants["q"] for line in lines if line.wants["q"]})
    codes: dict[str, Codes] = defaultdict(Codes)
    columns = {column for line in lines for column in line.facets} | set(NAMED)
    masks = {column: _search_masks(column, lines, codes[column], beside) for column in columns}
    number = {query: n for n, query in enumerate(queries)}
    spots = [line.spot or (np.nan, np.nan, 0.0) for line in lines]
    searches = SavedSearches(
        ids=np.array([line.search for line in lines], np.int64),
        **{name: masks[column] for column, name in NAMED.items()},
        lat=np.array([spot[0] for spot in spots], float),
        lng=np.array([spot[1] for spot in spots], float),
        miles=np.array([spot[2] for spot in spots], float),
        pay_floor=np.array([line.wants["pay"] for line in lines], np.int64),
        fit=np.array([_fit(line) for line in lines], np.uint8),
        owner=np.array([line.owner.number if line.owner else 0 for line in lines], np.int64),
        words=np.array([number.get(line.wants["q"], -1) for line in lines], np.int64),
        more={column: mask for column, mask in masks.items() if column not in NAMED},
    )
    return Layout(searches, queries, beside, codes)


def _search_masks(column: str, lines: list[Line], codes: Codes, beside: set[int]) -> np.ndarray:
    masks = np.zeros(len(lines), np.uint64)
    for at, line in enumerate(lines):
        try:
            masks[at] = codes.mask(line.facets.get(column, ()))
        except ValueError:  # more different values than bits: this one is asked by itself
            beside.add(line.search)
    return masks


def _fit(line: Line) -> int:
    if line.owner is None or not line.owner.has_facts:
        return 0
    return sum(1 << BUCKETS.index(bucket) for bucket in line.wants["fit"])


def _lines(search: int, wants: Mapping[str, Any], owner: Owner | None) -> list[Line]:
    facets: dict[str, Sequence[str]] = dict(wants["facets"])
    spots = wants["spots"]
    reach = owner.reach if owner is not None and wants["reach"] else Reach()
    if reach.circle is None or spots:
        return [Line(search, facets, spot, wants, owner) for spot in spots or [None]]
    found = []
    chosen = set(facets.get("workplace", ())) or {*AT_A_SITE, REMOTE}
    if chosen & AT_A_SITE:
        near = facets | {"workplace": sorted(chosen & AT_A_SITE)}
        circle = reach.circle
        found.append(Line(search, near, (circle.lat, circle.lng, circle.miles), wants, owner))
    if reach.remote and REMOTE in chosen:
        away = facets | {"workplace": [REMOTE], LIVES: [reach.state, ANYWHERE]}
        found.append(Line(search, away, None, wants, owner))
    return found
