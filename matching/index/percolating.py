"""Which saved searches want which new jobs: all searches at once, a bit per search, job by job.

For each value of a facet there is a row of bits: the searches that accept it. A job's values pick rows, AND
leaves the searches it may suit; words, pay, circle and fit are then asked of these few, exactly. Words come as
answers (`NewJobs.said`): the database has asked each distinct query of the whole batch.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.places.distance import EARTH_MILES
from matching.index.bits import Bits, packed, unpacked

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Masks = NDArray[np.uint64]
# bucket number of every owner for one formula (None: a job that states nothing)
OwnerBuckets = Callable[[int | None], NDArray[np.uint8]]

# facets of which a job has one value, and those of which it may have several
ONE = ("role", "kind", "employment", "workplace")
SEVERAL = ("settings", "states", "education")


class Codes:
    """A bit for each value of a facet, given out as they come; at most 64."""

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}

    def known(self, values: Sequence[str]) -> int:
        """The bits of those values that some search asks for; no other matters."""
        return sum(1 << self._bits[value] for value in set(values) if value in self._bits)

    def mask(self, values: Sequence[str]) -> int:
        mask = 0
        for value in values:
            bit = self._bits.setdefault(value, len(self._bits))
            if bit > 63:
                raise ValueError("A facet has more than 64 values.")
            mask |= 1 << bit
        return mask


@dataclass(frozen=True)
class SavedSearches:
    """One row a search. Masks say which values a facet accepts; 0 accepts every job, also one without a value.

    `lat` NaN: no place; `pay_floor` 0: none; `fit` 0: any, else bits of the bucket numbers, asked of `owner`.
    `words`: which of the batch's queries it types, -1 for none. A search with several places has a row for each,
    all of one id.
    """

    ids: Ints
    role: Masks
    kind: Masks
    employment: Masks
    workplace: Masks
    settings: Masks
    states: Masks
    education: Masks
    lat: Floats
    lng: Floats
    miles: Floats
    pay_floor: Ints
    fit: NDArray[np.uint8]
    owner: Ints
    words: Ints | None = None
    more: Mapping[str, Masks] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.ids)

    def masks(self) -> dict[str, Masks]:
        return {facet: getattr(self, facet) for facet in (*ONE, *SEVERAL)} | dict(self.more)


@dataclass(frozen=True)
class NewJobs:
    """One row a job. Masks say which values it has; `pay` is the lowest by the year, -1 when it cannot be told;
    `lat` NaN: no place. `said[words, job]`: the job says what this query asks for."""

    ids: Ints
    role: Masks
    kind: Masks
    employment: Masks
    workplace: Masks
    settings: Masks
    states: Masks
    education: Masks
    lat: Floats
    lng: Floats
    pay: Ints
    formula: Sequence[int | None]
    said: NDArray[np.bool_] | None = None
    more: Mapping[str, Masks] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.ids)

    def masks(self) -> dict[str, Masks]:
        return {facet: getattr(self, facet) for facet in (*ONE, *SEVERAL)} | dict(self.more)


@dataclass
class Percolator:
    searches: SavedSearches
    owner_buckets: OwnerBuckets | None = None
    _rows: dict[str, dict[int, Bits]] = field(default_factory=dict, repr=False)
    _any: dict[str, Bits] = field(default_factory=dict, repr=False)
    _buckets: dict[int | None, NDArray[np.uint8]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        searches = self.searches
        for facet, masks in searches.masks().items():
            self._any[facet] = packed(masks == 0)
            used = int(np.bitwise_or.reduce(masks, initial=np.uint64(0)))
            self._rows[facet] = {
                bit: packed((masks == 0) | (masks >> np.uint64(bit) & np.uint64(1) == 1))
                for bit in range(used.bit_length())
                if used >> bit & 1
            }
        lat, lng = np.radians(searches.lat), np.radians(searches.lng)
        self._x, self._y = np.cos(lat) * np.cos(lng), np.cos(lat) * np.sin(lng)
        self._z = np.sin(lat)
        self._reach = 4 * np.sin(searches.miles / (2 * EARTH_MILES)) ** 2
        self._placed = ~np.isnan(searches.lat)

    def matches(self, jobs: NewJobs) -> tuple[Ints, Ints]:
        """(search ids, job ids) of all pairs, jobs in the order given."""
        masks = jobs.masks()
        found = [self._wanting(jobs, masks, at) for at in range(len(jobs))]
        sizes = [len(some) for some in found]
        searches = np.concatenate([np.zeros(0, np.int64), *found])
        return self.searches.ids[searches], np.repeat(jobs.ids, sizes)

    def _wanting(self, jobs: NewJobs, masks: Mapping[str, Masks], at: int) -> Ints:
        bits = self._accepting("role", int(jobs.role[at])).copy()
        for facet in self._rows:
            if facet != "role" and self._rows[facet]:
                bits &= self._accepting(facet, int(masks[facet][at]))
        some = unpacked(bits)
        if self.searches.words is not None and jobs.said is not None and len(jobs.said):
            asked = self.searches.words[some]
            some = some[(asked < 0) | jobs.said[asked, at]]
        floor = self.searches.pay_floor[some]
        some = some[(floor == 0) | (floor <= jobs.pay[at])]
        return self._of_fit(self._around(some, jobs, at), jobs.formula[at])

    def _accepting(self, facet: str, mask: int) -> Bits:
        """Searches that accept one of these values."""
        rows = [self._rows[facet][bit] for bit in self._rows[facet] if mask >> bit & 1]
        if not rows:
            return self._any[facet]
        return rows[0] if len(rows) == 1 else np.bitwise_or.reduce(rows)

    def _around(self, some: Ints, jobs: NewJobs, at: int) -> Ints:
        placed = self._placed[some]
        if np.isnan(jobs.lat[at]):
            return some[~placed]
        lat, lng = np.radians(jobs.lat[at]), np.radians(jobs.lng[at])
        dx = self._x[some] - np.cos(lat) * np.cos(lng)
        dy = self._y[some] - np.cos(lat) * np.sin(lng)
        dz = self._z[some] - np.sin(lat)
        # NaN, of searches without a place, is never within
        return some[~placed | (dx * dx + dy * dy + dz * dz <= self._reach[some])]

    def _of_fit(self, some: Ints, formula: int | None) -> Ints:
        fit = self.searches.fit[some]
        if self.owner_buckets is None or not fit.any():
            return some[fit == 0]
        if formula not in self._buckets:
            self._buckets[formula] = self.owner_buckets(formula)
        bucket = self._buckets[formula][self.searches.owner[some]]
        return some[(fit == 0) | (fit >> bucket & 1 == 1)]
