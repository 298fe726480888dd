"""The vocabulary in memory: terms by slug and id, dated entailments, titles, compacts.

Read once per process and version. `current()` asks the database for the version token: once per web
request (`VocabularyMiddleware`), once per `pinned()` block, else at each call. So a change by an admin
shows at the next request and costs one tiny query.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from qualifications.enums import CompactModel, MemberStatus
from qualifications.models.reference import SearchGroup
from qualifications.models.terms import (
    CompactMember,
    Entailment,
    Jurisdiction,
    LicenseTitle,
    Term,
    VocabularyVersion,
)

# A credential on its way (pending license, degree in progress) is the id of the real one plus this.
PENDING = 1_000_000
# A kind of work at once with a setting or a group of people, for so many months: an id worked out from
# those of the two areas, 1 a a a b b b m m m, never a row. All ids stay below int4's end.
TOGETHER = 1_000_000_000
TOGETHER_STEPS = (0, 12, 24, 36, 60)
# A limited permit that runs at most so many months is the id of the full license plus this; a shorter
# one is all the longer ones, too.
PERMITS = {6: 2_000_000, 12: 3_000_000, 24: 4_000_000}
KEPT_VERSIONS = 3

Dated = tuple[int, str, date | None, date | None]  # other term, kind, from, to


def within(on: date, start: date | None, end: date | None) -> bool:
    return (start is None or start <= on) and (end is None or on <= end)


@dataclass(frozen=True, slots=True)
class TermRow:
    id: int
    slug: str
    kind: str
    name: str
    short_name: str
    state: str
    rank: int
    family: str
    level: str
    area: str
    months: int | None
    attributes: dict[str, Any]
    retired: bool

    @property
    def label(self) -> str:
        return self.short_name or self.name


@dataclass(frozen=True)
class Vocabulary:
    token: str
    by_slug: dict[str, TermRow]
    by_id: dict[int, TermRow]
    weaker: dict[int, list[Dated]]
    stronger: dict[int, list[Dated]]
    states: dict[str, str]
    titles: dict[tuple[str, str], tuple[str, ...]]  # (state, level) -> titles, usual first
    levels_by_title: dict[tuple[str, str], str]  # (state, TITLE without spaces) -> level
    # level -> state -> dates in which privileges are issued there
    privileges: dict[str, dict[str, list[tuple[date | None, date | None]]]]
    multistate: dict[str, dict[str, list[tuple[date | None, date | None]]]]
    compact_names: dict[str, str]
    paired_levels: frozenset[str]
    steps: dict[str, tuple[int, ...]]  # experience area -> months offered, ascending
    by_family: dict[tuple[str, str], frozenset[int]]  # (kind, family) -> ids
    permit_ids: frozenset[int]  # licenses that some state also issues as a limited permit
    around: frozenset[str]  # experience areas that are a setting or a group of people
    main_areas: frozenset[str]  # what can be asked for within one of those: work or a setting
    counted_as: dict[str, tuple[str, ...]]  # `setting:fqhc`, `people:children`, `role:chw` -> areas
    search_groups: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    # Compiled formulas and closures remembered for this version; bounded by their users.
    memory: dict[str, OrderedDict] = field(default_factory=lambda: defaultdict(OrderedDict))

    def term(self, slug: str) -> TermRow | None:
        return self.by_slug.get(slug)

    def row(self, term_id: int) -> TermRow:
        """The term behind an id, whether held in full, pending, as a permit, or at once with another."""
        if term_id >= TOGETHER:
            work, months = term_id % TOGETHER // 1_000_000, term_id % 1_000
            return self.by_id[work * 1_000 + months]
        return self.by_id[term_id % PENDING]

    def around_of(self, term_id: int) -> str:
        """The setting or people of work at once with them."""
        return self.by_id[term_id % 1_000_000 // 1_000 * 1_000].area

    def together_id(self, work: str, around: str, months: int) -> int:
        first, second = (self.by_slug[f"experience:{a}:0"].id // 1_000 for a in (work, around))
        return TOGETHER + first * 1_000_000 + second * 1_000 + months

    def together_steps(self, work: str) -> tuple[int, ...]:
        return TOGETHER_STEPS if work in self.main_areas else ()

    def remember(self, shelf: str, key: Any, make: Any, *, most: int = 20_000) -> Any:
        kept = self.memory[shelf]
        if key not in kept:
            if len(kept) >= most:
                kept.clear()
            kept[key] = make()
        return kept[key]

    def steps_down(self, term_id: int, on: date) -> list[tuple[int, str]]:
        return [(w, kind) for w, kind, a, b in self.weaker.get(term_id, ()) if within(on, a, b)]

    def above(self, ids: Iterable[int], on: date) -> frozenset[int]:
        """These terms and all that entail one of them on that day."""
        seen = set(ids)
        todo = list(seen)
        while todo:
            for other, _kind, start, end in self.stronger.get(todo.pop(), ()):
                if other not in seen and within(on, start, end):
                    seen.add(other)
                    todo.append(other)
        return frozenset(seen)

    def below(self, term_id: int, on: date) -> frozenset[int]:
        """This term and all it entails on that day."""
        seen = {term_id}
        todo = [term_id]
        while todo:
            for other, _kind in self.steps_down(todo.pop(), on):
                if other not in seen:
                    seen.add(other)
                    todo.append(other)
        return frozenset(seen)

    def issues_privileges(self, level: str, state: str, on: date) -> bool:
        return any(within(on, a, b) for a, b in self.privileges.get(level, {}).get(state, ()))

    def in_multistate_compact(self, level: str, state: str, on: date) -> bool:
        return any(within(on, a, b) for a, b in self.multistate.get(level, {}).get(state, ()))


_loaded: OrderedDict[str, Vocabulary] = OrderedDict()
_lock = threading.Lock()
# None outside a pinned block; else a list of at most one vocabulary, checked once.
_pinned: ContextVar[list[Vocabulary] | None] = ContextVar("pinned_vocabulary", default=None)


def current() -> Vocabulary:
    pinned_here = _pinned.get()
    if pinned_here:
        return pinned_here[0]
    token = VocabularyVersion.objects.values_list("token", flat=True).first()
    words = _by_token(str(token or ""))
    if pinned_here is not None:
        pinned_here.append(words)
    return words


@contextmanager
def pinned() -> Iterator[None]:
    """Within: the version is looked up once, at first use."""
    mark = _pinned.set([])
    try:
        yield
    finally:
        _pinned.reset(mark)


def unpin() -> None:
    """Forget what this request saw, because it has just changed the vocabulary itself."""
    kept = _pinned.get()
    if kept is not None:
        kept.clear()


def _by_token(token: str) -> Vocabulary:
    with _lock:
        if token in _loaded:
            _loaded.move_to_end(token)
            return _loaded[token]
    words = _read(token)
    with _lock:
        _loaded[token] = words
        while len(_loaded) > KEPT_VERSIONS:
            _loaded.popitem(last=False)
    return words


def _read(token: str) -> Vocabulary:
    columns = list(TermRow.__slots__)
    rows = [TermRow(*values) for values in Term.objects.order_by("id").values_list(*columns)]
    weaker: dict[int, list[Dated]] = defaultdict(list)
    stronger: dict[int, list[Dated]] = defaultdict(list)
    edges = Entailment.objects.order_by("id").values_list(
        "stronger_id", "weaker_id", "kind", "valid_from", "valid_to"
    )
    for high, low, kind, start, end in edges:
        weaker[high].append((low, kind, start, end))
        stronger[low].append((high, kind, start, end))
    titles, levels_by_title = _read_titles()
    members = _read_members()
    return Vocabulary(
        token=token,
        by_slug={row.slug: row for row in rows},
        by_id={row.id: row for row in rows},
        weaker=dict(weaker),
        stronger=dict(stronger),
        states=dict(Jurisdiction.objects.values_list("code", "name")),
        titles=titles,
        levels_by_title=levels_by_title,
        privileges=members[CompactModel.PRIVILEGE],
        multistate=members[CompactModel.MULTISTATE],
        compact_names=members["names"],
        paired_levels=members["paired"],
        steps=_steps(rows),
        by_family=_families(rows),
        permit_ids=_permits(rows),
        **_read_areas(rows),
        search_groups=tuple(
            (tuple(words), tuple(doubtful))
            for words, doubtful in SearchGroup.objects.filter(retired=False)
            .order_by("id")
            .values_list("words", "ambiguous_words")
        ),
    )


def _read_titles() -> tuple[dict, dict]:
    titles: dict[tuple[str, str], tuple[str, ...]] = {}
    levels: dict[tuple[str, str], str] = {}
    for row in LicenseTitle.objects.order_by("state_id", "level", "position", "id"):
        key = (row.state_id, row.level)
        titles[key] = (*titles.get(key, ()), row.title)
        levels[(row.state_id, "".join(row.title.split()).upper())] = row.level
    return titles, levels


def _read_members() -> dict[str, Any]:
    found: dict[str, Any] = {
        CompactModel.PRIVILEGE: {},
        CompactModel.MULTISTATE: {},
        "names": {},
        "paired": frozenset(),
    }
    rows = CompactMember.objects.filter(
        compact__enabled=True, status=MemberStatus.OPERATIONAL
    ).select_related("compact")
    for row in rows.order_by("id"):
        for level in row.levels or row.compact.levels:
            by_state = found[row.compact.model].setdefault(level, {})
            by_state.setdefault(row.state_id, []).append((row.valid_from, row.valid_to))
            found["names"][level] = row.compact.name
        if row.compact.needs_paired_license:
            found["paired"] |= frozenset(row.compact.levels)
    return found


def _steps(rows: list[TermRow]) -> dict[str, tuple[int, ...]]:
    steps: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        if row.area and row.months is not None:
            steps[row.area].append(row.months)
    return {area: tuple(sorted(months)) for area, months in steps.items()}


def _families(rows: list[TermRow]) -> dict[tuple[str, str], frozenset[int]]:
    families: dict[tuple[str, str], set[int]] = defaultdict(set)
    for row in rows:
        families[(row.kind, row.family)].add(row.id)
        families[(row.kind, "")].add(row.id)
    return {key: frozenset(ids) for key, ids in families.items()}


def _permits(rows: list[TermRow]) -> frozenset[int]:
    levels = {row.slug for row in rows if row.attributes.get("permits")}
    hidden = {row.id for row in rows if row.attributes.get("hidden")}
    return frozenset(row.id for row in rows if row.level in levels and row.id not in hidden)


def _read_areas(rows: list[TermRow]) -> dict[str, Any]:
    """What each area is, and which settings, people and roles count as time in it."""
    smallest = [row for row in rows if row.area and row.months == 0]
    counted_as: dict[str, tuple[str, ...]] = {}
    for row in smallest:
        for what in row.attributes.get("counts", ()):
            counted_as[what] = (*counted_as.get(what, ()), row.area)
    kinds = {row.area: row.attributes.get("kind", "work") for row in smallest}
    return {
        "around": frozenset(a for a, kind in kinds.items() if kind in ("setting", "people")),
        "main_areas": frozenset(a for a, kind in kinds.items() if kind in ("work", "setting")),
        "counted_as": counted_as,
    }
