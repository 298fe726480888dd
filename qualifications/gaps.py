"""What is missing: the smallest sets of facts that turn one path of a formula true.

A path is a list of any-of groups; those without a held term are open. A gap set is a minimal hitting set
over the open groups: one fact may close several (an LCSW closes "LSW or higher"), no fact of a set can be left
out, not even by way of another path, and of two facts that close the same the weaker is named. Lines that may
be due later and wishes are not in the compiled form, so they are never gaps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from qualifications.closers import Gap, closers
from qualifications.compiling import AnyOf, Compiled, Path
from qualifications.holding import Fact, Held

__all__ = ["Gap", "GapSet", "gap_sets", "open_groups", "single_gaps", "with_gaps"]

# The work is bounded: the nearest paths only, so many branches, so many sets.
MOST_PATHS = 12
MOST_BRANCHES = 4_000
MOST_FOUND = 40
MOST_SHOWN = 4


@dataclass(frozen=True, slots=True)
class GapSet:
    """`gaps`: first what only has to be said, then what has to be gained."""

    gaps: tuple[Gap, ...]

    @property
    def tell(self) -> tuple[Gap, ...]:
        return tuple(gap for gap in self.gaps if gap.is_told)

    @property
    def gain(self) -> tuple[Gap, ...]:
        return tuple(gap for gap in self.gaps if not gap.is_told)

    @property
    def gives(self) -> frozenset[int]:
        return frozenset().union(*(gap.gives for gap in self.gaps))


TimeOf = Callable[[Gap], float]


def no_time(_gap: Gap) -> float:
    return 0.0


def gap_sets(
    form: Compiled,
    held: Held,
    denied: Iterable[int] = (),
    *,
    time_of: TimeOf = no_time,
    most: int = MOST_SHOWN,
) -> list[GapSet]:
    """Empty when a path is met. Order: fewest facts to gain, fewest to tell, shortest typical time, ids."""
    known_not = held.known_not(denied)
    if form.gaps(held.ids, known_not)[:2] == (0, 0):
        return []
    found: list[GapSet] = []
    for path in _nearest_paths(form, held.ids, known_not):
        found += _sets_of(open_groups(path, held.ids), held, known_not)

    def order(one: GapSet) -> tuple:
        time = sum(time_of(gap) for gap in one.gain)
        return (len(one.gain), len(one.tell), time, [gap.order for gap in one.gaps])

    found.sort(key=order)
    kept = _without_more_than_needed(found)

    def is_met(gaps: Iterable[Gap]) -> bool:
        closed = held.ids.union(*(gap.gives for gap in gaps))
        return form.gaps(closed, known_not)[:2] == (0, 0)

    needed = [one for one in kept if not _smaller(one.gaps, is_met)]
    return needed[:most] or [GapSet(_smallest(one.gaps, is_met)) for one in kept[:1]]


def _smaller(gaps: tuple[Gap, ...], is_met: Callable[[tuple[Gap, ...]], bool]) -> tuple[Gap, ...]:
    """All of them but one, where that meets another path already; () where every one is needed."""
    rests = (gaps[:n] + gaps[n + 1 :] for n in range(len(gaps)) if len(gaps) > 1)
    return next((rest for rest in rests if is_met(rest)), ())


def _smallest(gaps: tuple[Gap, ...], is_met: Callable[[tuple[Gap, ...]], bool]) -> tuple[Gap, ...]:
    while rest := _smaller(gaps, is_met):
        gaps = rest
    return gaps


def single_gaps(path: Path, held: Held, known_not: frozenset[int]) -> list[Gap]:
    """Facts that would each meet this path alone."""
    groups = open_groups(path, held.ids)
    full = (1 << len(groups)) - 1
    return [gap for gap, mask in closers(groups, held, known_not) if mask == full] if groups else []


def open_groups(path: Path, held_ids: frozenset[int]) -> tuple[AnyOf, ...]:
    return tuple(group for group in path if group.isdisjoint(held_ids))


def with_gaps(facts: Sequence[Fact], gaps: Iterable[Gap]) -> list[Fact]:
    """The same person once these gaps are closed."""
    new = list(facts)
    for gap in gaps:
        if gap.own is not None and gap.replaces_own:
            new[gap.own] = gap.fact
        else:
            new.append(gap.fact)
    return new


def _nearest_paths(form: Compiled, held: frozenset[int], known_not: frozenset[int]) -> list[Path]:
    def distance(numbered: tuple[int, Path]) -> tuple[int, int, int]:
        groups = open_groups(numbered[1], held)
        out = sum(group <= known_not for group in groups)
        return (out, len(groups) - out, numbered[0])

    ordered = sorted(enumerate(form.paths), key=distance)
    return [path for _number, path in ordered[:MOST_PATHS]]


# --- minimal hitting sets -----------------------------------------------------------------------


def _sets_of(groups: Sequence[AnyOf], held: Held, known_not: frozenset[int]) -> list[GapSet]:
    """Sets with the fewest facts to gain first; the search stops at its limits, always the same way."""
    search = _Search(closers(groups, held, known_not), (1 << len(groups)) - 1)
    if not search.can_end:
        return []
    for gains in range(len(groups) + 1):
        search.cover(0, (), gains)
        if search.is_spent:
            break
    found = search.found or [search.greedy()]
    return [GapSet(tuple(sorted(gaps, key=lambda gap: gap.order))) for gaps in found]


class _Search:
    """Each closer with the bits of the groups it closes; `full` has the bits of all groups."""

    def __init__(self, pairs: list[tuple[Gap, int]], full: int) -> None:
        self.pairs = pairs
        self.full = full
        self.branches = 0
        self.found: list[tuple[Gap, ...]] = []
        self.seen: set[frozenset[int]] = set()
        answers = 0
        for gap, mask in pairs:
            answers |= mask if gap.is_told else 0
        self.hard = full & ~answers  # groups no answer closes
        self.reach = max(
            ((m & self.hard).bit_count() for g, m in pairs if not g.is_told), default=1
        )
        bits = range(full.bit_length())
        closing = {b: [n for n, (_gap, mask) in enumerate(pairs) if mask >> b & 1] for b in bits}
        # The groups with the least choice first, so that a dead end shows at once.
        order = sorted(bits, key=lambda b: (not self.hard >> b & 1, len(closing[b]), b))
        self.bits = [(1 << b, closing[b]) for b in order]

    @property
    def can_end(self) -> bool:
        """Whether anything closes each group; a term nobody can hold any more closes none."""
        return all(closing for _bit, closing in self.bits)

    @property
    def is_spent(self) -> bool:
        return self.branches >= MOST_BRANCHES or len(self.found) >= MOST_FOUND

    def cover(self, covered: int, chosen: tuple[int, ...], gains: int) -> None:
        """Choose for the first open group; exactly `gains` facts that are more than an answer."""
        if covered == self.full:
            if gains == 0:
                self._keep(chosen)
            return
        if (self.hard & ~covered).bit_count() > gains * max(1, self.reach):
            return
        closing = next(numbers for bit, numbers in self.bits if not covered & bit)
        for number in closing:
            gap, mask = self.pairs[number]
            cost = 0 if gap.is_told else 1
            if self.is_spent:
                return
            if cost <= gains:
                self.branches += 1
                self.cover(covered | mask, (*chosen, number), gains - cost)

    def greedy(self) -> tuple[Gap, ...]:
        """One set, when the search ended without any: always what closes most, then without the rest."""
        chosen: list[int] = []
        covered = 0
        while covered != self.full:
            best = max(
                range(len(self.pairs)),
                key=lambda n: ((self.pairs[n][1] & ~covered).bit_count(), self.pairs[n][0].is_told),
            )
            chosen.append(best)
            covered |= self.pairs[best][1]
        for number in tuple(chosen):
            rest = [other for other in chosen if other != number]
            if self._closed_by(rest) == self.full:
                chosen = rest
        return tuple(self.pairs[number][0] for number in chosen)

    def _closed_by(self, chosen: Iterable[int]) -> int:
        closed = 0
        for number in chosen:
            closed |= self.pairs[number][1]
        return closed

    def _keep(self, chosen: tuple[int, ...]) -> None:
        key = frozenset(chosen)
        if key not in self.seen and self._is_minimal(chosen):
            self.seen.add(key)
            self.found.append(tuple(self.pairs[number][0] for number in chosen))

    def _is_minimal(self, chosen: tuple[int, ...]) -> bool:
        return all(
            self._closed_by(n for n in chosen if n != left_out) != self.full for left_out in chosen
        )


def _without_more_than_needed(found: list[GapSet]) -> list[GapSet]:
    """Leaves out a set whose facts already hold all that an earlier, no dearer set asks for."""
    kept: list[GapSet] = []
    for one in found:
        if not any(
            earlier.gives <= one.gives and len(earlier.gain) <= len(one.gain) for earlier in kept
        ):
            kept.append(one)
    return kept
