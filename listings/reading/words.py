"""Adverts as they come: HTML, broken encodings, endless lines. Here they become plain text."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import ftfy
import nh3

# Longer adverts are cut here; a posting of ours may hold at most 20,000 characters.
LONGEST = 60_000

_TAG = re.compile(r"<[a-zA-Z/!][^>]{0,2000}>")
_BLOCK = re.compile(
    r"<\s*/?\s*(?:p|div|br|li|ul|ol|h[1-6]|tr|table|section|article|header|footer|hr|dt|dd)\b[^>]{0,2000}>",
    re.IGNORECASE,
)
_ITEM = re.compile(r"<\s*li\b[^>]{0,2000}>", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\xa0\u2000-\u200b\u202f\ufeff]+")
_BREAKS = re.compile(r"\s*\n\s*")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
# Run-together text ("benefits?Then", "Job Duties:Provide") is common where tags were dropped.
# What is left of curly quotes and bullets whose first byte was lost, which no repair of encodings knows.
_HALVES = {"€™": "’", "€˜": "‘", "€œ": "“", "€¢": "•", "€“": "–", "€”": "—", "€¦": "…"}
_HALF = re.compile("|".join(_HALVES))
_GLUED = re.compile(r"(?<=[a-z]{3}[.!?;:])(?=[A-Z][a-z])")


def plain(text: str | None) -> str:
    """`text` without markup, control characters and mojibake; paragraphs and items on own lines."""
    if not text:
        return ""
    text = _HALF.sub(lambda match: _HALVES[match.group()], ftfy.fix_text(text[:LONGEST]))
    if _TAG.search(text):
        text = _BLOCK.sub("\n", _ITEM.sub("\n• ", text))
        text = html.unescape(nh3.clean(text, tags=set()))
    elif "&" in text:
        text = html.unescape(text)
    text = _CONTROLS.sub(" ", text.replace("\r", "\n"))
    text = _GLUED.sub("\n", _SPACES.sub(" ", text))
    return _BREAKS.sub("\n", text).strip()


Payload = TypeVar("Payload")


@dataclass(frozen=True)
class Suggestion:
    """Something the reader found. `words` are the advert's own, at `start:end` of its plain `source`."""

    kind: str
    value: Any
    source: str
    start: int
    end: int
    words: str

    def as_dict(self) -> dict:
        return {
            "kind": self.kind,
            "value": self.value,
            "source": self.source,
            "start": self.start,
            "end": self.end,
            "words": self.words,
        }


LONGEST_WORDS = 300


def suggestion(kind: str, value: Any, source: str, text: str, start: int, end: int) -> Suggestion:
    end = min(end, start + LONGEST_WORDS)
    return Suggestion(kind, value, source, start, end, text[start:end])


# "NextGen" and "degreeProfessional" are two words each: run-together text is common in adverts.
_TOKEN = re.compile(r"(?:[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[A-Za-z]|\d+)(?:['’][a-z]+)?|[&+]")


@dataclass(frozen=True, slots=True)
class Token:
    word: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    found = []
    for match in _TOKEN.finditer(text):
        word = match.group().lower().replace("’", "'")
        found.append(Token("and" if word in {"&", "+"} else word, match.start(), match.end()))
    return found


@dataclass
class PhraseIndex(Generic[Payload]):
    """Finds which of many phrases occur in a text, longest first, never overlapping."""

    by_first: dict[str, list[tuple[tuple[str, ...], Payload]]] = field(default_factory=dict)

    def add(self, phrase: str, payload: Payload) -> None:
        """Also as written in small letters only: "NextGen" finds "nextgen"."""
        for variant in dict.fromkeys((phrase, phrase.lower())):
            words = tuple(token.word for token in tokens(variant))
            entries = self.by_first.setdefault(words[0], []) if words else []
            if words and all(known != words for known, _payload in entries):
                entries.append((words, payload))
                entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, found: list[Token]) -> list[tuple[Payload, int, int]]:
        """`(payload, first token, one past the last token)` in order of appearance."""
        hits = []
        position = 0
        words = [token.word for token in found]
        while position < len(found):
            step = 1
            for phrase, payload in self.by_first.get(words[position], ()):
                if tuple(words[position : position + len(phrase)]) == phrase:
                    hits.append((payload, position, position + len(phrase)))
                    step = len(phrase)
                    break
            position += step
        return hits
