"""How to come by a fact: chains of catalogue routes from what is held. Ranges, never promises.

A route stands on the term without a state (`rn`); the state's own title is said by whoever shows it. A
route that starts from experience counts that experience within its own time: months already worked are
taken off, and what was not worked yet is not added on top.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qualifications.closers import Gap
from qualifications.enums import GapKind, TermKind
from qualifications.holding import Held
from qualifications.models import Pathway
from qualifications.vocabulary import TermRow, Vocabulary, within

# A route whose time nobody wrote down stands behind those with one.
UNKNOWN_MONTHS = 24.0
# Carrying a license over takes a board some weeks; the figure only sorts and is never shown.
MONTHS_TO_SORT_BY = {
    GapKind.TELL.value: 0.0,
    GapKind.RENEW.value: 1.0,
    GapKind.FINISH.value: 1.0,
    GapKind.BUY_PRIVILEGE.value: 1.0,
    GapKind.RESTORE.value: 6.0,
    GapKind.TRANSFER.value: 3.0,
}
MOST_WAYS = 3


@dataclass(frozen=True, slots=True)
class Leg:
    """One step. `slug` is the catalogue's, empty for plain work; `worked` months already count."""

    slug: str
    goal: int
    route: str
    months_min: float | None
    months_max: float | None
    typical_time: str = ""
    online: str = ""
    hours: str = ""
    exam: str = ""
    source: str = ""
    verified_on: date | None = None
    worked: int = 0
    order: int = 0

    @property
    def is_work(self) -> bool:
        return not self.slug

    @property
    def weight(self) -> float:
        if self.months_min is None or self.months_max is None:
            return UNKNOWN_MONTHS
        return (self.months_min + self.months_max) / 2


@dataclass(frozen=True, slots=True)
class Way:
    """`assumes`: terms taken for granted because nothing was said against them."""

    legs: tuple[Leg, ...] = ()
    assumes: tuple[int, ...] = ()

    @property
    def months(self) -> tuple[float, float] | None:
        """Least and most in all; None when a leg has no time."""
        low, high = 0.0, 0.0
        for leg in self.legs:
            if leg.months_min is None or leg.months_max is None:
                return None
            low, high = low + leg.months_min, high + leg.months_max
        return low, high

    @property
    def weight(self) -> float:
        return sum(leg.weight for leg in self.legs)

    @property
    def order(self) -> tuple:
        ids = tuple(leg.order for leg in self.legs)
        return (self.weight, bool(self.assumes), len(self.legs), ids)

    def then(self, leg: Leg) -> Way:
        return Way((*self.legs, leg), self.assumes)


def ways_to(
    goal: TermRow, held: Held, denied: Iterable[int] = (), *, most: int = MOST_WAYS
) -> list[Way]:
    """Shortest first, at most one for each last step. Empty when held already, or when no route is known."""
    known_not = held.known_not(denied)
    if ("routes", known_not) not in held.memo:
        held.memo["routes", known_not] = _Map(held, known_not)
    return held.memo["routes", known_not].ways(_without_state(goal, held.words))[:most]


def typical_months(gap: Gap, held: Held, denied: Iterable[int] = ()) -> float:
    """What sorts gap sets: the time of the shortest way."""
    if gap.kind in MONTHS_TO_SORT_BY:
        return MONTHS_TO_SORT_BY[gap.kind]
    ways = ways_to(held.words.by_id[gap.term_id], held, denied, most=1)
    return ways[0].weight if ways else UNKNOWN_MONTHS * 2


def routes(words: Vocabulary) -> tuple[Pathway, ...]:
    """Read once for each version of the vocabulary."""
    rows = Pathway.objects.filter(retired=False).order_by("id")
    return words.remember("routes", "all", lambda: tuple(rows))


def _without_state(term: TermRow, words: Vocabulary) -> TermRow:
    slug = term.attributes.get("state_of") or (term.level if term.kind == TermKind.LICENSE else "")
    return words.by_slug.get(slug, term) if slug else _plain_degree(term, words)


def _plain_degree(term: TermRow, words: Vocabulary) -> TermRow:
    return words.by_slug.get(term.slug.removesuffix(":exact"), term)


