"""What an advert asks for, as lines of a requirement formula with the words each came from.

A line is *required* or *preferred* by the cue in its own sentence, else by the heading it stands under;
text under no such heading counts only where it says "required", "must have" or "preferred" itself.
Things joined by "or" become one any-of group. Reasons are never read: an advert does not give them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from listings.reading import grouping
from listings.reading.cues import NOT_NEEDED, Needs, Span, timing_of
from listings.reading.grouping import Asked
from listings.reading.lines import OTHER, SILENT, lines_of, sentences_of
from listings.reading.mentions import Mention, find_mentions
from listings.reading.words import Suggestion, suggestion
from qualifications import formulas


@dataclass(frozen=True)
class RequirementsReading:
    """`tree` is a formula without reasons (`formulas.parse(tree, draft=True)`); empty when nothing was read."""

    tree: dict = field(default_factory=lambda: {"op": "all", "children": []})
    suggestions: list[Suggestion] = field(default_factory=list)


def read_requirements(text: str, state: str = "", title: str = "") -> RequirementsReading:
    """`state`: where the job is, because titles of licenses mean different levels in different states."""
    found: list[Suggestion] = []
    for sentence, start, section in _sentences(text):
        for line in _lines(sentence, section, state):
            found.append(
                suggestion(
                    "requirement",
                    line.node,
                    "description",
                    text,
                    start + line.start,
                    start + line.end,
                )
            )
    found = _possible(_without_repeats(found))
    return RequirementsReading({"op": "all", "children": [one.value for one in found]}, found)


def _sentences(text: str) -> Iterator[tuple[str, int, str]]:
    small = not any(letter.isupper() for letter in text[:2000])
    for line in lines_of(text):
        if line.section == SILENT:
            continue
        for start, sentence in sentences_of(line, in_small_letters=small):
            yield sentence, start, line.section


def _lines(sentence: str, section: str, state: str) -> Iterator[grouping.Line]:
    mentions = find_mentions(sentence, state, is_asked=section != OTHER)
    if not mentions:
        return
    spans = [Span(mention.start, mention.end) for mention in mentions]
    needs = Needs(sentence, spans, section)
    asked: list[Asked] = []
    for number, mention in enumerate(mentions):
        joined = ""
        if asked and asked[-1].mention is mentions[number - 1]:
            link = grouping.joins(sentence, asked[-1].mention, mention)
            joined = asked[-1].need if link == "or" else ""
        need = needs.of(number, joined)
        if need and need != NOT_NEEDED:
            timing = timing_of(sentence, spans, number) if mention.can_wait else {}
            asked.append(Asked(mention, {**mention.leaf, "necessity": need, **timing}))
    yield from grouping.lines_from(sentence, asked)


def _without_repeats(found: list[Suggestion]) -> list[Suggestion]:
    """Nothing twice; and a thing asked as required is not asked a second time as preferred."""
    required = {repr(_bare(one.value)) for one in found if _is_required(one.value)}
    kept: dict[str, Suggestion] = {}
    for one in found:
        bare = repr(_bare(one.value))
        if _is_required(one.value) or bare not in required:
            kept.setdefault(bare, one)
    return list(kept.values())


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
