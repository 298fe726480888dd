"""Everything the page of one catalogue entry shows: names, ladder, compacts, pathways, jobs, and how sure
we are of each. Read from the tables; a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matching.selectors.catalogue import KIND_NAMES
from matching.selectors.mentions import Asked, LiveJobs, live_jobs
from profiles.selectors.wallet import lookup_of
from qualifications import vocabulary
from qualifications.entries import (
    Entry,
    catalogue,
    stronger_entries,
    weaker_entries,
)
from qualifications.enums import Certainty, CompactModel, MemberStatus, TermKind
from qualifications.models import Compact, CompactMember, LicenseTitle, Pathway, Term
from qualifications.sentences import duration
from qualifications.vocabulary import Vocabulary, within

SURE = {
    Certainty.HIGH: gettext_lazy(
        "Well founded: stated by the body itself, or by sources that agree."
    ),
    Certainty.MEDIUM: gettext_lazy(
        "Probably right. Check it with the board or body before you rely on it."
    ),
    Certainty.LOW: gettext_lazy("Uncertain. Check it with the board or body first."),
}
STATUS_ORDER = [
    MemberStatus.OPERATIONAL,
    MemberStatus.INBOUND_ONLY,
    MemberStatus.ENACTED,
    MemberStatus.NOT_MEMBER,
]
# How a state runs a certification of its own, as the catalogue writes it.
RUN_BY = {
    "state": gettext_lazy("Run by the state"),
    "board": gettext_lazy("Run by an independent board"),
    "association": gettext_lazy("Run by an association"),
    "in_development": gettext_lazy("In development"),
    "none": gettext_lazy("No certification of its own"),
}


@dataclass(frozen=True, slots=True)
class Name:
    """A title and the states that use it for this level; `elsewhere`: what it means in other states."""

    title: str
    states: list[str]
    elsewhere: list[tuple[Entry, list[str]]]
    notes: list[str]


@dataclass(frozen=True, slots=True)
class Standing:
    """The states of one status in a compact, on this day."""

    status: str
    label: str
    members: list[CompactMember]

    @property
    def dated(self) -> list[CompactMember]:
        return [m for m in self.members if m.valid_from or m.note]

    @property
    def plain(self) -> list[CompactMember]:
        return [m for m in self.members if not (m.valid_from or m.note)]

    @property
    def sources(self) -> list[CompactMember]:
        """One row per distinct source."""
        return list({(m.source, m.verified_on): m for m in self.members}.values())


@dataclass(frozen=True, slots=True)
class CompactPart:
    compact: Compact
    standings: list[Standing]
    here: Standing | None
    here_row: CompactMember | None

    @property
    def is_bought(self) -> bool:
        return self.compact.model == CompactModel.PRIVILEGE


@dataclass(frozen=True)
class EntryPage:
    entry: Entry
    term: Term
    state: str
    state_name: str
    facts: list[dict[str, Any]]
    names: list[Name]
    here: list[LicenseTitle]
    ladder: list[tuple[Entry, str]]
    runs: list[tuple[str, list[str]]]
    members: list[Entry]
    sets: list[Entry]
    answers: list[Entry]
    from_these: list[Entry]
    compacts: list[CompactPart]
    ways_here: list[Pathway]
    ways_on: list[Pathway]
    jobs: LiveJobs
    sources: list[tuple[str, date | None, str]] = field(default_factory=list)

    @property
    def kind_name(self) -> str:
        return str(KIND_NAMES[self.entry.kind])

    @property
    def short(self) -> list[dict[str, Any]]:
        return [fact for fact in self.facts if fact["text"]]

    @property
    def said_once(self) -> bool:
        """One title in every state: no table is needed to say so."""
        return len(self.names) == 1 and not self.names[0].elsewhere

    @property
    def search_value(self) -> str:
        """What the search takes for "asks for this": the entry, perhaps in one state."""
        return Asked(self.entry, self.state).value

    @property
    def have_value(self) -> str:
        """As a fact in an address, where no level or length is missing."""
        open_ended = self.entry.kind in (TermKind.LANGUAGE, TermKind.EXPERIENCE)
        if self.entry.asked_only or open_ended or (self.entry.by_state and not self.state):
            return ""
        slug = self.entry.term.slug
        return f"{slug}:{self.state}" if self.state else slug

    @property
    def sure(self) -> str:
        return str(SURE[Certainty(self.term.certainty)])


def entry_page(entry: Entry, on: date, state: str = "") -> EntryPage:
    words = vocabulary.current()
    known, asked = catalogue(words), Asked(entry, state)
    term = Term.objects.get(pk=entry.term.id)
    titles = list(LicenseTitle.objects.filter(level=entry.slug).select_related("state"))
    titles = [t for t in titles if within(on, t.valid_from, t.valid_to)]
    to_here, on_from = _pathways(entry)
    members = [
        known.by_slug[s] for s in entry.term.attributes.get("members", []) if s in known.by_slug
    ]
    equal = known.by_slug.get(entry.term.attributes.get("equivalence_set", ""))
    answers = weaker_entries(entry, words, on, state)
    sets = [other for other in answers if other.asked_only and other.kind == entry.kind]
    return EntryPage(
        entry=entry,
        term=term,
        state=state,
        state_name=words.states.get(state, ""),
        facts=_facts(term, state),
        names=_names(entry, titles, words),
        here=[t for t in titles if t.state_id == state],
        ladder=_ladder(entry, state, words),
        runs=_runs(entry),
        members=members or _members(entry, words, on),
        sets=[equal] if equal else sets,
        answers=[other for other in answers if other not in sets],
        from_these=[] if entry.asked_only else stronger_entries(entry, words, on, state),
        compacts=_compacts(entry, on, state),
        ways_here=to_here,
        ways_on=on_from,
        jobs=live_jobs(asked, on),
        sources=_sources(term, titles),
    )


def _members(entry: Entry, words: Vocabulary, on: date) -> list[Entry]:
    """Of a set without a list of its own (an independent clinician, a field of health): what answers it."""
    return stronger_entries(entry, words, on) if entry.asked_only else []


def _facts(term: Term, state: str) -> list[dict[str, Any]]:
    renewal = term.attributes.get("renewal_rule") or (
        _("Every %(length)s") % {"length": duration(term.renewal_months)}
        if term.renewal_months
        else ""
    )
    lookup = lookup_of(term)
    return [
        {"term": _("Who issues it"), "text": term.issuer},
        {"term": _("Who can hold it"), "text": term.attributes.get("eligibility", "")},
        {"term": _("Renewal"), "text": renewal},
        {
            "term": _("Where anyone can look it up"),
            "text": lookup.split("/")[2] if "//" in lookup else lookup,
            "href": lookup,
        },
        {"term": _("Also written"), "text": ", ".join(term.synonyms)},
    ]


def _names(entry: Entry, titles: list[LicenseTitle], words: Vocabulary) -> list[Name]:
    """By title, the one most states use first."""
    known = catalogue(words).by_slug
    grouped: dict[str, list[LicenseTitle]] = {}
    for row in titles:
        grouped.setdefault(row.title, []).append(row)
    names = []
    for title, rows in grouped.items():
        other: dict[str, list[str]] = {}
        for (code, spelled), level in sorted(words.levels_by_title.items()):
            if spelled == title.upper() and level != entry.slug and level in known:
                other.setdefault(level, []).append(code)
        elsewhere = [(known[level], codes) for level, codes in other.items()]
        notes = [f"{row.state_id}: {row.note}" for row in rows if row.note]
        states = sorted({row.state_id for row in rows})
        names.append(Name(title, states, elsewhere, notes))
    return sorted(names, key=lambda name: (-len(name.states), name.title))


def _ladder(entry: Entry, state: str, words: Vocabulary) -> list[tuple[Entry, str]]:
    """The levels of its family that this state has a title for, highest first."""
    if entry.kind != TermKind.LICENSE or not state:
        return []
    family = [e for e in catalogue(words).by_slug.values() if e.term.family == entry.term.family]
    rungs = [(e, words.titles.get((state, e.slug), ())) for e in family if e.kind == entry.kind]
    found = [(e, ", ".join(titles)) for e, titles in rungs if titles]
    found.sort(key=lambda rung: -rung[0].term.rank)
    return found if len(found) > 1 else []


def _runs(entry: Entry) -> list[tuple[str, list[str]]]:
    """Who runs a state certification, with the states of each way."""
    by_state = entry.term.attributes.get("status_by_state", {})
    groups = {
        str(label): sorted(code for code, way in by_state.items() if way == key)
        for key, label in RUN_BY.items()
    }
    return [(label, codes) for label, codes in groups.items() if codes]


def _compacts(entry: Entry, on: date, state: str) -> list[CompactPart]:
    if entry.kind != TermKind.LICENSE:
        return []
    rows = CompactMember.objects.filter(compact__levels__contains=[entry.slug])
    by_compact: dict[Compact, dict[str, list[CompactMember]]] = {}
    latest: dict[tuple[int, str], CompactMember] = {}
    for row in rows.select_related("compact", "state").order_by("compact", "state__name"):
        covers = not row.levels or entry.slug in row.levels
        if not covers or not within(on, row.valid_from, row.valid_to):
            continue
        key = (row.compact_id, row.state_id)
        if key not in latest or _further(row, latest[key]):
            latest[key] = row
    for row in latest.values():
        by_compact.setdefault(row.compact, {}).setdefault(row.status, []).append(row)
    return [_compact_part(compact, groups, state) for compact, groups in by_compact.items()]


def _further(row: CompactMember, other: CompactMember) -> bool:
    """A state that has enacted a compact and is live stands in the list once: as live."""
    return STATUS_ORDER.index(MemberStatus(row.status)) < STATUS_ORDER.index(
        MemberStatus(other.status)
    )


def _compact_part(
    compact: Compact, groups: dict[str, list[CompactMember]], state: str
) -> CompactPart:
    standings = [
        Standing(status.value, _status_words(compact, status), groups[status])
        for status in STATUS_ORDER
        if status in groups
    ]
    here = next((s for s in standings if any(m.state_id == state for m in s.members)), None)
    row = next((m for m in here.members if m.state_id == state), None) if here else None
    return CompactPart(compact, standings, here, row)


def _status_words(compact: Compact, status: MemberStatus) -> str:
    if status == MemberStatus.OPERATIONAL:
        if compact.model == CompactModel.PRIVILEGE:
            return _("Issue privileges")
        return _("In force")
    if status == MemberStatus.INBOUND_ONLY:
        return _("Accept others’ multistate licenses, issue none")
    if status == MemberStatus.ENACTED:
        return _("Law passed, not live yet")
    return _("Not members")


def _pathways(entry: Entry) -> tuple[list[Pathway], list[Pathway]]:
    rows = Pathway.objects.filter(retired=False).filter(
        Q(to_term__in=entry.terms) | Q(from_term__in=entry.terms)
    )
    ways = list(rows.select_related("to_term", "from_term"))
    return (
        [way for way in ways if way.to_term_id in entry.terms],
        [way for way in ways if way.from_term_id in entry.terms],
    )


def _sources(term: Term, titles: list[LicenseTitle]) -> list[tuple[str, date | None, str]]:
    """What was read, when it was checked, for what."""
    found: dict[tuple[str, date | None], str] = {}
    if term.source:
        found[(term.source, term.verified_on)] = _("What it is and who issues it")
    for row in titles:
        if row.source:
            found.setdefault((row.source, row.verified_on), _("Titles by state"))
    return [(source, day, what) for (source, day), what in found.items()]
