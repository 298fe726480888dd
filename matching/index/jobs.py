"""Live jobs as packed columns: which lie in a circle or may be done from a state, and which of them are best.

Rows stand by place: cells of a quarter degree from south to north, within a band from west to east, so that a
circle is a few slices; then jobs without a place, then remote ones. Newest first is a number in each row.
What changed since stands in a short unsorted tail, which is worked in when it grows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.circles import Circle
from matching.index.columns import BANDS, WIDTH, JobRow, States, columns_of, job_dtype
from matching.index.fits import BUCKETS, FormulaFits

# A tail longer than this, or than a fiftieth of the rows, is worked in.
LONGEST_TAIL = 2_000


@dataclass(frozen=True, slots=True)
class Found:
    """Smaller is better, down to the last tie."""

    key: int
    newest: int
    posting_id: int


class JobColumns:
    def __init__(self, rows: NDArray[np.void], states: States) -> None:
        """`rows`: records of `job_dtype`, in any order."""
        self.states = states
        self._settle(rows)

    def _settle(self, rows: NDArray[np.void]) -> None:
        newest = np.lexsort((-rows["id"], -rows["published"]))
        rank = np.empty(len(rows), np.int32)
        rank[newest] = np.arange(len(rows), dtype=np.int32)
        last_cells = np.where(rows["remote"], BANDS * WIDTH + 1, BANDS * WIDTH)
        cell = np.where(rows["remote"] | (rows["cell"] < 0), last_cells, rows["cell"])
        order = np.lexsort((rank, cell))
        self.starts = np.searchsorted(cell[order], np.arange(BANDS * WIDTH + 3)).astype(np.int32)
        self.ids = rows["id"][order]
        self.formula = rows["formula"][order].astype(np.int32)
        self.rank = rank[order]
        self.published = rows["published"][order]
        self.located, self.placed = int(self.starts[-3]), int(self.starts[-2])
        self.x, self.y, self.z = (rows[c][order][: self.located] for c in "xyz")
        self.masks = rows["states"][order][self.placed :]
        self.alive = np.ones(len(rows), bool)
        self.by_id = np.argsort(self.ids).astype(np.int32)
        self.sorted_ids = self.ids[self.by_id]
        self.tail = Tail()
        self.per_formula = np.bincount(self.formula, minlength=1)

    def __len__(self) -> int:
        return int(self.per_formula.sum())

    @property
    def nbytes(self) -> int:
        columns = [v for v in vars(self).values() if isinstance(v, np.ndarray)]
        return sum(column.nbytes for column in columns) + self.tail.rows.nbytes

    # --- changes ----------------------------------------------------------------------------

    def change(self, changed: dict[int, JobRow | None]) -> None:
        """Put these rows in place of what stands under their ids; None: gone."""
        for posting_id in changed:
            self._forget(posting_id)
        fresh = [row for row in changed.values() if row is not None]
        for row in fresh:
            self._count(row.formula, 1)
        self.tail.put(fresh)
        if len(self.tail.rows) > max(LONGEST_TAIL, len(self.ids) // 50):
            self._settle(np.concatenate([self._base_rows(), self.tail.living()]))

    def _count(self, formula: int, by: int) -> None:
        if formula >= len(self.per_formula):
            more = np.zeros(formula + 1 - len(self.per_formula), np.int64)
            self.per_formula = np.concatenate([self.per_formula, more])
        self.per_formula[formula] += by

    def _forget(self, posting_id: int) -> None:
        gone = self.tail.drop(posting_id)
        if gone is None:
            spot = int(np.searchsorted(self.sorted_ids, posting_id))
            if spot < len(self.ids) and self.sorted_ids[spot] == posting_id:
                at = int(self.by_id[spot])
                if self.alive[at]:
                    self.alive[at] = False
                    gone = int(self.formula[at])
        if gone is not None:
            self._count(gone, -1)

    def _base_rows(self) -> NDArray[np.void]:
        n = len(self.ids)
        rows = np.zeros(n, job_dtype)
        rows["id"], rows["formula"], rows["published"] = self.ids, self.formula, self.published
        rows["x"][: self.located], rows["y"][: self.located] = self.x, self.y
        rows["z"][: self.located] = self.z
        rows["remote"][self.placed :] = True
        rows["states"][self.placed :] = self.masks
        rows["cell"] = -1
        sizes = np.diff(self.starts[: BANDS * WIDTH + 1])
        rows["cell"][: self.located] = np.repeat(np.arange(BANDS * WIDTH), sizes)
        return rows[self.alive]

    # --- questions --------------------------------------------------------------------------

    def within(self, circle: Circle | None, state: str, remote: bool) -> NDArray[np.int64]:
        """Numbers of the rows within reach, the tail left out."""
        if circle is None:
            return np.flatnonzero(self.alive)
        near = self._near(circle)
        if not remote:
            return near
        masks, bit = self.masks, self.states.bit(state)
        here = (masks & bit != 0) | (masks == 0)
        here &= self.alive[self.placed :]
        return np.concatenate([near, np.flatnonzero(here) + self.placed])

    def _near(self, circle: Circle) -> NDArray[np.int64]:
        x0, y0, z0 = circle.center
        parts = [np.zeros(0, np.int64)]
        for first, last in cells_of(circle):
            a, b = int(self.starts[first]), int(self.starts[last + 1])
            if a < b:
                dx, dy, dz = self.x[a:b] - x0, self.y[a:b] - y0, self.z[a:b] - z0
                inside = (dx * dx + dy * dy) + dz * dz <= circle.reach
                inside &= self.alive[a:b]
                parts.append(np.flatnonzero(inside) + a)
        return np.concatenate(parts)

    def best(
        self, fits: FormulaFits, circle: Circle | None, state: str, remote: bool, limit: int
    ) -> list[Found]:
        rows = self.within(circle, state, remote)
        keys = fits.order[self.formula[rows]].astype(np.uint64) << np.uint64(32)
        order = keys | self.rank[rows].astype(np.uint64)
        if len(order) > limit:
            at = np.argpartition(order, limit - 1)[:limit]
            rows, order = rows[at], order[at]
        found = [
            Found(int(key) >> 32, -int(self.published[row]), -int(self.ids[row]))
            for key, row in zip(order, rows, strict=True)
        ]
        rest = self.tail.within(circle, self.states.bit(state), remote)
        tail_keys = fits.order[rest["formula"]]
        found += [
            Found(int(key), -int(row["published"]), -int(row["id"]))
            for key, row in zip(tail_keys, rest, strict=True)
        ]
        return sorted(found, key=lambda f: (f.key, f.newest, f.posting_id))[:limit]

    def counts(
        self, fits: FormulaFits, circle: Circle | None, state: str, remote: bool
    ) -> list[int]:
        buckets = (fits.order >> 24).astype(np.uint8)
        if circle is None:
            known = self.per_formula[: len(buckets)]
            counted = np.bincount(buckets[: len(known)], weights=known, minlength=len(BUCKETS))
            return [int(n) for n in counted]
        rows = self.within(circle, state, remote)
        rest = self.tail.within(circle, self.states.bit(state), remote)
        numbers = np.concatenate([self.formula[rows], rest["formula"].astype(np.int32)])
        return [int(n) for n in np.bincount(buckets[numbers], minlength=len(BUCKETS))]


class Tail:
    """Rows that changed since the columns were settled, newest change last; dropped ones stay as holes."""

    def __init__(self) -> None:
        self.rows = np.zeros(0, job_dtype)
        self.alive = np.zeros(0, bool)
        self._spot: dict[int, int] = {}

    def put(self, rows: list[JobRow]) -> None:
        for number, row in enumerate(rows, len(self.rows)):
            self._spot[row.id] = number
        self.rows = np.concatenate([self.rows, columns_of(rows)])
        self.alive = np.concatenate([self.alive, np.ones(len(rows), bool)])

    def drop(self, posting_id: int) -> int | None:
        """The formula of the row that stood there."""
        spot = self._spot.pop(posting_id, None)
        if spot is None:
            return None
        self.alive[spot] = False
        return int(self.rows["formula"][spot])

    def living(self) -> NDArray[np.void]:
        return self.rows[self.alive]

    def within(self, circle: Circle | None, bit: np.uint64, remote: bool) -> NDArray[np.void]:
        rows = self.living()
        if circle is None:
            return rows
        x0, y0, z0 = circle.center
        dx, dy, dz = rows["x"] - x0, rows["y"] - y0, rows["z"] - z0
        near = ~rows["remote"] & ((dx * dx + dy * dy) + dz * dz <= circle.reach)
        here = rows["remote"] & remote & ((rows["states"] == 0) | (rows["states"] & bit != 0))
        return rows[near | here]


def cells_of(circle: Circle) -> Iterable[tuple[int, int]]:
    """(first, last) cell of each band of the grid that the circle may touch."""
    south, north, west, east = circle.box
    low, high = band(south), band(north)
    left, right = column(west), column(east)
    return [(b * WIDTH + left, b * WIDTH + right) for b in range(low, high + 1)]


def band(lat: float) -> int:
    return min(BANDS - 1, max(0, int(np.floor((lat + 90) * 4))))


def column(lng: float) -> int:
    return min(WIDTH - 1, max(0, int(np.floor((lng + 180) * 4))))
