"""From what a person stated to what they hold: the closure of valid facts on a date.

`Held.ids` are term ids; a pending license or a degree in progress appears as its twin (`PENDING` + id), a
limited permit as one twin for each length it stays within (`PERMITS`).
`Held.closed` are terms ruled out because what was stated is complete in its kind: who lists degrees has
no others, who states two dated years has not three. Everything else is simply not stated.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from qualifications import vocabulary
from qualifications.enums import EntailmentKind, FactStatus, TermKind, VerdictKind
from qualifications.experience import experience_facts, months_in_union, months_spanned
from qualifications.facts import Fact, level_and_state
from qualifications.vocabulary import PENDING, PERMITS, TOGETHER_STEPS, TermRow, Vocabulary

__all__ = [
    "Fact",
    "Held",
    "closure",
    "denied_closure",
    "experience_facts",
    "level_and_state",
    "months_in_union",
    "months_spanned",
    "nothing_held",
]

COMING = {FactStatus.PENDING.value, FactStatus.IN_PROGRESS.value}
CLEAN_ENDINGS = {FactStatus.INACTIVE, FactStatus.EXPIRED, FactStatus.LAPSED}
EXCEEDING = {
    EntailmentKind.LADDER,
    EntailmentKind.RANK,
    EntailmentKind.YEARS,
    EntailmentKind.LEVEL,
}


@dataclass(frozen=True, slots=True)
class Origin:
    """Which fact gave a term, and over which kinds of entailment."""

    fact: int
    kinds: frozenset[str] = frozenset()

    @property
    def by_compact(self) -> bool:
        return EntailmentKind.COMPACT in self.kinds

    @property
    def exceeds(self) -> bool:
        # Through a set there is no more and no less: two years with Epic are simply Epic.
        return EntailmentKind.MEMBER not in self.kinds and not EXCEEDING.isdisjoint(self.kinds)


@dataclass(frozen=True)
class Held:
    ids: frozenset[int]
    closed: frozenset[int]
    facts: tuple[Fact, ...]
    origins: dict[int, Origin]
    idle: tuple[tuple[int, str], ...]  # (fact number, VerdictKind) for facts that do not count
    on: date
    words: Vocabulary = field(repr=False, compare=False)
    # Worked out once for a whole page of jobs: fact texts, own terms, what is ruled out.
    memo: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    def known_not(self, denied: Iterable[int] = ()) -> frozenset[int]:
        """Terms ruled out: said no, or outside what was stated completely. Never a held one."""
        said = frozenset(denied)
        if said not in self.memo:
            self.memo[said] = (said | self.closed) - self.ids
        return self.memo[said]

    def own_terms(self) -> tuple[TermRow | None, ...]:
        """The term each fact states, by fact number; None when it is unknown."""
        if "own" not in self.memo:
            found = (_terms_of(fact, self.words) for fact in self.facts)
            self.memo["own"] = tuple(terms[0] if terms else None for terms in found)
        return self.memo["own"]


def closure(facts: Sequence[Fact], on: date, *, words: Vocabulary | None = None) -> Held:
    """Unknown slugs are ignored: a retired term must not break an old profile."""
    words = words or vocabulary.current()
    origins: dict[int, Origin] = {}
    idle: list[tuple[int, str]] = []
    sources: list[tuple[int, int]] = []
    for number, fact in enumerate(facts):
        own = _terms_of(fact, words)
        if fact.multistate and level_and_state(fact)[0] in words.paired_levels:
            own = own if _paired(fact, facts, on) else own[:1]
        problem = _problem(fact, facts, on, words)
        if not own:
            continue
        if problem:
            idle.append((number, problem))
        if fact.status in COMING and not _expired(fact, on):
            _spread_twins(origins, own, number, [PENDING], on, words)
        elif fact.status == FactStatus.LIMITED_PERMIT and not _expired(fact, on):
            _spread_twins(origins, own, number, _permit_shifts(fact), on, words)
        elif not problem:
            sources += [(term.id, number) for term in own]
    _spread(origins, sources, on, words)
    for number, fact in enumerate(facts):
        _spread_together(origins, fact, number, words)
    ids = frozenset(origins)
    closed = _closed(facts, on, words) - ids
    return Held(ids, frozenset(closed), tuple(facts), origins, tuple(idle), on, words)


def nothing_held(on: date, *, words: Vocabulary | None = None) -> Held:
    return closure((), on, words=words)


def denied_closure(
    slugs: Iterable[str], on: date | None = None, *, words: Vocabulary | None = None
) -> frozenset[int]:
    """Ids of these and of all that would entail one of them: who has no degree has no master's.

    `experience:<area>` means none at all in that area; `spanish` none of the language.
    """
    words = words or vocabulary.current()
    ids: set[int] = set()
    around: set[int] = set()
    for slug in slugs:
        term = _denied_term(slug, words)
        if term is not None:
            ids.add(term.id)
            around |= {term.id} if term.area in words.around else set()
    on = on or date.today()
    above = words.above(ids, on)
    return above | _twins(above, words) | _at_once_with(words.above(around, on), words)


def _twins(ids: Iterable[int], words: Vocabulary) -> set[int]:
    """The same on its way or as a permit: ruled out together with the real thing."""
    found = set()
    for term_id in ids:
        found.add(PENDING + term_id)
        if term_id in words.permit_ids:
            found.update(shift + term_id for shift in PERMITS.values())
    return found


def _at_once_with(ids: Iterable[int], words: Vocabulary) -> set[int]:
    """Who has no time in a setting or with people has no work at once with it."""
    rows = (words.by_id[i] for i in ids)
    around = [(row.area, row.months) for row in rows if row.area in words.around]
    return {
        words.together_id(work, area, months)
        for area, months in around
        if months in TOGETHER_STEPS
        for work in words.main_areas
        if work != area
    }


def _denied_term(slug: str, words: Vocabulary) -> TermRow | None:
    for candidate in (slug, f"{slug}:0", f"{slug}:basic"):
        if candidate in words.by_slug:
            return words.by_slug[candidate]
    return None


def _terms_of(fact: Fact, words: Vocabulary) -> list[TermRow]:
    slug = fact.term
    if fact.state and f"{slug}:{fact.state}" in words.by_slug:
        slug = f"{slug}:{fact.state}"
    if slug.startswith("experience:"):
        return _experience_terms(fact, words)
    term = words.by_slug.get(slug)
    if term is None:
        return []
    found = [term]
    if term.kind == TermKind.EDUCATION and f"{slug}:exact" in words.by_slug:
        found.append(words.by_slug[f"{slug}:exact"])
    if fact.multistate and f"{slug}:multistate" in words.by_slug:
        found.append(words.by_slug[f"{slug}:multistate"])
    return found


def _experience_terms(fact: Fact, words: Vocabulary) -> list[TermRow]:
    area, _colon, step = fact.term.removeprefix("experience:").partition(":")
    months = int(step) if step.isdigit() and fact.months is None else (fact.months or 0)
    reached = [m for m in words.steps.get(area, ()) if m <= months]
    return [words.by_slug[f"experience:{area}:{reached[-1]}"]] if reached else []


def _expired(fact: Fact, on: date) -> bool:
    return fact.expires is not None and fact.expires < on


def _problem(fact: Fact, facts: Sequence[Fact], on: date, words: Vocabulary) -> str:
    """Why a fact does not count, as a VerdictKind; empty when it does."""
    if fact.status in COMING:
        return VerdictKind.NOT_YET.value
    if _expired(fact, on) or fact.status in CLEAN_ENDINGS:
        return VerdictKind.EXPIRED.value
    if fact.status == FactStatus.LIMITED_PERMIT:
        return VerdictKind.LIMITED_PERMIT.value
    if fact.status != FactStatus.ACTIVE:
        return VerdictKind.ENCUMBERED.value
    if fact.privilege and not _privilege_stands(fact, facts, on, words):
        return VerdictKind.SINGLE_STATE.value
    return ""


def _good(fact: Fact, on: date) -> bool:
    return fact.status == FactStatus.ACTIVE and not _expired(fact, on)


def _privilege_stands(fact: Fact, facts: Sequence[Fact], on: date, words: Vocabulary) -> bool:
    """A bought privilege lives as long as the home license in a state that issues privileges."""
    level, state = level_and_state(fact)
    if not words.issues_privileges(level, state, on):
        return False
    return any(
        not home.privilege
        and _good(home, on)
        and level_and_state(home)[0] == level
        and words.issues_privileges(level, level_and_state(home)[1], on)
        for home in facts
    )


def _paired(fact: Fact, facts: Sequence[Fact], on: date) -> bool:
    return any(
        not other.multistate
        and not other.privilege
        and _good(other, on)
        and level_and_state(other) == level_and_state(fact)
        for other in facts
    )


def _spread(
    origins: dict[int, Origin], sources: list[tuple[int, int]], on: date, words: Vocabulary
) -> None:
    """Breadth first; everything reachable without a compact first, so that the plain reason wins."""
    waiting: list[tuple[int, Origin]] = [(term_id, Origin(number)) for term_id, number in sources]
    for compacts in (False, True):
        later: list[tuple[int, Origin]] = []
        while waiting:
            term_id, origin = waiting.pop(0)
            if term_id in origins and not compacts and not origin.kinds < origins[term_id].kinds:
                continue
            if term_id in origins and compacts:
                continue
            origins[term_id] = origin
            for weaker, kind in words.steps_down(term_id, on):
                step = (weaker, Origin(origin.fact, origin.kinds | {kind}))
                if kind == EntailmentKind.COMPACT and not compacts:
                    later.append(step)
                else:
                    waiting.append(step)
        waiting = later


def _spread_twins(
    origins: dict[int, Origin],
    own: list[TermRow],
    number: int,
    shifts: list[int],
    on: date,
    words: Vocabulary,
) -> None:
    """A license on its way, or a permit, is its own twins and those of all it would entail at home."""
    reached: dict[int, Origin] = {}
    plain = [(term.id, number) for term in own if not term.slug.endswith(":multistate")]
    _spread(reached, plain, on, words)
    for term_id, origin in reached.items():
        for shift in shifts:
            if shift == PENDING or term_id in words.permit_ids:
                origins.setdefault(shift + term_id, origin)


def _spread_together(
    origins: dict[int, Origin], fact: Fact, number: int, words: Vocabulary
) -> None:
    """Time in an area that was also time in a setting or with people: the step reached and those below."""
    for work, around, months in _shared(fact, words):
        if months is None:
            continue
        reached = [s for s in TOGETHER_STEPS if s <= min(months, fact.months or 0)]
        for step in reached:
            kinds = frozenset({EntailmentKind.YEARS.value}) if step < reached[-1] else frozenset()
            origins.setdefault(words.together_id(work, around, step), Origin(number, kinds))


def _shared(fact: Fact, words: Vocabulary) -> list[tuple[str, str, int | None]]:
    work = fact.term.removeprefix("experience:")
    if not fact.together or work not in words.main_areas or work not in words.steps:
        return []
    return [(work, a, months) for a, months in fact.together if a in words.around]


def _permit_shifts(fact: Fact) -> list[int]:
    """Of a permit whose length was not stated nothing is known but that it is one."""
    if fact.months is None:
        return []
    return [shift for most, shift in PERMITS.items() if fact.months <= most]


def _closed(facts: Sequence[Fact], on: date, words: Vocabulary) -> set[int]:
    closed: set[int] = set()
    open_permits: set[int] = set()
    undated = {f.term for f in facts if f.term.startswith("experience:") and f.months is None}
    for fact in facts:
        own = _terms_of(fact, words)
        if not own:
            continue
        term = own[0]
        if term.kind == TermKind.EXPERIENCE:
            if fact.term not in undated:
                closed |= _longer(term, words) | _never_at_once(fact, words)
        elif term.kind == TermKind.EDUCATION:
            closed |= words.by_family[(TermKind.EDUCATION, "")]
        elif term.kind in (TermKind.LICENSE, TermKind.LANGUAGE):
            closed |= words.by_family[(term.kind, term.family)]
            if fact.status == FactStatus.LIMITED_PERMIT and fact.months is None:
                open_permits |= {i for i in words.below(own[0].id, on) if i in words.permit_ids}
        elif not _good(fact, on):
            closed.add(term.id)
    lasting = [i for i in closed if words.row(i).kind != TermKind.EXPERIENCE]
    unknown = {shift + i for i in open_permits for shift in PERMITS.values()}
    return closed | (_twins(lasting, words) - unknown)


def _never_at_once(fact: Fact, words: Vocabulary) -> set[int]:
    """Of an area that lasted long enough: more time at once with another than there was."""
    return {
        words.together_id(work, around, step)
        for work, around, months in _shared(fact, words)
        for step in TOGETHER_STEPS
        if step <= (fact.months or 0) and (months is None or step > months)
    }


def _longer(term: TermRow, words: Vocabulary) -> set[int]:
    return {
        words.by_slug[f"experience:{term.area}:{m}"].id
        for m in words.steps[term.area]
        if m > (term.months or 0)
    }
