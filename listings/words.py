"""Words typed into a search box, as a full-text query.

Quoted phrases stay together and exact, `-word` excludes, and words of the vocabulary's search groups also
find their synonyms ("LPN" finds "LVN"); a short form with several meanings ("PA") finds each of them.
Words that every job has ("jobs", "near me") are left out beside others. Cut to 256 characters and 32 terms
before any SQL.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from django.contrib.postgres.search import CombinedSearchQuery, SearchQuery

from qualifications.selectors import expand_query
from qualifications.vocabulary import Vocabulary, current

MOST_CHARACTERS = 256
MOST_TERMS = 32
CONFIG = "english"
_PART = re.compile(r'(?:(?<=\s)|^)(-?)(?:"([^"]*)"?|([^\s"]+))|"([^"]*)"?|([^\s"]+)')
_WORDISH = re.compile(r"\w")
_INITIALS = re.compile(r"^(?:[A-Za-z]\.){2,}[A-Za-z]?$")
_JOINTS = re.compile(r"[-/]+")
_APOSTROPHES = str.maketrans("’‘`´‐‑–", "''''---")
# Said of every posting, so that they tell none apart.
SAID_OF_ALL = frozenset(
    [
        "job",
        "jobs",
        "position",
        "positions",
        "opening",
        "openings",
        "vacancy",
        "vacancies",
        "career",
        "careers",
        "hiring",
    ]
)
_NEAR_ME = re.compile(r"\bnear\s+me\b", re.IGNORECASE)
Query = SearchQuery | CombinedSearchQuery


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing to look for: any of `choices`, each a word or phrase; or nothing of it."""

    choices: tuple[str, ...]
    excluded: bool = False
    exact: bool = False

    @property
    def typed(self) -> str:
        return self.choices[0]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of what was typed, as it was typed."""

    text: str
    excluded: bool = False
    exact: bool = False

    def __str__(self) -> str:
        quoted = f'"{self.text}"' if self.exact else self.text
        return f"-{quoted}" if self.excluded else quoted


def cut(text: str) -> str:
    return " ".join(text.replace("\x00", " ").split())[:MOST_CHARACTERS]


def pieces(text: str) -> list[Piece]:
    """Words, phrases and exclusions in the order they were typed; signs without a letter left out."""
    found = [piece for piece in _pieces(cut(text)) if _WORDISH.search(piece.text)]
    telling = [p for p in found if p.exact or p.excluded or p.text.lower() not in SAID_OF_ALL]
    return (telling if any(not p.excluded for p in telling) else found)[:MOST_TERMS]


def _pieces(text: str) -> Iterator[Piece]:
    text = _NEAR_ME.sub(" ", text.translate(_APOSTROPHES))
    for minus, phrase, word, late_phrase, late_word in _PART.findall(text):
        exact = bool(phrase or late_phrase)
        yield Piece(phrase or word or late_phrase or late_word, bool(minus), exact)


def wanted_words(text: str, vocabulary: Vocabulary | None = None) -> list[Wanted]:
    """The parts of what was typed, at most MOST_TERMS, synonyms filled in."""
    vocabulary = vocabulary or current()
    found: list[Wanted] = []
    plain: list[str] = []
    for piece in pieces(text):
        if piece.excluded or piece.exact:
            found += _with_synonyms(plain, vocabulary)
            plain = []
            choices = (piece.text,) if piece.exact else tuple(_spellings(piece.text))
            found.append(Wanted(choices, piece.excluded, piece.exact))
        else:
            plain.append(piece.text)
    return [*found, *_with_synonyms(plain, vocabulary)][:MOST_TERMS]


def search_query(text: str) -> Query | None:
    """None when nothing searchable was typed. Exclusions alone find everything else."""
    query: Query | None = None
    for wanted in wanted_words(text):
        part = any_of(wanted.choices)
        if wanted.excluded:
            part = cast(Query, ~part)
        query = part if query is None else query & part
    return query


def any_of(choices: tuple[str, ...]) -> Query:
    part: Query | None = None
    for choice in choices:
        one = SearchQuery(choice, search_type="phrase", config=CONFIG)
        part = one if part is None else part | one
    assert part is not None
    return part


def _with_synonyms(plain: list[str], vocabulary: Vocabulary) -> list[Wanted]:
    found = []
    for same in expand_query(" ".join(map(_initials_joined, plain)), words=vocabulary):
        typed, *others = same
        if len(typed.split()) == 1 and not _WORDISH.search(typed):
            continue
        found.append(Wanted(tuple(dict.fromkeys([*_spellings(typed), *others]))))
    return found


def _initials_joined(word: str) -> str:
    return word.replace(".", "") if _INITIALS.match(word) else word


def _spellings(word: str) -> list[str]:
    """A word with a hyphen or slash also as two words, and hyphens as one: follow-up, follow up, followup."""
    if " " in word or not _JOINTS.search(word):
        return [word]
    apart = _JOINTS.sub(" ", word).strip()
    joined = [word.replace("-", "")] if "-" in word and "/" not in word else []
    return list(dict.fromkeys([word, apart, *joined]))
