"""People open to employers as packed columns and bits: who is within reach of a job, and who fits it best.

For each term that a live formula asks for there are two bits a person: holds it, is known not to. What
changed since the columns were read stands in a short tail, looked at as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from matching.circles import Circle, chord_squared
from matching.index.asks import Ask, Spot
from matching.index.bits import Bits, FormulaBits, count, packed, unpacked
from matching.index.columns import BANDS, RADII, WIDTH, person_dtype
from matching.index.fits import BUCKETS, NOTHING_ASKED, key_of
from matching.index.jobs import cells_of
from qualifications.matching_sql import Gap, bucket_of

FARTHEST = 200
# Of a crowd that stands equal only the most recently active are looked at one by one.
CREAM = (4_096, 65_536)


class UnknownTerm(Exception):
    """A formula asks for a term whose bits were not read."""


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Smaller is better, down to the last tie."""

    key: int
    newest: int
    minus_id: int


@dataclass(frozen=True, slots=True)
class PersonRow:
    values: tuple[object, ...]  # as in `person_dtype`
    hidden_from: tuple[int, ...]
    held: frozenset[int]
    known_not: frozenset[int]


@dataclass
class Block:
    """Some people: records, and a row of bits for each asked term (`terms`: term id -> row)."""

    rows: NDArray[np.void]
    terms: Mapping[int, int]
    held: Bits
    known_not: Bits
    hidden_from: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        n = len(self.rows)
        self.size = -(-n // 64)
        self.ids = self.rows["id"]
        self.updated = self.rows["updated"]
        order = np.lexsort((-self.ids, -self.updated))
        self.rank = np.empty(n, np.int32)
        self.rank[order] = np.arange(n, dtype=np.int32)
        self.cream = [packed(self.rank < most) for most in CREAM if most < n]
        self.alive = packed(np.ones(n, bool))
        placed = self.rows["cell"] >= 0
        self.unplaced = packed(~placed)
        self.remote = packed(self.rows["remote"] & placed)
        codes = np.unique(self.rows["state"][placed])
        self.states = {
            code.decode().strip(): packed(placed & (self.rows["state"] == code)) for code in codes
        }
        self._grid(placed)
        self.by_id = np.argsort(self.ids).astype(np.int32)
        self.sorted_ids = self.ids[self.by_id]

    def _grid(self, placed: NDArray[np.bool_]) -> None:
        """Rows by how far people travel, then by cell; coordinates stand in the same order."""
        step = np.searchsorted(RADII, self.rows["radius"])
        cell = step * (BANDS * WIDTH) + self.rows["cell"]
        self.in_cells = np.flatnonzero(placed)
        self.in_cells = self.in_cells[np.argsort(cell[placed], kind="stable")].astype(np.int32)
        edges = np.arange((len(RADII) + 1) * BANDS * WIDTH + 1)
        self.starts = np.searchsorted(cell[self.in_cells], edges).astype(np.int32)
        self.x, self.y, self.z, self.reach = (
            self.rows[name][self.in_cells] for name in ("x", "y", "z", "reach")
        )
        del self.rows

    @property
    def nbytes(self) -> int:
        arrays = [v for v in vars(self).values() if isinstance(v, np.ndarray)]
        more = [*self.states.values(), *self.cream]
        return sum(array.nbytes for array in [*arrays, *more])

    def forget(self, person_id: int) -> None:
        spot = int(np.searchsorted(self.sorted_ids, person_id))
        if spot < len(self.ids) and self.sorted_ids[spot] == person_id:
            at = int(self.by_id[spot])
            self.alive[at // 64] &= ~np.uint64(1 << at % 64)

    def term(self, term_id: int) -> tuple[Bits, Bits]:
        if term_id not in self.terms:
            raise UnknownTerm(term_id)
        row = self.terms[term_id]
        return self.held[row], self.known_not[row]

    # --- who is within reach ----------------------------------------------------------------

    def within(self, spot: Spot, hidden_from: Iterable[int]) -> Bits:
        if spot.remote:
            here = self.remote.copy()
            if spot.states:
                some = [self.states[s] for s in spot.states if s in self.states]
                here &= np.bitwise_or.reduce([np.zeros(self.size, np.uint64), *some])
        else:
            here = self._near(spot)
        here |= self.unplaced
        here &= self.alive
        for employer in hidden_from:
            for at in self.hidden_from.get(employer, ()):
                here[at // 64] &= ~np.uint64(1 << at % 64)
        return here

    def _near(self, spot: Spot) -> Bits:
        yes = np.zeros(self.size * 64, bool)
        if spot.lat is None or spot.lng is None:
            return packed(yes)
        x0, y0, z0 = Circle(spot.lat, spot.lng, 1).center
        for a, b in self._slices(spot.lat, spot.lng):
            dx, dy, dz = self.x[a:b] - x0, self.y[a:b] - y0, self.z[a:b] - z0
            near = (dx * dx + dy * dy) + dz * dz <= self.reach[a:b]
            yes[self.in_cells[a:b][near]] = True
        return packed(yes)

    def _slices(self, lat: float, lng: float) -> Iterator[tuple[int, int]]:
        for step, miles in enumerate((*RADII, FARTHEST)):
            base = step * BANDS * WIDTH
            for first, last in cells_of(Circle(lat, lng, miles)):
                a, b = int(self.starts[base + first]), int(self.starts[base + last + 1])
                if a < b:
                    yield a, b

    # --- who fits ---------------------------------------------------------------------------

    def bits(self, ask: Ask) -> FormulaBits:
        return FormulaBits(ask.form.paths, ask.form.wishes, self.term, self.size)

    def counts(self, ask: Ask) -> list[int]:
        among = self.within(ask.spot, ask.hidden_from)
        if not ask.asks:
            return [0, 0, 0, 0, count(among)]
        return [*(count(part) for part in self.bits(ask).buckets(among)), 0]

    def best(self, ask: Ask, limit: int) -> list[FoundPerson]:
        among = self.within(ask.spot, ask.hidden_from)
        formula = self.bits(ask)
        found: list[FoundPerson] = []
        for gap, some in self._levels(formula, among, ask.asks):
            for wishes, here in formula.by_wishes(some):
                key = key_of(gap._replace(wishes=wishes))
                found += [
                    FoundPerson(key, -int(self.updated[at]), -int(self.ids[at]))
                    for at in self._newest(here, limit - len(found))
                ]
                if len(found) >= limit:
                    return found
        return found

    def _levels(self, formula: FormulaBits, among: Bits, asks: bool) -> Iterator[tuple[Gap, Bits]]:
        if not asks:
            yield NOTHING_ASKED, among
            return
        for out, unstated, here in formula.levels(among):
            yield Gap(bucket_of(out, unstated), out, unstated, 0), here

    def _newest(self, here: Bits, limit: int) -> NDArray[np.int64]:
        for newest in self.cream:
            some = here & newest
            if count(some) >= limit:
                here = some
                break
        at = unpacked(here)
        if len(at) > limit:
            at = at[np.argpartition(self.rank[at], limit - 1)[:limit]]
        return at[np.argsort(self.rank[at])]


class PeopleColumns:
    def __init__(self, base: Block) -> None:
        self.base = base
        self._changed: dict[int, PersonRow] = {}
        self._tail: Block | None = None

    @property
    def nbytes(self) -> int:
        return self.base.nbytes

    @property
    def tail_length(self) -> int:
        return len(self._changed)

    def change(self, changed: dict[int, PersonRow | None]) -> None:
        for person_id, row in changed.items():
            self.base.forget(person_id)
            self._changed.pop(person_id, None)
            if row is not None:
                self._changed[person_id] = row
        self._tail = block_of(list(self._changed.values()), self.base.terms)

    def counts(self, ask: Ask) -> list[int]:
        parts = [block.counts(ask) for block in self._blocks()]
        return [sum(numbers) for numbers in zip(*parts, strict=True)]

    def best(self, ask: Ask, limit: int) -> list[FoundPerson]:
        found = [person for block in self._blocks() for person in block.best(ask, limit)]
        return sorted(found, key=lambda f: (f.key, f.newest, f.minus_id))[:limit]

    def _blocks(self) -> list[Block]:
        return [self.base, self._tail] if self._tail is not None else [self.base]


def block_of(people: list[PersonRow], terms: Mapping[int, int]) -> Block | None:
    if not people:
        return None
    rows = np.array([person.values for person in people], person_dtype)
    width = -(-len(people) // 64) * 64
    both = np.zeros((2, len(terms), width), bool)
    hidden: dict[int, list[int]] = {}
    for at, person in enumerate(people):
        both[0, [terms[t] for t in person.held if t in terms], at] = True
        both[1, [terms[t] for t in person.known_not if t in terms], at] = True
        for employer in person.hidden_from:
            hidden.setdefault(employer, []).append(at)
    held, known_not = (np.packbits(b, axis=1, bitorder="little").view(np.uint64) for b in both)
    return Block(rows, terms, held, known_not, hidden)


__all__ = ["BUCKETS", "Block", "PeopleColumns", "PersonRow", "UnknownTerm", "chord_squared"]
