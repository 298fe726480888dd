"""What an advert asks for, as lines of a requirement formula with the words each came from.

A line is *required* or *preferred* by the cue in its own clause, else by the heading it stands under;
text under no such heading counts only where it says "required", "must have" or "preferred" itself.
Things joined by "or" become one any-of group. Reasons are never read: an advert does not give them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from listings.reading.mentions import NUMBER_WORDS, Mention, find_mentions
from listings.reading.words import Suggestion
from qualifications import formulas

_HEADING_WORDS = {
    "preferred": r"preferred|nice to have|desired|desirable|bonus points|pluses|ideal candidate|helpful",
    "required": r"requirements?|qualifications?|required|minimum|must[- ]haves?|what you(?:'|’)?ll need|"
    r"what you need|what we(?:'|’)re looking for|what you bring|who you are|education|"
    r"licens(?:e|ure|ing)|certifications?|credentials|experience|knowledge|skills|eligibility",
    "other": r"responsibilit|duties|benefits|about|we offer|what you(?:'|’)ll do|perks|schedule|compensation|"
    r"salary|pay|overview|summary|description|who we are|equal opportunity|location|how to apply|"
    r"working conditions|physical",
}
_HEADINGS = {
    name: re.compile(rf"\b(?:{words})", re.IGNORECASE) for name, words in _HEADING_WORDS.items()
}
_PREFERRED = re.compile(
    r"\bpreferred|\bpreferable|\bpreferably|\bpreference\b|\ba plus\b|\bplus\b(?=[.,;)]|$)|\bdesired\b|\bdesirable\b|"
    r"\bnice to have\b|\bideally\b|\bhelpful\b|\ban asset\b|\badvantage|\bbonus\b|\bstrongly encouraged\b",
    re.IGNORECASE,
)
_REQUIRED = re.compile(
    r"\brequired\b|\brequires\b|\bmust (?:have|be|hold|possess|obtain|maintain|current)|"
    r"\bminimum\b|\bmandatory\b|\bat least\b|\bneeded\b|\bnecessary\b",
    re.IGNORECASE,
)
_NUMBERS = NUMBER_WORDS | {"eighteen": 18, "thirty": 30, "sixty": 60, "ninety": 90}
_WITHIN = re.compile(
    r"within (?:the )?(?:first )?(?:\w+ \()?(\d{1,3}|"
    + "|".join(_NUMBERS)
    + r")\)?[ -](day|week|month|year)s?\b",
    re.IGNORECASE,
)
_AT_START = re.compile(
    r"\b(?:upon|at|by|on|prior to|before) (?:the )?(?:time of )?(?:hire|hiring|start|start date|employment)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[a-z)][.!?])\s+(?=[A-Z•])|\n")
_CLAUSE = re.compile(r";|(?<=preferred)[.,]|(?<=required)[.,]|(?<=hire)[.,]")
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


@dataclass(frozen=True)
class RequirementsReading:
    """`tree` is a formula without reasons (`formulas.parse(tree, draft=True)`); empty when nothing was read."""

    tree: dict = field(default_factory=lambda: {"op": "all", "children": []})
    suggestions: list[Suggestion] = field(default_factory=list)


@dataclass(frozen=True)
class _Clause:
    text: str
    start: int
    necessity: str


def read_requirements(text: str, state: str = "") -> RequirementsReading:
    """`state`: where the job is, because titles of licenses mean different levels in different states."""
    children: list[dict] = []
    suggestions: list[Suggestion] = []
    seen: set[str] = set()
    for clause in _clauses(text):
        timing = _timing(clause.text)
        for run in _runs(clause.text, find_mentions(clause.text, state)):
            leaves = [_leaf(mention, clause.necessity, timing) for mention in run]
            node = leaves[0] if len(leaves) == 1 else {"op": "any", "children": leaves}
            if (key := repr(node)) in seen:
                continue
            seen.add(key)
            children.append(node)
            start, end = clause.start + run[0].start, clause.start + run[-1].end
            suggestions.append(
                Suggestion("requirement", node, "description", start, end, text[start:end][:300])
            )
    return RequirementsReading(
        {"op": "all", "children": _possible(_without_weaker(children))}, suggestions
    )


def _clauses(text: str) -> Iterator[_Clause]:
    section = "other"
    position = 0
    for line in _SENTENCE.split(text):
        start = text.index(line, position) if line else position
        position = start + len(line)
        if heading := _heading(line):
            section = heading
        for part_start, part in _split_clauses(line):
            necessity = _necessity(part, section)
            if necessity:
                yield _Clause(part, start + part_start, necessity)


def _heading(line: str) -> str:
    """The section a line opens: short, ended by a colon or without a full stop."""
    words = line.strip(" •-*#")
    if not words or len(words) > 70 or words.endswith((".", ",", ";")):
        return ""
    title = words.split(":", 1)[0]
    if len(title.split()) > 7 or (":" not in words and len(words.split()) > 5):
        return ""
    for name, pattern in _HEADINGS.items():
        if pattern.search(title):
            return name
    return ""


def _split_clauses(line: str) -> Iterator[tuple[int, str]]:
    position = 0
    for part in _CLAUSE.split(line):
        start = line.index(part, position) if part else position
        position = start + len(part)
        if part.strip():
            yield start, part


def _necessity(clause: str, section: str) -> str:
    if _PREFERRED.search(clause):
        return "preferred"
    if _REQUIRED.search(clause):
        return "required"
    return section if section in {"required", "preferred"} else ""


def _timing(clause: str) -> dict:
    if match := _WITHIN.search(clause):
        count = int(match[1]) if match[1].isdigit() else _NUMBERS[match[1].lower()]
        months = max(1, math.ceil(count * _DAYS[match[2].lower()] / 30.5))
        return {"timing": "within_months", "months": months} if months <= 60 else {}
    return {"timing": "at_start"} if _AT_START.search(clause) else {}


_OR = re.compile(r"\bor\b|/", re.IGNORECASE)
_AND = re.compile(r"\band\b(?!\s*/)|\bwith\b|\bplus\b|\bas well as\b|[.:]", re.IGNORECASE)


def _runs(clause: str, mentions: list[Mention]) -> Iterator[list[Mention]]:
    """Mentions in groups of alternatives. A list with commas is one group where an "or" ends it."""
    run: list[Mention] = []
    joined_by_or = False
    for mention in mentions:
        between = clause[run[-1].end : mention.start] if run else ""
        apart = run and (
            (_AND.search(between) and not re.search(r"and\s*/\s*or", between, re.IGNORECASE))
            or (len(between) > 60 and not _OR.search(between))
        )
        if apart:
            yield from _close(run, joined_by_or)
            run, joined_by_or = [], False
        elif run:
            joined_by_or = joined_by_or or bool(_OR.search(between))
        run.append(mention)
    if run:
        yield from _close(run, joined_by_or)


def _close(run: list[Mention], joined_by_or: bool) -> Iterator[list[Mention]]:
    once = list({mention.key: mention for mention in run}.values())
    if joined_by_or and 1 < len(once) <= 10:
        yield once
    else:
        yield from ([mention] for mention in once)


def _leaf(mention: Mention, necessity: str, timing: dict) -> dict:
    leaf = {**mention.leaf, "necessity": necessity}
    return {**leaf, **timing} if timing and mention.can_wait else leaf


def _without_weaker(children: list[dict]) -> list[dict]:
    """A thing asked as required is not asked a second time as preferred."""
    required = {repr(_bare(child)) for child in children if _is_required(child)}
    return [c for c in children if _is_required(c) or repr(_bare(c)) not in required]


def _possible(children: list[dict]) -> list[dict]:
    """Those a formula may hold, up to its longest length: an advert can ask for what cannot be asked."""
    kept: list[dict] = []
    for child in children:
        try:
            formulas.parse({"op": "all", "children": [*kept, child]}, draft=True)
        except formulas.FormulaError:
            continue
        kept.append(child)
    return kept


def _is_required(node: dict) -> bool:
    first = node["children"][0] if "op" in node else node
    return first["necessity"] == "required"


def _bare(node: dict) -> dict:
    if "op" in node:
        return {"op": node["op"], "children": [_bare(child) for child in node["children"]]}
    return {k: v for k, v in node.items() if k not in {"necessity", "timing", "months"}}
