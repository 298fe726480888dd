"""The floor: the same answers by one pass over packed columns. No grid, no notes of changes, no service; only
numpy over everything, as well as that can be written. Shares no code with the index."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.places import Place
from matching.bench.crowd import Bools
from matching.bench.filling_people import Draft

EARTH = 3958.8
AskedPath = Sequence[frozenset[int]]


def unit(lat: Any, lng: Any) -> Any:
    a, b = np.radians(lat), np.radians(lng)
    return np.cos(a) * np.cos(b), np.cos(a) * np.sin(b), np.sin(a)


def chord(miles: Any) -> Any:
    return 4 * np.sin(miles / (2 * EARTH)) ** 2


class FloorJobs:
    """Columns of the jobs, and the formulas once each, all newest first."""

    def __init__(self, jobs: list[tuple[Any, ...]], formulas: list[tuple[Any, ...]]) -> None:
        """jobs: (id, formula, published, lat, lng, remote, states); formulas: (id, asks, wish, groups) by path."""
        jobs.sort(key=lambda job: (job[2], job[0]), reverse=True)
        numbers: dict[Any, int] = {None: 0}
        self._pack_formulas(formulas, numbers)
        self.ids = np.array([job[0] for job in jobs], np.int64)
        self.formula = np.array([numbers[job[1]] for job in jobs], np.int32)
        self.lat = np.array([math.nan if job[3] is None else job[3] for job in jobs])
        self.lng = np.array([math.nan if job[4] is None else job[4] for job in jobs])
        self.remote = np.array([job[5] for job in jobs], bool)
        codes = sorted({state for job in jobs for state in job[6]})
        self.bits = {state: np.uint64(1 << n) for n, state in enumerate(codes)}
        self.states = np.array(
            [sum(1 << codes.index(s) for s in job[6]) for job in jobs], np.uint64
        )

    def _pack_formulas(self, formulas: list[tuple[Any, ...]], numbers: dict[Any, int]) -> None:
        terms: dict[int, int] = {}
        group_starts: list[int] = []
        group_terms: list[int] = []
        path_starts: list[int] = []
        owners, wishes, asks = [], [], [False]
        for pk, asked, wish, groups in formulas:
            if pk not in numbers:
                numbers[pk] = len(numbers)
                asks.append(asked > 0)
            owners.append(numbers[pk])
            wishes.append(-1 if wish is None else wish)
            path_starts.append(len(group_starts))
            for group in groups:
                group_starts.append(len(group_terms))
                group_terms += [terms.setdefault(term, len(terms)) for term in group]
        self.terms, self.asks = terms, np.array(asks)
        self.group_starts = np.array(group_starts)
        self.group_terms = np.array(group_terms)
        self.path_starts = np.array([*path_starts, len(group_starts)])
        self.owners, self.wishes = np.array(owners), np.array(wishes)

    def keys(self, held: Iterable[int], known_not: Iterable[int]) -> NDArray[np.int64]:
        has, lacks = np.zeros(len(self.terms), bool), np.zeros(len(self.terms), bool)
        has[[self.terms[t] for t in held if t in self.terms]] = True
        lacks[[self.terms[t] for t in known_not if t in self.terms]] = True
        met = np.logical_or.reduceat(has[self.group_terms], self.group_starts)
        out = np.logical_and.reduceat(lacks[self.group_terms], self.group_starts) & ~met
        outs = np.diff(np.concatenate([[0], np.cumsum(out)])[self.path_starts])
        opens = np.diff(np.concatenate([[0], np.cumsum(~(met | out))])[self.path_starts])
        asked = self.wishes < 0
        gap = np.full(len(self.asks), 1 << 30)
        np.minimum.at(gap, self.owners[asked], (outs * 256 + opens)[asked])
        gap[~self.asks] = 0
        wished = np.unique((self.owners * 64 + self.wishes)[~asked & (outs + opens == 0)]) // 64
        count = np.bincount(wished, minlength=len(self.asks))
        bucket = np.select([~self.asks, gap >= 512, gap >= 256, gap > 0], [4, 3, 2, 1], 0)
        return bucket << 24 | (gap >> 8) << 16 | (gap & 255) << 8 | (255 - count)

    def reach(self, place: Place, miles: int, remote: bool) -> NDArray[np.bool_]:
        """One pass: a band of latitude, in it a column of longitude, in it the circle."""
        high = miles / 69.0
        wide = high / math.cos(math.radians(min(89, abs(place.lat) + high)))
        near = np.abs(self.lat - place.lat) <= high
        some = np.flatnonzero(near)
        some = some[np.abs(self.lng[some] - place.lng) <= wide]
        x, y, z = unit(self.lat[some], self.lng[some])
        a, b, c = unit(place.lat, place.lng)
        inside = (x - a) ** 2 + (y - b) ** 2 + (z - c) ** 2 <= chord(miles)
        found = np.zeros(len(self.ids), bool)
        found[some[inside]] = True
        found &= ~self.remote
        if remote:
            bit = self.bits.get(place.state, np.uint64(0))
            found |= self.remote & ((self.states == 0) | (self.states & bit != 0))
        return found

    def best(
        self, keys: NDArray[np.int64], within: NDArray[np.bool_], limit: int
    ) -> list[tuple[int, int]]:
        rows = np.flatnonzero(within)
        order = keys[self.formula[rows]] << 32 | rows
        if len(order) > limit:
            order = np.partition(order, limit - 1)[:limit]
        order.sort()
        return [(int(self.ids[o & 0xFFFFFFFF]), int(o >> 32)) for o in order]

    def counts(self, keys: NDArray[np.int64], within: NDArray[np.bool_] | None = None) -> list[int]:
        formulas = self.formula if within is None else self.formula[within]
        return np.bincount((keys >> 24)[formulas], minlength=5).tolist()


class FloorPeople:
    """Columns of the people open to employers: a packed bit each per asked term, as they were made."""

    def __init__(self, ids: NDArray[np.int64], asked: Iterable[int], most: int) -> None:
        """`ids`: the terms behind the bools of `add`."""
        wanted = np.isin(ids, list(asked))
        self.chosen = np.flatnonzero(wanted)
        self.terms = {int(term): n for n, term in enumerate(ids[self.chosen])}
        self.bits = np.zeros((2, len(self.chosen), -(-most // 8)), np.uint8)
        self._waiting: list[tuple[Bools, Bools]] = []
        self.rows: list[tuple[Any, ...]] = []
        self._packed = 0

    def add(self, draft: Draft, held: Bools, known_not: Bools) -> None:
        place = draft.place
        lat, lng = round(place.lat, 1), round(place.lng, 1)
        self.rows.append(
            (draft.number, draft.updated, lat, lng, draft.radius, draft.remote, place.state)
        )
        self._waiting.append((held[self.chosen], known_not[self.chosen]))
        if len(self._waiting) == 4096:
            self._pack()

    def _pack(self) -> None:
        begin = self._packed // 8
        for kind in (0, 1):
            block = np.array([pair[kind] for pair in self._waiting]).T
            packed = np.packbits(block, axis=1)
            self.bits[kind][:, begin : begin + packed.shape[1]] = packed
        self._packed += len(self._waiting)
        self._waiting = []

    def close(self) -> None:
        if self._waiting:
            self._pack()
        n = len(self.rows)
        columns = list(zip(*self.rows, strict=True))
        self.ids, self.updated = (np.array(c, np.int64) for c in columns[:2])
        self.lat, self.lng = np.array(columns[2]), np.array(columns[3])
        self.x, self.y, self.z = unit(self.lat, self.lng)
        self.reaches = chord(np.array(columns[4]))
        self.remote = np.array(columns[5], bool)
        self.state = np.array(columns[6])
        self.rank = np.empty(n, np.int64)
        self.rank[np.lexsort((-self.ids, -self.updated))] = np.arange(n)
        self.rows = []

    def within(
        self, lat: float | None, lng: float | None, states: frozenset[str]
    ) -> NDArray[np.int64]:
        if lat is None or lng is None:
            yes = self.remote & np.isin(self.state, sorted(states)) if states else self.remote
            return np.flatnonzero(yes)
        a, b, c = unit(lat, lng)
        some = np.flatnonzero(np.abs(self.lat - lat) <= 200 / 69.0)
        d = (self.x[some] - a) ** 2 + (self.y[some] - b) ** 2 + (self.z[some] - c) ** 2
        return some[d <= self.reaches[some]]

    def keys(
        self,
        paths: Sequence[AskedPath],
        wishes: Sequence[Sequence[AskedPath]],
        asks: bool,
        rows: NDArray[np.int64],
    ) -> NDArray[np.int64]:
        known: dict[frozenset[int], tuple[Bools, Bools]] = {}
        gap = np.full(len(rows), 1 << 30)
        for path in paths:
            cost = np.zeros(len(rows), np.int64)
            for group in path:
                met, out = self._group(group, rows, known)
                cost += np.where(met, 0, np.where(out, 256, 1))
            gap = np.minimum(gap, cost)
        wished = np.zeros(len(rows), np.int64)
        for ways in wishes:
            met_paths = [
                np.logical_and.reduce([self._group(g, rows, known)[0] for g in way]) for way in ways
            ]
            wished += np.logical_or.reduce(met_paths) if met_paths else 0
        if not asks:
            return (4 << 24) + 255 - wished
        bucket = np.select([gap >= 512, gap >= 256, gap > 0], [3, 2, 1], 0)
        return bucket << 24 | (gap >> 8) << 16 | (gap & 255) << 8 | (255 - wished)

    def _group(
        self, group: frozenset[int], rows: NDArray[np.int64], known: dict[Any, Any]
    ) -> tuple[Bools, Bools]:
        if group not in known:
            held = [self._column(0, term, rows) for term in group]
            lacks = [self._column(1, term, rows) for term in group]
            known[group] = np.logical_or.reduce(held), np.logical_and.reduce(lacks)
        found: tuple[Bools, Bools] = known[group]
        return found

    def _column(self, kind: int, term: int, rows: NDArray[np.int64]) -> Bools:
        bits = self.bits[kind][self.terms[term]]
        if len(rows) > len(self.ids) // 8:
            return np.unpackbits(bits)[rows].view(bool)
        return (bits[rows >> 3] >> (7 - (rows & 7)).astype(np.uint8) & 1).view(bool)

    def best(
        self, keys: NDArray[np.int64], rows: NDArray[np.int64], limit: int
    ) -> list[tuple[int, int]]:
        order = keys << 32 | self.rank[rows]
        at = np.arange(len(order))
        if len(order) > limit:
            at = np.argpartition(order, limit - 1)[:limit]
        at = at[np.argsort(order[at])]
        return [(int(self.ids[rows[i]]), int(keys[i])) for i in at]


@dataclass(frozen=True)
class Floor:
    jobs: FloorJobs
    people: FloorPeople