class _Map:
    """The routes as a graph over terms, walked once from what one person holds.

    Times are never negative, so the best way to a term never passes it twice: a route back to where one
    came from is never taken.
    """

    def __init__(self, held: Held, known_not: frozenset[int]) -> None:
        self.held = held
        self.words = held.words
        self.known_not = known_not
        self.rows = [
            row for row in routes(self.words) if within(held.on, row.valid_from, row.valid_to)
        ]
        self.starts = {row.from_term_id for row in self.rows if row.from_term_id}
        self.best: dict[int, Way] = {}
        self.known_ways: dict[int, list[Way]] = {}
        self._walk()

    def ways(self, goal: TermRow) -> list[Way]:
        if goal.id not in self.known_ways:
            self.known_ways[goal.id] = [] if goal.id in self.held.ids else self._ways(goal)
        return self.known_ways[goal.id]

    def _ways(self, goal: TermRow) -> list[Way]:
        found = [way for _row, way in self._into(goal.id)] or self._in_any_field(goal)
        work = self._work(goal)
        if work is not None and not any(way.weight <= work.weight for way in found):
            found.append(Way((work,)))
        return sorted(found, key=lambda way: way.order)

    def _in_any_field(self, goal: TermRow) -> list[Way]:
        """A degree in a field without a route of its own: the routes to the degree, its field chosen then."""
        if goal.kind != TermKind.EDUCATION or not goal.family:
            return []
        rank = self.words.by_slug[goal.slug.partition(":")[0]]
        return [way for row, way in self._into(rank.id, again=True) if row.to_term_id == rank.id]

    def _walk(self) -> None:
        for term_id in sorted(self.starts):
            self._settle(term_id, self._at_start(term_id))
        changed = True
        while changed:
            changed = False
            for term_id in sorted(self.starts):
                for _row, way in self._into(term_id):
                    changed |= self._settle(term_id, way)

    def _settle(self, term_id: int, way: Way | None) -> bool:
        known = self.best.get(term_id)
        if way is None or (known is not None and known.order <= way.order):
            return False
        self.best[term_id] = way
        return True

    def _at_start(self, term_id: int) -> Way | None:
        """Held; or not ruled out and within everybody's reach, such as finished high school."""
        if term_id in self.held.ids:
            return Way()
        term = self.words.by_id[term_id]
        if term.kind == TermKind.EXPERIENCE:
            return Way()  # its time is within the route that starts from it
        everyday = any(row.from_term_id is None and row.to_term_id == term_id for row in self.rows)
        if everyday and term_id not in self.known_not:
            return Way(assumes=(term_id,))
        return None

    def _into(self, goal: int, *, again: bool = False) -> list[tuple[Pathway, Way]]:
        """Routes that end at this term or at one that entails it, each after the best way to its start.

        `again`: also to what is held already, as one does for a second degree.
        """
        ends = self.words.remember(
            "gap_above",
            (frozenset([goal]), self.held.on),
            lambda: self.words.above([goal], self.held.on),
        )
        found = []
        for row in self.rows:
            if row.to_term_id not in ends:
                continue
            if row.to_term_id in self.held.ids and not again:
                continue
            before = Way() if row.from_term_id is None else self.best.get(row.from_term_id)
            # A longer way over the goal itself is no way to it.
            if before is not None and not any(leg.goal in ends for leg in before.legs):
                found.append((row, before.then(self._leg(row))))
        return found

    def _leg(self, row: Pathway) -> Leg:
        worked = self._worked(row.from_term_id)
        return Leg(
            slug=row.slug,
            goal=row.to_term_id,
            route=row.route,
            months_min=_left(row.months_min, worked),
            months_max=_left(row.months_max, worked),
            typical_time=row.typical_time if not worked else "",
            online=row.online,
            hours=row.hours,
            exam=row.exam,
            source=row.source,
            verified_on=row.verified_on,
            worked=worked,
            order=row.id,
        )

    def _worked(self, term_id: int | None) -> int:
        term = self.words.by_id[term_id] if term_id else None
        return months_worked(term.area, self.held) if term and term.area else 0

    def _work(self, goal: TermRow) -> Leg | None:
        """Plain work towards years that are asked for."""
        if goal.kind != TermKind.EXPERIENCE or goal.months is None:
            return None
        worked = months_worked(goal.area, self.held)
        left = float(max(goal.months - worked, 1))
        return Leg("", goal.id, "", left, left, worked=worked, order=goal.id)


def months_worked(area: str, held: Held) -> int:
    """Dated months in this area, each month once."""
    months = [f.months or 0 for f in held.facts if f.term == f"experience:{area}"]
    return max(months, default=0)


def _left(months: Decimal | None, worked: int) -> float | None:
    return None if months is None else max(float(months) - worked, 0.0)
