"""The catalogue as a list: what a browser's words find, and how many live jobs ask for each entry."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matching.selectors.mentions import live_by_formula, mentions
from qualifications import vocabulary
from qualifications.entries import Catalogue, Entry, catalogue
from qualifications.enums import TermKind
from qualifications.models import Term
from qualifications.selectors import title_meanings
from qualifications.sentences import list_of
from qualifications.vocabulary import Vocabulary

KIND_NAMES = {
    TermKind.EDUCATION.value: gettext_lazy("Education"),
    TermKind.LICENSE.value: gettext_lazy("Licenses"),
    TermKind.CERTIFICATION.value: gettext_lazy("Certifications"),
    TermKind.EXPERIENCE.value: gettext_lazy("Experience"),
    TermKind.LANGUAGE.value: gettext_lazy("Languages"),
    TermKind.SKILL.value: gettext_lazy("Skills and records systems"),
    TermKind.CLEARANCE.value: gettext_lazy("Clearances"),
}
# Before a kind is chosen, each shows the entries most jobs ask for.
FIRST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Row:
    entry: Entry
    small: str
    jobs: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """One kind of fact: the rows shown and how many there are."""

    kind: str
    name: str
    rows: list[Row]
    total: int


@dataclass(frozen=True, slots=True)
class TitleWarning:
    """Letters that mean different levels in different states."""

    title: str
    meanings: list[tuple[Entry, str]]


def shelves(query: str = "", kind: str = "") -> list[Shelf]:
    """By kind, in the catalogue's order; with words, only what they find, the nearest first."""
    words = vocabulary.current()
    all_entries = catalogue(words)
    texts = _texts(all_entries, words)
    jobs = jobs_asking(all_entries)
    # with words, the kind of the nearest entry comes first
    found: dict[str, list[Entry]] = {} if query else {name: [] for name in KIND_NAMES}
    for entry in _matching(all_entries, query, texts):
        found.setdefault(entry.kind, []).append(entry)
    result = []
    for name, entries in found.items():
        if kind and name != kind:
            continue
        shown = entries if kind or query else _most_asked(entries, jobs)
        rows = [Row(e, texts[e.slug].small, jobs[e.slug]) for e in shown]
        result.append(Shelf(name, str(KIND_NAMES[name]), rows, len(entries)))
    return result


def _most_asked(entries: list[Entry], jobs: Counter[str]) -> list[Entry]:
    """Those no job asks for stand behind "see all", unless that is the whole kind."""
    asked = [entry for entry in entries if jobs[entry.slug]] or entries
    ranked = sorted(asked, key=lambda entry: -jobs[entry.slug])[:FIRST_SHOWN]
    return [entry for entry in entries if entry in ranked]


def title_warning(query: str) -> TitleWarning | None:
    """When the words are the letters of a license that differs by state."""
    meanings = title_meanings(query) if query else {}
    if len(meanings) < 2:
        return None
    found = catalogue(vocabulary.current()).by_slug
    pairs = [(found[level], ", ".join(states)) for level, states in meanings.items()]
    return TitleWarning(query.strip().upper(), sorted(pairs, key=lambda pair: pair[0].term.rank))


@dataclass(frozen=True, slots=True)
class _Text:
    small: str
    short: frozenset[str]  # names that are the whole of what someone types
    name: str
    everything: str


def _texts(entries: Catalogue, words: Vocabulary) -> dict[str, _Text]:
    """What each entry can be found by. One query."""
    main = {entry.term.id: entry for entry in entries.by_slug.values()}
    titles: dict[str, list[str]] = {}
    for (_state, title), level in words.levels_by_title.items():
        titles.setdefault(level, []).append(title)
    found = {}
    rows = Term.objects.filter(pk__in=main).values_list("pk", "synonyms", "issuer")
    for pk, synonyms, issuer in rows:
        entry = main[pk]
        called = sorted(set(titles.get(entry.slug, ())))
        short = {entry.short_name, *synonyms, *called}
        everything = " ".join([entry.name, issuer, *short])
        small = _small(entry, issuer, called)
        found[entry.slug] = _Text(
            small, frozenset(map(_plain, short)), _plain(entry.name), _plain(everything)
        )
    return found


def _small(entry: Entry, issuer: str, titles: list[str]) -> str:
    if entry.kind == TermKind.LICENSE and len(titles) > 1:
        shown = list_of(titles[:5], _("or")) if len(titles) < 6 else ", ".join(titles[:5]) + " …"
        return _("Called %(titles)s, by state") % {"titles": shown}
    if entry.asked_only:
        return _("Any one of several")
    if entry.by_state and entry.kind == TermKind.CERTIFICATION:
        return _("By state")
    named = entry.short_name != entry.name and entry.short_name not in entry.name
    return " · ".join(filter(None, [entry.short_name if named else "", issuer]))


def nearest_entries(query: str) -> list[Entry]:
    """What these words find; only those of exactly this name, if any, and of those the one that bears it
    rather than lists it among others (MSW)."""
    words = vocabulary.current()
    entries = catalogue(words)
    texts = _texts(entries, words)
    found = _matching(entries, query, texts)
    typed = _plain(query)
    exact = [e for e in found if typed in texts[e.slug].short or typed == texts[e.slug].name]
    bearers = [e for e in exact if typed == _plain(e.short_name)]
    return bearers or exact or found


def _matching(entries: Catalogue, query: str, texts: dict[str, _Text]) -> list[Entry]:
    typed = _plain(query)
    if not typed:
        return list(entries.by_slug.values())
    parts = typed.split()
    ranked = []
    for number, entry in enumerate(entries.by_slug.values()):
        text = texts[entry.slug]
        if all(part in text.everything for part in parts):
            exact = typed in text.short
            begins = text.name.startswith(typed) or any(s.startswith(typed) for s in text.short)
            words = set(text.everything.split())
            whole = all(part in words for part in parts)
            ranked.append((0 if exact else 1 if begins else 2 if whole else 3, number, entry))
    return [entry for _rank, _number, entry in sorted(ranked, key=lambda row: row[:2])]


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s'-]", " ", text.lower().replace("’", "'")).split())


def jobs_asking(entries: Catalogue) -> Counter[str]:
    """How many live jobs ask for each entry on some line: exact, in two queries."""
    known = mentions()
    counts: Counter[str] = Counter()
    for pk, n in live_by_formula().items():
        ids = known[pk].all if pk in known else ()
        for slug in {entries.by_term[i].slug for i in ids if i in entries.by_term}:
            counts[slug] += n
    return counts
