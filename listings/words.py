"""Words typed into a search box, as a full-text query.

Quoted phrases stay together, `-word` excludes, and words of the vocabulary's search groups also find
their synonyms ("LPN" finds "LVN"). Cut to 256 characters and 32 terms before any SQL.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from django.contrib.postgres.search import CombinedSearchQuery, SearchQuery

from qualifications.selectors import expand_query

MOST_CHARACTERS = 256
MOST_TERMS = 32
CONFIG = "english"
_PART = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
_WORDISH = re.compile(r"\w")
Query = SearchQuery | CombinedSearchQuery


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing to look for: any of `choices`, each a word or phrase; or nothing of it."""

    choices: tuple[str, ...]
    excluded: bool = False


def cut(text: str) -> str:
    return " ".join(text.replace("\x00", " ").split())[:MOST_CHARACTERS]


def wanted_words(text: str) -> list[Wanted]:
    """The parts of what was typed, at most MOST_TERMS, synonyms filled in."""
    found: list[Wanted] = []
    plain: list[str] = []
    for minus, phrase, word in _PART.findall(cut(text)):
        piece = phrase or word
        if not _WORDISH.search(piece):
            continue
        if minus or phrase:
            found += _with_synonyms(plain)
            plain = []
            found.append(Wanted((piece,), bool(minus)))
        else:
            plain.append(piece)
    return [*found, *_with_synonyms(plain)][:MOST_TERMS]


def search_query(text: str) -> Query | None:
    """None when nothing searchable was typed. Exclusions alone find everything else."""
    query: Query | None = None
    for wanted in wanted_words(text):
        part: Query | None = None
        for choice in wanted.choices:
            one = SearchQuery(choice, search_type="phrase", config=CONFIG)
            part = one if part is None else part | one
        if part is None:
            continue
        if wanted.excluded:
            part = cast(Query, ~part)
        query = part if query is None else query & part
    return query


def _with_synonyms(plain: list[str]) -> list[Wanted]:
    return [Wanted(tuple(same)) for same in expand_query(" ".join(plain))]
