"""A formula as sets: alternatives, each a conjunction of any-of groups of term ids.

The required part is satisfied when, for one path, every group has a held term. Lines that may be due
later, and preferred lines, ask for nothing and so are left out. Both the evaluator's gap count and the
SQL use this one form. Each preferred line is compiled beside it, as a wish of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from django.utils.translation import gettext as _

from qualifications.enums import FieldMatch, TermKind, Timing
from qualifications.formulas import FormulaError, Group, Leaf, Node, walk
from qualifications.vocabulary import PENDING, PERMITS, TermRow, Vocabulary

AnyOf = frozenset[int]
Path = tuple[AnyOf, ...]
MOST_PATHS = 200


@dataclass(frozen=True, slots=True)
class Compiled:
    paths: tuple[Path, ...]
    required_count: int
    wishes: tuple[tuple[Path, ...], ...] = ()

    def gaps(self, held: frozenset[int], denied: frozenset[int]) -> tuple[int, int, int]:
        """(groups ruled out, groups not stated, path number) of the nearest path."""
        best = (10_000, 0, 0)
        for number, path in enumerate(self.paths):
            open_groups = [group for group in path if group.isdisjoint(held)]
            out = sum(group <= denied for group in open_groups)
            best = min(best, (out, len(open_groups) - out, number))
        return best

    def wishes_met(self, held: frozenset[int]) -> int:
        """How many preferred lines are met: of one of its paths, every group has a held term."""
        return sum(
            any(not any(group.isdisjoint(held) for group in path) for path in paths)
            for paths in self.wishes
        )


def compiled(node: Node, words: Vocabulary) -> Compiled:
    return words.remember("compiled", node, lambda: _compile(node, words))


def _compile(node: Node, words: Vocabulary) -> Compiled:
    required = sum(leaf.required for _path, leaf in walk(node))
    paths = _paths(node, words)
    return Compiled(tuple(_without_supersets(paths)), required, tuple(_wishes(node, words)))


def _wishes(node: Node, words: Vocabulary) -> Iterator[tuple[Path, ...]]:
    """The preferred lines of the top level, groups of `all` taken apart, as the evaluator shows them.

    One with too many combinations is never counted: a wish refuses no formula.
    """
    if isinstance(node, Group) and node.op == "all":
        for child in node.children:
            yield from _wishes(child, words)
    elif not node.required:
        try:
            yield tuple(_without_supersets(_paths(node, words, wished=True)))
        except FormulaError:
            yield ()


def _paths(node: Node, words: Vocabulary, *, wished: bool = False) -> list[frozenset[AnyOf]]:
    """`wished`: of a preferred part, where every line counts; else only required lines do."""
    if not wished and not node.required:
        return [frozenset()]
    if isinstance(node, Leaf):
        return [frozenset(asked_groups(node, words))]
    counted = [child for child in node.children if wished or child.required]
    inside = [_paths(child, words, wished=wished) for child in counted]
    if node.op == "all":
        return _product(inside)
    if node.op == "any" or node.n == 1:
        return _union(inside)
    picked = [_product(list(some)) for some in combinations(inside, node.n or 1)]
    return _bounded([path for paths in picked for path in paths])


def _product(parts: list[list[frozenset[AnyOf]]]) -> list[frozenset[AnyOf]]:
    paths: list[frozenset[AnyOf]] = [frozenset()]
    for part in parts:
        paths = _bounded([left | right for left in paths for right in part])
    return paths


def _union(parts: list[list[frozenset[AnyOf]]]) -> list[frozenset[AnyOf]]:
    """Alternatives that are one group each become one wider group, not many paths."""
    wide: set[int] = set()
    paths: list[frozenset[AnyOf]] = []
    for part in parts:
        if len(part) == 1 and len(part[0]) == 1:
            wide |= next(iter(part[0]))
        else:
            paths.extend(part)
    return _bounded([frozenset([frozenset(wide)]), *paths] if wide else paths)


def _bounded(paths: list[frozenset[AnyOf]]) -> list[frozenset[AnyOf]]:
    unique = list(dict.fromkeys(paths))
    if len(unique) > MOST_PATHS:
        raise FormulaError("", _("Too many combinations: use fewer alternatives."))
    return unique


def _without_supersets(paths: list[frozenset[AnyOf]]) -> list[Path]:
    kept = [p for p in paths if not any(other < p for other in paths)]
    return [tuple(sorted(path, key=sorted)) for path in kept]


def asked_groups(leaf: Leaf, words: Vocabulary, *, always: bool = False) -> tuple[AnyOf, ...]:
    """What this line asks to hold: one term of each group. Empty when it may come later.

    `always`: also for lines that may come later (to see whether they are already held).
    """
    if leaf.can_be_later and not always:
        return ()
    groups = words.remember("groups", leaf, lambda: _leaf_groups(leaf, words))
    if leaf.timing == Timing.AT_START:
        return tuple(_with_pending(group, words) for group in groups)
    return groups


def _leaf_groups(leaf: Leaf, words: Vocabulary) -> tuple[AnyOf, ...]:
    if leaf.term == "experience":
        return _experience(leaf, words)
    term = words.by_slug[leaf.term]
    if term.kind == TermKind.EDUCATION:
        return (_degrees(leaf, words),)
    if leaf.states:
        here = [words.by_slug[f"{leaf.term}:{state}"].id for state in leaf.states]
        return tuple(_with_permit(leaf, term_id) for term_id in here)
    if term.kind == TermKind.LICENSE:
        return (_with_permit(leaf, term.id),)
    if leaf.or_equivalent and term.attributes.get("equivalence_set"):
        equals = words.by_slug[term.attributes["equivalence_set"]]
        return (frozenset([term.id, equals.id]),)
    return (frozenset([term.id]),)


def _experience(leaf: Leaf, words: Vocabulary) -> tuple[AnyOf, ...]:
    months = leaf.experience_months or 0
    alone = frozenset(words.by_slug[f"experience:{a}:{months}"].id for a in leaf.areas)
    if not leaf.within:
        return (alone,)
    work = leaf.areas[0]
    # The work by itself follows from the work at once with another; asked for, too, because who has too
    # little of it is ruled out whatever she says of settings and people.
    return (alone, frozenset(words.together_id(work, around, months) for around in leaf.within))


def _with_permit(leaf: Leaf, term_id: int) -> AnyOf:
    if leaf.permit_months is None:
        return frozenset([term_id])
    return frozenset([term_id, PERMITS[leaf.permit_months] + term_id])


def _degrees(leaf: Leaf, words: Vocabulary) -> AnyOf:
    ending = ":exact" if leaf.field_match == FieldMatch.EXACT else ""
    slugs = [f"{leaf.term}:{family}{ending}" for family in leaf.fields] or [leaf.term]
    ids = {words.by_slug[slug].id for slug in slugs}
    if leaf.in_progress_ok:
        ids |= {PENDING + term_id for term_id in ids}
    return frozenset(ids)


def _with_pending(group: AnyOf, words: Vocabulary) -> AnyOf:
    return group | {PENDING + i for i in group if i < PENDING and _can_be_pending(words.by_id[i])}


def _can_be_pending(term: TermRow) -> bool:
    return term.kind in (TermKind.LICENSE, TermKind.CERTIFICATION, TermKind.EDUCATION)
