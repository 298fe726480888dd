"""What an advert asks for, as lines of a requirement formula with the words each came from.

A line is *required* or *preferred* by the cue in its own sentence, else by the heading it stands under;
text under no such heading counts only where it says "required", "must have" or "preferred" itself, or where
it is nothing but a credential. Things joined by "or" become one any-of group, ways of several things an
any-of of all-ofs. Reasons are never read: an advert does not give them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from listings.reading import alternatives, grouping
from listings.reading.cues import NOT_NEEDED, Needs, Span, timing_of
from listings.reading.grouping import Asked, Found
from listings.reading.lines import (
    OTHER,
    PHYSICAL,
    PREFERRED,
    REQUIRED,
    Line,
    lines_of,
    sentences_of,
)
from listings.reading.mentions import Mention, find_mentions, is_check, is_credential_alone
from listings.reading.titles import credentials_of_title
from listings.reading.words import Suggestion, suggestion
from qualifications import formulas

# Adverts that were put into small letters keep a capital here and there.
FEW_CAPITALS = 100


@dataclass(frozen=True)
class RequirementsReading:
    """`tree` is a formula without reasons (`formulas.parse(tree, draft=True)`); empty when nothing was read."""

    tree: dict = field(default_factory=lambda: {"op": "all", "children": []})
    suggestions: list[Suggestion] = field(default_factory=list)


def read_requirements(text: str, state: str = "", title: str = "") -> RequirementsReading:
    """`state`: where the job is, because titles of licenses mean different levels in different states."""
    small = sum(map(str.isupper, text)) * FEW_CAPITALS < sum(map(str.islower, text))
    gathered = alternatives.Gathering()
    for line in lines_of(text):
        gathered.add(line, [] if line.is_heading else list(_read_line(line, state, small)))
    found = [
        suggestion("requirement", one.node, "description", text, one.start, one.end)
        for one in gathered.found
    ]
    found = _without_repeats([*credentials_of_title(title, state, gathered.found), *found])
    found = _possible(found)
    return RequirementsReading({"op": "all", "children": [one.value for one in found]}, found)


def _read_line(line: Line, state: str, small: bool) -> Iterator[Found]:
    if ways := alternatives.numbered_ways(line):
        before, numbered = ways
        yield from _read_sentences(before, state, small)
        yield from alternatives.any_of_ways(
            [list(_read_sentences(way, state, small)) for way in numbered]
        )
        return
    yield from _read_sentences(line, state, small)


def _read_sentences(line: Line, state: str, small: bool) -> Iterator[Found]:
    for start, sentence in sentences_of(line, in_small_letters=small):
        for one in _read_sentence(sentence, line.section, state):
            yield Found(one.node, start + one.start, start + one.end, one.kinds, one.role)


def _read_sentence(sentence: str, section: str, state: str) -> Iterator[Found]:
    mentions = find_mentions(sentence, state, is_asked=section in {REQUIRED, PREFERRED})
    if section == PHYSICAL:
        mentions = [mention for mention in mentions if mention.kind == "clearance"]
        section = REQUIRED
    if not mentions:
        return
    mentions = grouping.with_shared_fields(sentence, mentions)
    if section == OTHER and is_credential_alone(sentence, mentions):
        section = REQUIRED
    spans = [Span(mention.start, mention.end) for mention in mentions]
    asked = list(_asked(sentence, mentions, spans, section))
    yield from alternatives.with_roles(sentence, list(grouping.found_in(sentence, asked)))


def _asked(
    sentence: str, mentions: list[Mention], spans: list[Span], section: str
) -> Iterator[Asked]:
    needs = Needs(sentence, spans, section)
    last: Asked | None = None
    for number, mention in enumerate(mentions):
        joined = ""
        if last and last.mention is mentions[number - 1]:
            link = grouping.joins(sentence, last.mention, mention)
            joined = last.need if link == "or" else ""
        need = needs.of(number, joined)
        if need and need != NOT_NEEDED:
            timing = timing_of(sentence, spans, number) if mention.can_wait else {}
            if not timing and mention.kind == "clearance" and is_check(sentence, mention):
                timing = {"timing": "at_start"}
            last = Asked(mention, {**mention.leaf, "necessity": need, **timing})
            yield last


def _without_repeats(found: list[Suggestion]) -> list[Suggestion]:
    """Nothing twice: in the stronger form, and in the more exact one."""
    required = {repr(_bare(one.value)) for one in found if _is_required(one.value)}
    kept: dict[str, Suggestion] = {}
    for one in found:
        bare = repr(_bare(one.value))
        if _is_required(one.value) or bare not in required:
            kept.setdefault(bare, one)
    all_kept = list(kept.values())
    return [
        one
        for place, one in enumerate(all_kept)
        if not any(
            _says_less(one, other, later=place > number)
            for number, other in enumerate(all_kept)
            if number != place
        )
    ]


# An amount of experience and nothing about what it is in.
_BARE_AMOUNT = re.compile(
    r".{1,30}?(?:year|yr|month)\S*(?: of| or more| full-time| prior| previous| related| relevant| work| professional)* "
    r"experience",
    re.IGNORECASE,
)


def _says_less(one: Suggestion, other: Suggestion, *, later: bool) -> bool:
    """The same degree without its field; the same amount of experience, less exactly or a second time."""
    node, more = one.value, other.value
    if "op" in node or "op" in more or node["necessity"] != more["necessity"]:
        return False
    if node["term"] == more["term"] == "experience":
        months = node.get("experience_months")
        if months is None or months != more.get("experience_months"):
            return False
        mine, theirs = set(node["areas"]), set(more["areas"])
        if mine == {"any-work"}:
            return theirs != mine and bool(_BARE_AMOUNT.fullmatch(one.words))
        fewer = len(mine) < len(theirs) or (len(mine) == len(theirs) and later)
        return bool(mine & theirs) and fewer
    plain = ":" not in node["term"] and "fields" not in node
    return plain and node != more and more["term"].partition(":")[0] == node["term"]


def _possible(found: list[Suggestion]) -> list[Suggestion]:
    """Those a formula may hold, up to its longest length: an advert can ask for what cannot be asked."""
    kept: list[Suggestion] = []
    size = 0
    for one in found:
        try:
            node = formulas.parse({"op": "all", "children": [one.value]}, draft=True)
        except formulas.FormulaError:
            continue
        size += len(formulas.leaves(node))
        if size > formulas.MOST_LEAVES:
            break
        kept.append(one)
    return kept


def _is_required(node: dict) -> bool:
    return _is_required(node["children"][0]) if "op" in node else node["necessity"] == "required"


def _bare(node: dict) -> dict:
    if "op" in node:
        return {"op": node["op"], "children": [_bare(child) for child in node["children"]]}
    return {k: v for k, v in node.items() if k not in {"necessity", "timing", "months"}}
