"""From what a person stated to what they hold: the closure of valid facts on a date.

`Held.ids` are term ids; a pending license or a degree in progress appears as its twin (`PENDING` + id).
`Held.closed` are terms ruled out because what was stated is complete in its kind: who lists degrees has
no others, who states two dated years has not three. Everything else is simply not stated.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date, timedelta
from typing import Any

from qualifications import vocabulary
from qualifications.enums import EntailmentKind, FactStatus, TermKind, VerdictKind
from qualifications.vocabulary import PENDING, TermRow, Vocabulary

COMING = {FactStatus.PENDING.value, FactStatus.IN_PROGRESS.value}
CLEAN_ENDINGS = {FactStatus.INACTIVE, FactStatus.EXPIRED, FactStatus.LAPSED}
EXCEEDING = {
    EntailmentKind.LADDER,
    EntailmentKind.RANK,
    EntailmentKind.YEARS,
    EntailmentKind.LEVEL,
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One stated credential.

    term: slug of the level, degree, certification ... (`rn`, `bachelor:nursing`, `ccm`,
    `experience:care-coordination`, `spanish:fluent`); a state license may also be written `rn:OH`.
    months: total of dated experience; None means a job without dates. `privilege`: a compact privilege
    bought for `state`, not a license. `expires` is the last valid day. `label` names the issuer,
    workplace or degree; `source_ref` the profile line it came from.
    """

    term: str
    state: str = ""
    multistate: bool = False
    privilege: bool = False
    status: str = FactStatus.ACTIVE.value
    expires: date | None = None
    months: int | None = None
    label: str = ""
    source_ref: str = ""

    def as_dict(self) -> dict[str, Any]:
        kept = {key: value for key, value in asdict(self).items() if value not in ("", None, False)}
        return {**kept, "expires": self.expires.isoformat()} if self.expires else kept

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Fact:
        values = {f.name: data[f.name] for f in fields(cls) if f.name in data}
        if values.get("expires"):
            values["expires"] = date.fromisoformat(values["expires"])
        return cls(**values)


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
            _spread_pending(origins, own, number, on, words)
        elif not problem:
            sources += [(term.id, number) for term in own]
    _spread(origins, sources, on, words)
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
    for slug in slugs:
        term = _denied_term(slug, words)
        if term is not None:
            ids.add(term.id)
    above = words.above(ids, on or date.today())
    return above | {PENDING + i for i in above}


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


def level_and_state(fact: Fact) -> tuple[str, str]:
    level, _colon, state = fact.term.partition(":")
    return level, fact.state or state


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


def _spread_pending(
    origins: dict[int, Origin], own: list[TermRow], number: int, on: date, words: Vocabulary
) -> None:
    reached: dict[int, Origin] = {}
    plain = [(term.id, number) for term in own if not term.slug.endswith(":multistate")]
    _spread(reached, plain, on, words)
    for term_id, origin in reached.items():
        origins.setdefault(PENDING + term_id, origin)


def _closed(facts: Sequence[Fact], on: date, words: Vocabulary) -> set[int]:
    closed: set[int] = set()
    undated = {f.term for f in facts if f.term.startswith("experience:") and f.months is None}
    for fact in facts:
        own = _terms_of(fact, words)
        if not own:
            continue
        term = own[0]
        if term.kind == TermKind.EXPERIENCE:
            if fact.term not in undated:
                closed |= _longer(term, words)
        elif term.kind == TermKind.EDUCATION:
            closed |= words.by_family[(TermKind.EDUCATION, "")]
        elif term.kind in (TermKind.LICENSE, TermKind.LANGUAGE):
            closed |= words.by_family[(term.kind, term.family)]
        elif not _good(fact, on):
            closed.add(term.id)
    return closed | {PENDING + i for i in closed if words.by_id[i].kind != TermKind.EXPERIENCE}


def _longer(term: TermRow, words: Vocabulary) -> set[int]:
    return {
        words.by_slug[f"experience:{term.area}:{m}"].id
        for m in words.steps[term.area]
        if m > (term.months or 0)
    }


def experience_facts(
    jobs: Iterable[tuple[Sequence[str], date | None, date | None, str, str]],
    on: date,
    *,
    words: Vocabulary | None = None,
) -> list[Fact]:
    """Dated jobs (areas, start, end or None for now, label, source_ref) as one fact per area.

    Overlapping jobs count once; wider areas get the union of their narrower ones; whole months only.
    """
    words = words or vocabulary.current()
    spans: dict[str, list[tuple[date, date]]] = {}
    labels: dict[str, list[tuple[str, str]]] = {}
    undated: dict[str, tuple[str, str]] = {}
    for areas, start, end, label, ref in jobs:
        for area in _with_wider(areas, on, words):
            if start is None:
                undated[area] = (label, ref)
                continue
            spans.setdefault(area, []).append((start, min(end or on, on)))
            labels.setdefault(area, []).append((label, ref))
    facts = []
    for area, periods in spans.items():
        named = [label for label, _ref in labels[area] if label]
        label = ", ".join(dict.fromkeys(named))
        months = months_in_union(periods)
        facts.append(
            Fact(f"experience:{area}", months=months, label=label, source_ref=labels[area][0][1])
        )
    facts += [Fact(f"experience:{a}", label=name, source_ref=r) for a, (name, r) in undated.items()]
    return facts


def _with_wider(areas: Sequence[str], on: date, words: Vocabulary) -> list[str]:
    found: dict[str, None] = {}
    todo = [a for a in areas if a in words.steps]
    while todo:
        area = todo.pop(0)
        found.setdefault(area)
        smallest = words.by_slug[f"experience:{area}:0"]
        for weaker, kind in words.steps_down(smallest.id, on):
            if kind == EntailmentKind.AREA and words.by_id[weaker].area not in found:
                todo.append(words.by_id[weaker].area)
    return list(found)


def months_in_union(periods: Iterable[tuple[date, date]]) -> int:
    """Whole months covered, first and last day included; two jobs at once count once."""
    merged: list[tuple[date, date]] = []
    for start, last in sorted(periods):
        end = last + timedelta(days=1)
        if end <= start:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    months, days = 0, 0
    for start, end in merged:
        whole = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
        months += whole
        days += (end - _add_months(start, whole)).days
    return months + days * 12 // 365


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
