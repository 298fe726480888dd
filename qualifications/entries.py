"""The catalogue as people browse it: one entry per fact, with its twins by state, length or level inside.

Pure reading of the vocabulary in memory; an entry is found by its slug in an address (`rn`,
`bachelor-nursing`, `experience-oncology`, `spanish`) or by any of its terms.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from qualifications.enums import EntailmentKind, TermKind
from qualifications.formulas import Leaf
from qualifications.holding import Fact, closure
from qualifications.vocabulary import PENDING, TermRow, Vocabulary

# What no entry speaks of: a page about having no diploma would say nothing.
_LEFT_OUT = {"no-degree"}
KINDS = list(TermKind)


@dataclass(frozen=True, slots=True)
class Entry:
    """`term` is the one that names it; `terms` all that a job may ask for under this name.

    `by_state`: what each state issues, empty for a fact that is the same everywhere. `asked_only`: jobs may
    ask for it and nobody holds it as such (a set, "a health or human services field").
    """

    slug: str
    kind: str
    name: str
    short_name: str
    term: TermRow
    terms: frozenset[int]
    by_state: dict[str, int] = field(default_factory=dict, hash=False, compare=False)

    @property
    def asked_only(self) -> bool:
        return bool(self.term.attributes.get("ask_only"))

    def in_state(self, state: str) -> frozenset[int]:
        """Its terms in one state; all of them when no state is named."""
        return frozenset([self.by_state[state]]) if state in self.by_state else self.terms


@dataclass(frozen=True, slots=True)
class About:
    """Where a line of a formula is explained: an entry, perhaps in one state."""

    slug: str
    name: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    by_slug: dict[str, Entry]
    by_term: dict[int, Entry]

    def of(self, ids: Iterable[int]) -> list[Entry]:
        """The entries these terms belong to, each once, in the order of the catalogue."""
        slugs = {self.by_term[i].slug for i in ids if i in self.by_term}
        return [entry for slug, entry in self.by_slug.items() if slug in slugs]


def catalogue(words: Vocabulary) -> Catalogue:
    return words.remember("entries", "all", lambda: _build(words))


def _build(words: Vocabulary) -> Catalogue:
    rows: dict[str, list[TermRow]] = {}
    for term in words.by_id.values():
        if not term.retired and term.slug not in _LEFT_OUT:
            rows.setdefault(_slug_of(term), []).append(term)
    entries = [_entry(slug, terms) for slug, terms in rows.items()]
    entries.sort(key=_order)
    return Catalogue(
        {entry.slug: entry for entry in entries},
        {i: entry for entry in entries for i in entry.terms},
    )


def _order(entry: Entry) -> tuple:
    """Kinds in their order; degrees and licenses by their ladders, all else by name."""
    place = KINDS.index(TermKind(entry.kind))
    if entry.kind == TermKind.EDUCATION:
        return (place, entry.term.rank, entry.term.family != "", entry.name.lower())
    if entry.kind == TermKind.LICENSE:
        return (place, entry.term.id, entry.name.lower())
    return (place, 0, entry.name.lower())


def _slug_of(term: TermRow) -> str:
    head, _colon, rest = term.slug.partition(":")
    if term.kind == TermKind.EDUCATION:
        return f"{head}-{term.family}" if rest else head
    if term.kind == TermKind.EXPERIENCE:
        return f"experience-{term.area}"
    return head


def _entry(slug: str, terms: list[TermRow]) -> Entry:
    main = min(terms, key=lambda term: term.id)
    name, short = main.name, main.label
    if main.kind == TermKind.EXPERIENCE:
        name = short = f"{main.label[:1].upper()}{main.label[1:]}"
    elif main.kind == TermKind.LANGUAGE:
        name = short = main.attributes["language"]
    return Entry(
        slug=slug,
        kind=main.kind,
        name=name,
        short_name=short,
        term=main,
        terms=frozenset(term.id for term in terms),
        by_state={t.state: t.id for t in terms if t.state and not t.slug.endswith(":multistate")},
    )


def asked_ids(entry: Entry, state: str = "") -> list[int]:
    """Terms by which a job asks for this entry; a license on its way counts as asking for it."""
    ids = entry.in_state(state)
    return sorted(ids | {PENDING + i for i in ids})


def answered_ids(entry: Entry, words: Vocabulary, on: date, state: str = "") -> list[int]:
    """Terms that follow from holding it: in one state, or wherever it is held. Without a compact, which
    is a matter of the holder's home."""
    if entry.asked_only:
        return sorted(entry.in_state(state))
    ids: set[int] = set()
    for fact in held_facts(entry, state):
        ids |= closure([fact], on, words=words).ids
    return sorted(ids)


def held_facts(entry: Entry, state: str = "") -> list[Fact]:
    """The strongest ways to hold it: each state's license, the most months, the highest level."""
    slug = entry.term.slug
    if entry.by_state:
        states = [state] if state in entry.by_state else list(entry.by_state)
        return [Fact(f"{slug}:{code}") for code in states]
    if entry.kind == TermKind.EXPERIENCE:
        return [Fact(f"experience:{entry.term.area}", months=12 * 99)]
    if entry.kind == TermKind.LANGUAGE:
        return [Fact(f"{entry.term.family}:native")]
    return [Fact(slug)]


def weaker_entries(entry: Entry, words: Vocabulary, on: date, state: str = "") -> list[Entry]:
    """What who holds it holds as well."""
    ids = set(answered_ids(entry, words, on, state)) if not entry.asked_only else set()
    return [other for other in catalogue(words).of(ids) if other.slug != entry.slug]


def stronger_entries(entry: Entry, words: Vocabulary, on: date, state: str = "") -> list[Entry]:
    """Whose holder holds it as well; not by compact, and not the members of a set that is asked for."""
    seen = set(entry.in_state(state))
    todo = list(seen)
    while todo:
        for other, kind, start, end in words.stronger.get(todo.pop(), ()):
            usable = (start is None or start <= on) and (end is None or on <= end)
            if usable and kind != EntailmentKind.COMPACT and other not in seen:
                seen.add(other)
                todo.append(other)
    return [other for other in catalogue(words).of(seen) if other.slug != entry.slug]


def about(leaf: Leaf, words: Vocabulary) -> About | None:
    """The entry that explains what this line asks for."""
    return words.remember("about", leaf, lambda: _about(leaf, words))


def _about(leaf: Leaf, words: Vocabulary) -> About | None:
    found = catalogue(words).by_slug
    slug = leaf.term
    if leaf.term == "experience":
        slug = f"experience-{leaf.areas[0]}" if leaf.areas else ""
    elif len(leaf.fields) == 1:
        slug = f"{leaf.term}-{leaf.fields[0]}"
    slug, _colon, state = slug.partition(":")
    entry = found.get(slug)
    if entry is None:
        return None
    state = leaf.states[0] if len(leaf.states) == 1 else state
    return About(entry.slug, entry.short_name, state if state in entry.by_state else "")
