"""Degrees, licenses, certifications, experience and skills named in a clause, as leaves of a formula."""

from __future__ import annotations

import re
from dataclasses import dataclass

from listings.reading.vocabulary import Named, area_index, field_index, requirement_index
from listings.reading.words import Token, tokens

_COUNTED = "one two three four five six seven eight nine ten eleven twelve"
NUMBER_WORDS = {word: number for number, word in enumerate(_COUNTED.split(), start=1)}
_NUMBER = r"(\d{1,2}|" + "|".join(NUMBER_WORDS) + r")"
_YEARS = re.compile(
    _NUMBER
    + r"(?:\s*\(\d{1,2}\))?\s*(?:\+|plus|or more)?\s*(?:(?:-|–|to)\s*\d{1,2}\s*)?\+?\s*(?:full )?"
    + r"(years?|yrs?|months?)\b(?:'|’)?\+?\s*(?:or more|plus|minimum)?",
    re.IGNORECASE,
)
# Words after the years that show they are experience and not an age, a contract or a company's history.
_EXPERIENCE = re.compile(
    r"experience|work(?:ing)?\b|\bin an?\b|\bas an?\b|background|clinical|nursing", re.IGNORECASE
)
_NOT_EXPERIENCE = re.compile(
    r"years? (?:old|of age|ago)|contract|over the (?:past|last)|for (?:over|more than)|degree\b",
    re.IGNORECASE,
)
_REACH = 110


@dataclass(frozen=True)
class Mention:
    leaf: dict
    start: int
    end: int
    can_wait: bool = False

    @property
    def key(self) -> str:
        return repr(self.leaf)


def find_mentions(clause: str, state: str = "") -> list[Mention]:
    found = tokens(clause)
    mentions = [_named(clause, found, *hit, state) for hit in requirement_index().find(found)]
    mentions += _experience(clause, found)
    ordered = sorted((m for m in mentions if m), key=lambda m: (m.start, -m.end))
    return _apart(ordered)


def _apart(mentions: list[Mention]) -> list[Mention]:
    """Without those that stand inside another ("nursing" in "years of nursing experience")."""
    kept: list[Mention] = []
    for mention in mentions:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _named(
    clause: str, found: list[Token], named: Named, first: int, last: int, state: str
) -> Mention | None:
    start, end = found[first].start, found[last - 1].end
    words = clause[start:end]
    if named.acronym and not words.isupper() and (len(words) < 3 or not clause.islower()):
        return None
    slug = named.slug_in(state)
    if not slug:
        return None
    if named.kind == "language":
        return Mention({"term": f"{slug}:{_language_level(clause)}"}, start, end)
    if named.kind != "education":
        return Mention(
            {"term": slug},
            start,
            end,
            named.kind in {"license", "certification", "skill", "clearance"},
        )
    leaf: dict = {"term": slug}
    if ":" not in slug and slug not in {"hs", "certificate"}:
        fields, end = _fields(clause, found, last, end)
        if fields:
            leaf |= {"fields": fields, "field_match": "family"}
    return Mention(leaf, start, end, False)


def _language_level(clause: str) -> str:
    for level, cue in _LANGUAGE_CUES:
        if cue.search(clause):
            return level
    return "conversational"


_LANGUAGE_CUES = [
    ("native", re.compile(r"\bnative\b", re.IGNORECASE)),
    ("fluent", re.compile(r"\bfluen|\bbilingual", re.IGNORECASE)),
    ("professional", re.compile(r"\bproficien|\bread and write\b|\bspeak, read", re.IGNORECASE)),
]
_LINK = re.compile(
    r"^(?:'s)?\s*(?:degree|or higher|\(?required\)?|level)?s?\s*(?:\([^)]{0,30}\))?\s*,?\s*"
    r"(?:in|of|with a (?:major|focus) in)\b",
    re.IGNORECASE,
)


def _fields(clause: str, found: list[Token], last: int, end: int) -> tuple[list[str], int]:
    """Fields of study right after a degree: "in Social Work, Psychology or a related field"."""
    link = _LINK.match(clause[end : end + 60])
    if not link:
        return [], end
    reach = end + link.end() + 120
    near = [token for token in found[last:] if token.start < reach]
    fields: list[str] = []
    stop = end
    for slug, first, after in field_index().find(near):
        gap = clause[(stop if fields else end + link.end()) : near[first].start]
        if len(gap) > 40 or re.search(r"[.;]|\band \d|\byears?\b", gap):
            break
        fields.append(slug)
        stop = near[after - 1].end
    return list(dict.fromkeys(fields)), stop


def _experience(clause: str, found: list[Token]) -> list[Mention]:
    mentions = []
    for match in _YEARS.finditer(clause):
        after = clause[match.end() : match.end() + _REACH]
        around = clause[max(0, match.start() - 30) : match.end() + 40]
        if _NOT_EXPERIENCE.search(around) or not _EXPERIENCE.search(after):
            continue
        count = int(match[1]) if match[1].isdigit() else NUMBER_WORDS[match[1].lower()]
        months = count if match[2].lower().startswith("mo") else count * 12
        if not 1 <= months <= 240:
            continue
        areas, end = _areas(clause, found, match.end())
        leaf = {"term": "experience", "areas": areas, "experience_months": months}
        mentions.append(Mention(leaf, match.start(), end))
    return mentions


def _areas(clause: str, found: list[Token], start: int) -> tuple[list[str], int]:
    near = [token for token in found if start <= token.start < start + _REACH]
    stops = [
        i
        for i, token in enumerate(near)
        if token.word.isdigit() or token.word in {"license", "degree", "certification"}
    ]
    near = near[: stops[0]] if stops else near
    hits = area_index().find(near)
    areas = list(dict.fromkeys(slug for slug, _first, _last in hits))
    ends = [near[last - 1].end for _slug, _first, last in hits]
    ends += [token.end for token in near if token.word.startswith("experience")][:1]
    return areas or ["any-work"], max(ends, default=start)
