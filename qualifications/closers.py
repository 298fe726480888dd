"""Which facts would close which open groups of a path: the weakest that do, and by what kind of step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from qualifications.compiling import AnyOf
from qualifications.enums import EntailmentKind, FactStatus, GapKind, TermKind, VerdictKind
from qualifications.holding import Fact, Held, closure, level_and_state
from qualifications.vocabulary import PENDING, TOGETHER, TermRow

EFFORT = {kind: place for place, kind in enumerate(GapKind.values)}
IDLE_KINDS = {
    VerdictKind.EXPIRED.value: GapKind.RENEW.value,
    VerdictKind.NOT_YET.value: GapKind.FINISH.value,
    VerdictKind.LIMITED_PERMIT.value: GapKind.FINISH.value,
    VerdictKind.ENCUMBERED.value: GapKind.RESTORE.value,
}
REPLACING = frozenset(IDLE_KINDS.values())


@dataclass(frozen=True, slots=True)
class Gap:
    """One missing fact. `fact` is what a profile would state; `own` the number of the stated fact it
    renews, finishes or restores (and then replaces) or stands on; `gives` all terms that would follow."""

    fact: Fact
    term_id: int
    kind: str
    own: int | None = None
    gives: frozenset[int] = field(default=frozenset(), repr=False, compare=False)

    @property
    def is_told(self) -> bool:
        """Closed by an answer alone."""
        return self.kind == GapKind.TELL

    @property
    def replaces_own(self) -> bool:
        return self.kind in REPLACING

    @property
    def order(self) -> tuple[int, int]:
        return (EFFORT[self.kind], self.term_id)


def closers(
    groups: Sequence[AnyOf], held: Held, known_not: frozenset[int]
) -> list[tuple[Gap, int]]:
    """Facts worth naming, each with the bits of the groups it closes; least effort first."""
    own = _own_closers(groups, held)
    found = [*own, *_at_once_closers(groups, held, known_not)]
    for mask, terms in _by_mask(groups, held).items():
        shut = any(mask >> bit & 1 and group <= known_not for bit, group in enumerate(groups))
        untold = [] if shut else [term for term in terms if term.id not in known_not]
        kept = _weakest(untold, held)
        found += [(_told(term, held), mask) for term in kept]
        # What is in the wallet already and only has to be renewed comes before anything new.
        if not any(mask & theirs == mask for _gap, theirs in own):
            ruled_out = [term for term in terms if term not in untold]
            gains = _weakest(ruled_out, held, kept)
            found += [(_gained(term, held), mask) for term in gains]
    return sorted(found, key=lambda pair: (pair[0].order, -pair[1].bit_count()))


def _at_once_closers(
    groups: Sequence[AnyOf], held: Held, known_not: frozenset[int]
) -> list[tuple[Gap, int]]:
    """Work within a setting or with people: one fact says both, so it closes the line as a whole."""
    found = []
    for asked in sorted({i for group in groups for i in group if i >= TOGETHER}):
        term, around = held.words.row(asked), held.words.around_of(asked)
        months = term.months or 0
        fact = Fact(f"experience:{term.area}", months=months, together=((around, months),))
        gives = _gives(fact, held)
        closed = [group for group in groups if not group.isdisjoint(gives)]
        shut = asked in known_not or any(group <= known_not for group in closed)
        kind = GapKind.GAIN.value if shut else GapKind.TELL.value
        mask = sum(1 << bit for bit, group in enumerate(groups) if group in closed)
        found.append((Gap(fact, term.id, kind, None, gives), mask))
    return found


def _by_mask(groups: Sequence[AnyOf], held: Held) -> dict[int, list[TermRow]]:
    """Terms a profile may state, by the bits of the groups they close."""
    masks: dict[int, int] = {}
    for bit, group in enumerate(groups):
        for term_id in _above(group, held):
            masks[term_id] = masks.get(term_id, 0) | 1 << bit
    found: dict[int, list[TermRow]] = {}
    for term_id, mask in masks.items():
        term = held.words.by_id[term_id]
        if _can_be_stated(term, held, groups):
            found.setdefault(mask, []).append(term)
    return found


def _above(group: AnyOf, held: Held) -> frozenset[int]:
    """Everything that entails one of these. Pending twins are left out: the real thing is the step."""
    ids = frozenset(i for i in group if i < PENDING)
    words, on = held.words, held.on
    return words.remember("gap_above", (ids, on), lambda: words.above(ids, on))


def _weakest(terms: list[TermRow], held: Held, than: Sequence[TermRow] = ()) -> list[TermRow]:
    """Of terms that close the same groups, those that entail none of the others, nor one of `than`."""
    above = {term.id: _above(frozenset([term.id]), held) for term in [*terms, *than]}
    kept: list[TermRow] = []
    for term in sorted(terms, key=lambda t: (-len(above[t.id]), t.id)):
        if not any(term.id in above[weaker.id] for weaker in [*than, *kept]):
            kept.append(term)
    return kept


def _can_be_stated(term: TermRow, held: Held, groups: Sequence[AnyOf]) -> bool:
    """Not what only follows from others, and no license a state does not issue."""
    if term.retired:
        return False
    if term.kind == TermKind.LICENSE and term.state:
        if (term.state, term.level) not in held.words.titles:
            return False
        if term.slug.endswith(":multistate"):
            return _could_be_home(term, held, groups)
    if not term.attributes.get("hidden"):
        return True
    return term.kind == TermKind.EDUCATION


def _could_be_home(term: TermRow, held: Held, groups: Sequence[AnyOf]) -> bool:
    """A multistate license comes from the state one lives in: where a license is held, or is asked for."""
    words = held.words
    if term.level in words.paired_levels:
        return False
    asked = {words.row(i).state for group in groups for i in group}
    owned = {
        level_and_state(fact)[1]
        for fact in held.facts
        if level_and_state(fact)[0] == term.level and not fact.privilege
    }
    return term.state in (owned or asked)


def _told(term: TermRow, held: Held) -> Gap:
    fact = fact_for(term)
    return Gap(fact, term.id, GapKind.TELL.value, None, _gives(fact, held))


def _gained(term: TermRow, held: Held) -> Gap:
    fact = fact_for(term)
    gives = _gives(fact, held)
    if term.kind == TermKind.LICENSE and term.state and not fact.multistate:
        home = _home_for_privilege(term, held)
        if home is not None:
            kind = GapKind.BUY_PRIVILEGE.value
            return Gap(replace(fact, privilege=True), term.id, kind, home, gives)
    if term.kind == TermKind.LICENSE:
        elsewhere = _held_elsewhere(term, held)
        if elsewhere is not None:
            return Gap(fact, term.id, GapKind.TRANSFER.value, elsewhere, gives)
    return Gap(fact, term.id, GapKind.GAIN.value, None, gives)


def _gives(fact: Fact, held: Held) -> frozenset[int]:
    words, on = held.words, held.on
    return words.remember("gives", (fact, on), lambda: closure((fact,), on, words=words).ids)


def fact_for(term: TermRow) -> Fact:
    """How a profile would state this term."""
    if term.kind == TermKind.EXPERIENCE:
        return Fact(f"experience:{term.area}", months=term.months or 0)
    if term.kind == TermKind.LICENSE and term.state:
        multistate = term.slug.endswith(":multistate")
        return Fact(term.level, state=term.state, multistate=multistate)
    if term.kind == TermKind.EDUCATION:
        return Fact(term.slug.removesuffix(":exact"))
    if term.state:
        return Fact(term.slug.partition(":")[0], state=term.state)
    return Fact(term.slug)


def _home_for_privilege(term: TermRow, held: Held) -> int | None:
    """The valid license on which a privilege in this state could be bought; never automatic."""
    words, on = held.words, held.on
    if not words.issues_privileges(term.level, term.state, on):
        return None
    idle = {number for number, _problem in held.idle}
    for number, fact in enumerate(held.facts):
        level, state = level_and_state(fact)
        if (
            number not in idle
            and not fact.privilege
            and level == term.level
            and words.issues_privileges(level, state, on)
        ):
            return number
    return None


def _held_elsewhere(term: TermRow, held: Held) -> int | None:
    """A valid license of this level or higher in another state."""
    generic = held.words.by_slug[term.level].id
    origin = held.origins.get(generic)
    kinds = {EntailmentKind.STATE, EntailmentKind.LADDER}
    return origin.fact if origin and origin.kinds <= kinds else None


def _own_closers(groups: Sequence[AnyOf], held: Held) -> list[tuple[Gap, int]]:
    """Facts already stated that would count once renewed, finished or cleared."""
    found = []
    for number, problem in held.idle:
        kind = IDLE_KINDS.get(problem)
        own = held.own_terms()[number]
        if kind is None or own is None:
            continue
        fact = replace(held.facts[number], status=FactStatus.ACTIVE.value, expires=None)
        gives = _once_valid(held, number, fact)
        mask = sum(1 << bit for bit, group in enumerate(groups) if not group.isdisjoint(gives))
        if mask:
            found.append((Gap(fact, own.id, kind, number, gives), mask))
    return found


def _once_valid(held: Held, number: int, fact: Fact) -> frozenset[int]:
    """What would be new if this one fact counted, with all that stands on it (a bought privilege)."""
    key = ("once_valid", number)
    if key not in held.memo:
        facts: list[Fact] = list(held.facts)
        facts[number] = fact
        held.memo[key] = closure(facts, held.on, words=held.words).ids - held.ids
    return held.memo[key]
