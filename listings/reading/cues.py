"""What a sentence says about the things it names: required, preferred, not needed, and until when.

A cue that follows ("RN required", "CCM a plus") rules what stands before it, one that leads ("must have",
"preferably") what comes after it. A cue in brackets with things of its own rules those alone.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from listings.reading.lines import PREFERRED, REQUIRED
from listings.reading.numbers import NUMBER, read_number

NOT_NEEDED = "not_needed"

_CUE = re.compile(
    r"(?P<not_needed>\b(?:is |are )?not (?:strictly |necessarily )?(?:required|necessary|needed|mandatory|"
    r"a requirement|a must)\b"
    r"|\bno\b[^.;:,]{0,60}?\b(?:required|necessary|needed)\b)"
    r"|(?P<preferred_after>\b(?:(?:strongly |highly |much )?(?:pref+er+ed|desired|desirable|preferable)|"
    r"(?:strongly |highly )encouraged"
    r"|(?:is |are |would be )?(?:considered )?an? (?:big |huge |strong |definite |added )?plus(?! (?:years?|"
    r"one|two|\d))|(?<!, )plus(?=\s?(?:[;)\]]|\.(?!\.))|$)"
    r"|nice to have|helpful|(?:an? )?(?:asset|advantage|bonus)\b(?! (?:plan|pool|program|structure|"
    r"opportunit))|advantageous"
    r"|may be required|welcomed)\b)"
    r"|(?P<preferred_before>\b(?:preferably|preference (?:is |will be )?(?:given )?(?:to|for)|ideally|"
    r"prefer(?:s|ring)?|"
    r"we(?:'|’)d love|bonus(?: points)? (?:if|for)|ideal candidates? (?:has|have|will have|would have|"
    r"should have|possess(?:es)?)))\b"
    r"|(?P<required_before>\b(?:requires|requiring|required to|need to (?:have|be)|"
    r"(?:must|shall|should|required) (?:\w+ ){0,2}?(?:have|be|hold|possess|obtain|maintain|include|complete|"
    r"pass)|"
    r"contingent (?:up)?on|subject to|conditional (?:up)?on|willing to work|availability to work|"
    r"available to work|"
    r"(?:you(?:'|’)ll|you|we) need|you (?:will |must |should )?(?:have|hold|possess)|"
    r"candidates? (?:have|has|holds?|possess(?:es)?|with|will have)|"
    r"(?:is|are|we(?:'|’)re|currently|now|actively) (?:\w+ )?(?:seeking|looking for|hiring|in search of))\b)"
    r"|(?P<weak>\b(?:minimum|at least|no less than|not less than)\b)"
    r"|(?P<required_after>(?<!as )(?<!if )(?<!when )(?<!where )(?<!be )\b(?:is an? |are an? |an absolute )?"
    r"(?:required|mandatory|requirement|necessary|needed|essential|a must)\b"
    r"(?! (?:by|training|documentation|paperwork|information|forms|tasks|duties|travel))"
    r"|(?<=must )be (?:obtained|maintained|held|current)\b|\bto be required\b|\bwill be required\b|"
    r"\bbe required (?:for|of) (?:this|the|all)\b)",
    re.IGNORECASE,
)
_HARD = re.compile(
    r";|(?<=[a-z)\]])\.\s|\s[-–—]\s(?=(?-i:[A-Z]))|\s(?=(?:knowledge of|ability to|must )\b)|\s(?=[•●])",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    rf"\bwithin (?:the |your |their |a )?(?:first )?(?:\w+ \()?{NUMBER}\)?(?: \(\w+\))?[ -](?:calendar |"
    rf"business )?"
    r"(day|week|month|year)(?:s|\(s\))?\b|\bwithin (?:the |your )?first (?P<first>month|year)\b|"
    r"\bwithin (?P<one>a|one) (?P<unit>month|year)\b",
    re.IGNORECASE,
)
_AFTER_WITHIN = re.compile(
    r"^(?:'|’)?\s*(?:of|from|after|following|upon|post)?\b[^.;]{0,30}?\b(?:hire|hiring|start|employ\w*|"
    r"appointment|date|placement|"
    r"orientation|position|job|beginning)|^\W*$|^\W*(?:\(|if|required|preferred)",
    re.IGNORECASE,
)
_AT_START = re.compile(
    r"\b(?:upon|at|by|on|prior to|before) (?:the )?(?:time of |date of |first day of )?"
    r"(?:hire|hiring|start|start date|employment|starting|beginning)\b|"
    r"\b(?:eligible|eligibility) (?:for|to (?:obtain|sit|apply|become))|\b(?:licen[sc](?:e|ure|ed)?|"
    r"registration)[ -]eligible\b"
    r"|\b(?:or|and|/) ?eligible\b",
    re.IGNORECASE,
)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


@dataclass(frozen=True, slots=True)
class Cue:
    start: int
    end: int
    need: str
    leads: bool
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int


def cues_in(sentence: str) -> list[Cue]:
    cues = []
    for match in _CUE.finditer(sentence):
        name = match.lastgroup or ""
        need = (
            NOT_NEEDED if name == NOT_NEEDED else PREFERRED if name.startswith("pre") else REQUIRED
        )
        leads = name.endswith("before") or name == "weak"
        if name.endswith("after") and re.match(
            r"\W{0,3}:", sentence[match.end() : match.end() + 4]
        ):
            leads = True
        cues.append(Cue(match.start(), match.end(), need, leads, weak=name == "weak"))
    return cues


def brackets_in(sentence: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(r"[(\[][^()\[\]]{0,200}[)\]]", sentence)]


class Needs:
    """Which of the spans of one sentence is required, preferred or not needed."""

    def __init__(self, sentence: str, spans: Sequence[Span], section: str) -> None:
        self.sentence, self.spans, self.section = sentence, spans, section
        self.cues = cues_in(sentence)
        self.hard = [match.start() for match in _HARD.finditer(sentence)]
        brackets = brackets_in(sentence)
        # Brackets that hold a cue and what it is about are a world of their own; "(preferred)" is not.
        self.worlds = [bracket for bracket in brackets if self._is_world(bracket)]

    def of(self, number: int, joined: str = "") -> str:
        """The need of one span; `joined`: the need of the one it is an alternative to."""
        span = self.spans[number]
        world = self._world(span)
        cues = [cue for cue in self.cues if self._world(cue) == world]
        if found := self._following(number, cues):
            return found
        strong = [cue for cue in cues if cue.leads and not cue.weak and self._leads(cue, span)]
        if strong and not (joined and strong[-1].need == REQUIRED):
            return strong[-1].need
        if joined:
            return joined
        if self.section in {REQUIRED, PREFERRED}:
            return self.section
        weak = [cue for cue in cues if cue.weak and self._leads(cue, span)]
        return REQUIRED if weak else ""

    def _is_world(self, bracket: Span) -> bool:
        inside = [cue for cue in self.cues if _inside(cue, bracket)]
        if not inside:
            return False
        before = self.sentence[bracket.start : inside[0].start]
        return bool(re.search(r"\w", before)) or any(_inside(s, bracket) for s in self.spans)

    def _world(self, what: Span | Cue) -> Span | None:
        return next((b for b in self.worlds if _inside(what, b)), None)

    def _apart(self, start: int, end: int) -> bool:
        return any(start <= place < end for place in self.hard)

    def _leads(self, cue: Cue, span: Span) -> bool:
        return cue.end <= span.start and not self._apart(cue.end, span.start)

    def _following(self, number: int, cues: list[Cue]) -> str:
        span = self.spans[number]
        for cue in cues:
            if cue.need == NOT_NEEDED and cue.start <= span.start < cue.end:
                return NOT_NEEDED
            if cue.leads or cue.start < span.end:
                continue
            if self._apart(span.end, cue.start):
                return ""
            if cue.need != REQUIRED and self._listed_apart(number, cue):
                return ""
            return cue.need
        return ""

    def _listed_apart(self, number: int, cue: Cue) -> bool:
        """ "RN license, BSN preferred": a comma alone does not carry "preferred" back over it."""
        inside = [
            self.spans[number],
            *(s for s in self.spans if self.spans[number].end <= s.start < cue.start),
        ]
        gaps = [self.sentence[a.end : b.start] for a, b in pairwise(inside)]
        last = self.sentence[inside[-1].end : cue.start]
        if len(last) > FAR or (_NEW_ITEM.search(last) and not _ITS_OWN_LIST.match(last)):
            return True
        if any(len(gap) > LIST_GAP or not _LINK.search(gap) for gap in gaps):
            return True
        return any("," in gap for gap in gaps[:1]) and not any(_LISTED.search(gap) for gap in gaps)


# "two years of experience, clinic experience preferred": what comes after the comma is another thing.
_NEW_ITEM = re.compile(
    r",\s*(?!or\b|and\b|is\b|are\b|strongly|highly|but|which|ideally)\w+", re.IGNORECASE
)
_ITS_OWN_LIST = re.compile(
    r"\s*(?:degree )?(?:in|of|with|from)\b.*,.*\b(?:or|and)\b", re.IGNORECASE
)
_LISTED = re.compile(r"\bor\b|\band\b|/|&", re.IGNORECASE)
_LINK = re.compile(r"\bor\b|\band\b|[/&,(]", re.IGNORECASE)
FAR, LIST_GAP = 100, 60


def _inside(what: Span | Cue, bracket: Span) -> bool:
    return bracket.start <= what.start < bracket.end


@dataclass(frozen=True, slots=True)
class Due:
    start: int
    end: int
    timing: dict


def dues_in(sentence: str) -> list[Due]:
    found = []
    for match in _WITHIN.finditer(sentence):
        if not _AFTER_WITHIN.search(sentence[match.end() : match.end() + 60]):
            continue
        months = _months(match)
        if months <= 60:
            timing = {"timing": "within_months", "months": months}
            found.append(Due(match.start(), match.end(), timing))
    found += [Due(*match.span(), {"timing": "at_start"}) for match in _AT_START.finditer(sentence)]
    return sorted(found, key=lambda due: due.start)


def _months(match: re.Match[str]) -> int:
    unit = match[2] or match["first"] or match["unit"]
    count = float(read_number(match[1]) or 1) if match[1] else 1
    if unit.lower() in {"month", "year"}:
        return max(1, math.ceil(count * (12 if unit.lower() == "year" else 1)))
    return max(1, math.ceil(count * _DAYS[unit.lower()] / 30.5))


def timing_of(sentence: str, spans: Sequence[Span], number: int) -> dict:
    """The due date after this span and before the next that is not listed with it; else one at the front."""
    span = spans[number]
    dues = dues_in(sentence)
    for due in dues:
        if due.start < span.end:
            continue
        between = [s for s in spans if span.end <= s.start < due.start]
        chain = [span, *between]
        gaps = [sentence[a.end : b.start] for a, b in pairwise(chain)]
        if all(
            re.fullmatch(
                r"[\s(]*(?:or|and|and/or|/|,\s*(?:or|and)?|\))*[\s()]*(?:an?)?\s*", g, re.I
            )
            for g in gaps
        ):
            return due.timing
        break
    leading = [due for due in dues if due.end <= span.start]
    if leading and not any(s.end <= leading[-1].start for s in spans):
        return leading[-1].timing
    return {}
