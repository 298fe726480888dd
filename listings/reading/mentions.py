"""Degrees, licenses, certifications, experience and skills named in a sentence, as leaves of a formula."""

from __future__ import annotations

import re
from dataclasses import dataclass

from listings.reading.languages import language_level
from listings.reading.studies import studies_after
from listings.reading.vocabulary import Named, requirement_index
from listings.reading.words import Token, tokens
from listings.reading.years import experience_in

WAITS = {"license", "certification", "skill", "clearance", "education"}


@dataclass(frozen=True, slots=True)
class Mention:
    kind: str
    leaf: dict
    start: int
    end: int

    @property
    def key(self) -> str:
        return repr(self.leaf)

    @property
    def can_wait(self) -> bool:
        return self.kind in WAITS


def find_mentions(sentence: str, state: str = "", *, is_asked: bool = True) -> list[Mention]:
    """In order, none inside another. `is_asked`: the sentence stands where requirements stand."""
    found = tokens(sentence)
    mentions = [
        Mention("experience", years.leaf, years.start, years.end)
        for years in experience_in(sentence, found, is_asked=is_asked)
    ]
    for named, first, last in requirement_index().find(found):
        mention = _named(sentence, found, named, first, last, state)
        if mention and not _is_no_requirement(sentence, mention):
            mentions.append(mention)
    return _apart(mentions)


def _apart(mentions: list[Mention]) -> list[Mention]:
    """Without those that stand inside another ("nursing" in "years of nursing experience")."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _named(
    sentence: str, found: list[Token], named: Named, first: int, last: int, state: str
) -> Mention | None:
    start, end = found[first].start, found[last - 1].end
    if named.acronym and not _is_acronym(sentence, sentence[start:end]):
        return None
    if named.shy and not _is_beside_degree(sentence, start, end):
        return None
    slug = named.slug_in(state)
    if not slug:
        return None
    if named.kind == "language":
        return Mention(
            "language", {"term": f"{slug}:{language_level(sentence, start, end)}"}, start, end
        )
    leaf: dict = {"term": slug}
    if named.kind == "education" and ":" not in slug and slug != "hs":
        fields, end = studies_after(sentence, found, last, end)
        if fields:
            leaf |= {"fields": fields, "field_match": "family"}
    return Mention(named.kind, leaf, start, end)


_DEGREE_WORD = r"(?:(?:associate|bachelor|master|doctor|baccalaureate)\w*(?:'|’)?s?|A\.?A\.?S?|A\.?S\.?|B\.?[AS]\.?N?|M\.?[AS]\.?N?|MSW|BSW|PhD|ADN)"
_DEGREE_AFTER = re.compile(
    rf"^(?:'s|’s)?\W{{0,3}}(?:level )?(?:degree|of (?:science|arts|applied|nursing|social)|in [A-Za-z]|prepared)|"
    rf"^\W{{0,2}}(?:/|or|and/or|,(?: or)?)\W{{0,2}}{_DEGREE_WORD}(?![A-Za-z])"
)
_DEGREE_BEFORE = re.compile(rf"(?<![A-Za-z]){_DEGREE_WORD}\W{{0,2}}(?:/|or|,(?: or)?)\W{{0,2}}$")


def _is_beside_degree(sentence: str, start: int, end: int) -> bool:
    before, after = sentence[max(0, start - 30) : start], sentence[end : end + 40]
    return bool(_DEGREE_AFTER.search(after) or _DEGREE_BEFORE.search(before))


# Acronyms that small letters cannot be told from other words in.
_TWO_LETTERS_IN_SMALL = {"rn"}
_WORDS_IN_SMALL = {"aas", "chi", "cna", "lac", "cmi", "asw", "lac", "emt"}


def _is_acronym(sentence: str, words: str) -> bool:
    if words.isupper():
        return True
    if not sentence.islower():
        return words.rstrip("s").isupper() and len(words) > 2
    return words in _TWO_LETTERS_IN_SMALL or (len(words) > 2 and words not in _WORDS_IN_SMALL)


# Who someone works with or for, and what a company offers: named, and not asked for.
_OF_OTHERS_BEFORE = re.compile(
    r"\b(?:supervis\w+|direction|directed|guidance|oversight|report(?:s|ing)?|led|overseen|collaborat\w+|works?|"
    r"working|partner\w*|liaison|assist\w*|supports?|supporting|alongside|trains?|training|mentor\w*|precept\w*|"
    r"oversee\w*|manages?|managing|interact\w*|team|teams|including|such as|other|communicat\w+|with our)\b"
    r"(?: (?:closely|directly|to|of|by|with|from|for|and|or|a|an|the|our|other|all|new|clinical|licensed|staff|team|"
    r"physicians?|providers?|nurses?|doctors?|members?|between|on site|onsite)|[,/])* ?$",
    re.IGNORECASE,
)
_OF_OTHERS_AFTER = re.compile(
    r"^(?:'s|’s)?[\s/]*(?:case|care|nurse|clinical|charge|lead)?\s*(?:managers?|coordinators?|navigators?|supervisors?|"
    r"teams?|staff|directors?|leads?|experience|students?|interns?|colleagues|residents|programs?\b(?! at)|"
    r"supervision|caseload|role|position|jobs?|opportunit\w+)\b",
    re.IGNORECASE,
)
_SCHOOL_AFTER = re.compile(
    r"^\W{0,2}(?:students?|campus|aged?|principals?|teachers?|classes|visits|nurse|programs?|partners)",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"\btuition|\breimburse|\bscholarship|\bloan\b|\bdiscount|\bcareer (?:path|ladder)",
    re.IGNORECASE,
)
_BETTER_PAID = re.compile(r"\b(?:differential|bonus of|additional pay|paid more)\b", re.IGNORECASE)


def _is_no_requirement(sentence: str, mention: Mention) -> bool:
    before = sentence[max(0, mention.start - 80) : mention.start]
    after = sentence[mention.end : mention.end + 40]
    if mention.kind in {"license", "certification"}:
        if _OF_OTHERS_AFTER.match(after):
            return True
        if mention.kind == "license" and _OF_OTHERS_BEFORE.search(before):
            return True
    if mention.kind == "education":
        if mention.leaf["term"] == "hs" and _SCHOOL_AFTER.match(after):
            return True
        return bool(_OFFER.search(sentence))
    return False
