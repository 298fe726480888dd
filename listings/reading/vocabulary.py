"""Phrase indexes over the vocabulary, made once per version of it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from listings.reading.words import PhraseIndex
from qualifications import vocabulary
from qualifications.enums import TermKind
from qualifications.models import Duty, LicenseTitle, Setting, Term

_CATALOGUE = Path(__file__).resolve().parent.parent / "catalogue" / "requirement_words.json"
# Acronyms this short are words of other trades as well ("MA", "AS", "PA"), so capitals are asked for.
SHORT_ACRONYM = 4


@dataclass(frozen=True)
class Named:
    """What a phrase names. A title of a license names a level by state."""

    kind: str
    slug: str = ""
    acronym: bool = False
    # Also a word of other trades: a degree only beside another, or with "degree" after it.
    shy: bool = False
    # Also a program or a company: a certification only beside a word such as "certified".
    wary: bool = False
    levels: dict[str, str] = field(default_factory=dict, hash=False)

    def slug_in(self, state: str) -> str:
        if not self.levels:
            return self.slug
        return self.levels.get(state, self.slug)


@cache
def _extra_words() -> dict:
    return json.loads(_CATALOGUE.read_text(encoding="utf-8"))


def topic_index() -> PhraseIndex[tuple[str, str]]:
    """Phrases to `("setting" | "duty", slug)`."""
    return _topics(vocabulary.current().token)


def requirement_index() -> PhraseIndex[Named]:
    """Phrases to `Named`."""
    return _requirements(vocabulary.current().token)


def area_index() -> PhraseIndex[str]:
    """Phrases to slugs of experience areas."""
    return _areas(vocabulary.current().token)


def field_index() -> PhraseIndex[str]:
    """Phrases to slugs of fields of study."""
    return _fields(vocabulary.current().token)


@lru_cache(maxsize=2)
def _topics(token: str) -> PhraseIndex[tuple[str, str]]:
    index: PhraseIndex[tuple[str, str]] = PhraseIndex()
    unread = {phrase.lower() for phrase in _extra_words()["unread"]}
    for kind, model in (("setting", Setting), ("duty", Duty)):
        for row in model.objects.filter(retired=False):
            own = {row.name, *row.synonyms}
            own = {phrase for phrase in own if phrase.lower() not in unread or kind == "duty"}
            for phrase in sorted(own | set(_extra_words()[kind].get(row.slug, ()))):
                index.add(phrase, (kind, row.slug))
    return index


@lru_cache(maxsize=2)
def _requirements(token: str) -> PhraseIndex[Named]:
    index: PhraseIndex[Named] = PhraseIndex()
    _add_titles(index)  # first, so that a title is read by its state and not as a synonym
    kinds = [
        TermKind.EDUCATION,
        TermKind.LICENSE,
        TermKind.CERTIFICATION,
        TermKind.SKILL,
        TermKind.CLEARANCE,
    ]
    extra = _extra_words()["term"]
    unread = {phrase.lower() for phrase in _extra_words()["unread"]}
    named_exactly = {phrase.lower() for phrases in extra.values() for phrase in phrases}
    for term in Term.objects.current().filter(kind__in=kinds, state=""):
        if term.attributes.get("hidden"):
            continue
        phrases = {term.name, term.short_name, *term.synonyms} - {""}
        phrases = {phrase for phrase in phrases if phrase.lower() not in unread}
        for phrase in sorted(phrases):
            if phrase.lower() not in named_exactly:
                index.add(phrase, _named(term.kind, term.slug, phrase))
        for phrase in extra.get(term.slug, ()):
            index.add(phrase, _named(term.kind, term.slug, phrase))
    _add_languages(index)
    return index


def _named(kind: str, slug: str, phrase: str) -> Named:
    acronym = phrase.isupper() and len(phrase) <= SHORT_ACRONYM
    words = _extra_words()
    return Named(str(kind), slug, acronym, shy=phrase in words["shy"], wary=phrase in words["wary"])


def _add_titles(index: PhraseIndex[Named]) -> None:
    levels: dict[str, dict[str, str]] = defaultdict(dict)
    for row in LicenseTitle.objects.all():
        levels[row.title][row.state_id] = row.level
    unread = {phrase.lower() for phrase in _extra_words()["unread"]}
    for title, by_state in levels.items():
        if title.lower() in unread:
            continue
        meanings = Counter(by_state.values())
        # Where a state has no such title, or no state is known, it is meant as in most states.
        everywhere = meanings.most_common(1)[0][0]
        acronym = title.isupper() and len(title) <= SHORT_ACRONYM
        index.add(title, Named("license", everywhere, acronym, levels=by_state))
        for phrase in _extra_words()["title"].get(title, ()):
            index.add(phrase, Named("license", everywhere, levels=by_state))


def _add_languages(index: PhraseIndex[Named]) -> None:
    for term in Term.objects.current().filter(kind=TermKind.LANGUAGE):
        language, _colon, level = term.slug.partition(":")
        if level == "native" and language != "english":
            index.add(term.name.split(",")[0].split(" (")[0], Named("language", language))


@lru_cache(maxsize=2)
def _areas(token: str) -> PhraseIndex[str]:
    index: PhraseIndex[str] = PhraseIndex()
    extra = _extra_words()["area"]
    areas: dict[str, set[str]] = defaultdict(set)
    for term in Term.objects.current().filter(kind=TermKind.EXPERIENCE):
        areas[term.area].update(term.synonyms)
    for area, phrases in areas.items():
        for phrase in sorted(phrases | {area.replace("-", " ")} | set(extra.get(area, ()))):
            index.add(phrase, area)
    return index


@lru_cache(maxsize=2)
def _fields(token: str) -> PhraseIndex[str]:
    index: PhraseIndex[str] = PhraseIndex()
    for slug, phrases in _extra_words()["field"].items():
        for phrase in sorted(phrases):
            index.add(phrase, slug)
    return index
