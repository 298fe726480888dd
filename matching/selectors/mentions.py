"""Which formulas speak of a qualification, on which of their lines: required, due later, or helpful.

Formulas never change, so each is read once per process and version of the vocabulary; a request asks only
which ids there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils.translation import ngettext

from listings.models import SearchRow
from qualifications import vocabulary
from qualifications.compiling import asked_groups
from qualifications.entries import Entry, answered_ids, asked_ids, catalogue
from qualifications.formulas import Group, Leaf, Node, parse
from qualifications.models import Formula
from qualifications.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Mentions:
    """Term ids by the kind of line that asks for them."""

    required: frozenset[int]
    later: frozenset[int]
    helpful: frozenset[int]

    @property
    def all(self) -> frozenset[int]:
        return self.required | self.later | self.helpful


@dataclass(frozen=True, slots=True)
class Asked:
    """A qualification named in an address, perhaps in one state: `rn`, `rn:OH`."""

    entry: Entry
    state: str

    @property
    def value(self) -> str:
        return f"{self.entry.slug}:{self.state}" if self.state else self.entry.slug

    @property
    def words(self) -> str:
        return f"{self.entry.name} ({self.state})" if self.state else self.entry.name

    def formulas(self, name: str, on: date) -> list[int]:
        """Ids of those with a line that names it (`asks`), or that it answers (`accepts`)."""
        if name == "asks":
            wanted = frozenset(asked_ids(self.entry, self.state))
        else:
            wanted = frozenset(answered_ids(self.entry, vocabulary.current(), on, self.state))
        return [pk for pk, found in mentions().items() if not wanted.isdisjoint(found.all)]


@dataclass(frozen=True, slots=True)
class LiveJobs:
    """How many live jobs ask for a qualification, each once at its strictest; and for how many lines of
    whatever kind it is an answer."""

    asking: int
    required: int
    later: int
    helpful: int
    accepting: int

    @property
    def words(self) -> str:
        """ "1 requires it, 25 call it helpful" """
        parts = [
            (self.required, ngettext("%(n)s requires it", "%(n)s require it", self.required)),
            (self.later, ngettext("%(n)s wants it later", "%(n)s want it later", self.later)),
            (
                self.helpful,
                ngettext("%(n)s calls it helpful", "%(n)s call it helpful", self.helpful),
            ),
        ]
        return ", ".join(text % {"n": f"{n:,}"} for n, text in parts if n)


def read_asked(text: str) -> Asked | None:
    slug, _colon, state = text.strip().partition(":")
    entry = catalogue(vocabulary.current()).by_slug.get(slug.lower())
    if entry is None or (state and state.upper() not in entry.by_state):
        return None
    return Asked(entry, state.upper())


def mentions() -> dict[int, Mentions]:
    words = vocabulary.current()
    known = words.memory["mentions"]
    ids = list(Formula.objects.values_list("pk", flat=True))
    unknown = [pk for pk in ids if pk not in known]
    if unknown:
        for pk, tree in Formula.objects.filter(pk__in=unknown).values_list("pk", "tree"):
            known[pk] = _mentions(parse(tree, words=words, draft=True), words)
    return {pk: known[pk] for pk in ids if pk in known}


def _mentions(node: Node, words: Vocabulary) -> Mentions:
    found: dict[str, set[int]] = {"required": set(), "later": set(), "helpful": set()}
    _collect(node, True, words, found)
    return Mentions(**{kind: frozenset(ids) for kind, ids in found.items()})


def _collect(node: Node, counted: bool, words: Vocabulary, found: dict[str, set[int]]) -> None:
    counted = counted and node.required
    if isinstance(node, Group):
        for child in node.children:
            _collect(child, counted, words, found)
        return
    kind = "helpful" if not counted else "later" if node.can_be_later else "required"
    found[kind].update(*_groups(node, words))


def _groups(leaf: Leaf, words: Vocabulary) -> tuple[frozenset[int], ...]:
    return asked_groups(leaf, words, always=True)


def live_by_formula() -> dict[int, int]:
    """How many live jobs each formula has."""
    rows = SearchRow.objects.exclude(formula=None).order_by().values("formula_id")
    return {row["formula_id"]: row["n"] for row in rows.annotate(n=Count("*"))}


def live_jobs(asked: Asked, on: date) -> LiveJobs:
    """Exact. Two queries."""
    known, jobs = mentions(), live_by_formula()
    wanted = frozenset(asked_ids(asked.entry, asked.state))
    accepted = set(asked.formulas("accepts", on))
    counts = {"required": 0, "later": 0, "helpful": 0}
    accepting = 0
    for pk, n in jobs.items():
        kind = _strictest(known[pk], wanted) if pk in known else ""
        if kind:
            counts[kind] += n
        accepting += n if pk in accepted else 0
    return LiveJobs(sum(counts.values()), **counts, accepting=accepting)


def _strictest(found: Mentions, wanted: frozenset[int]) -> str:
    for kind in ("required", "later", "helpful"):
        if not wanted.isdisjoint(getattr(found, kind)):
            return kind
    return ""
