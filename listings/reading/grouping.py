"""Which of the things one sentence names are alternatives, and which go together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from listings.reading.mentions import Mention

_OR = re.compile(r"\bor\b|/|\beither\b", re.IGNORECASE)
_AND = re.compile(
    r"\band\b(?!\s*/)|\bwith\b|\bplus\b|\bas well as\b|\balong with\b|\bincluding\b", re.IGNORECASE
)
_BREAK = re.compile(r"[;:•]|(?<=[a-z)])\.\s|\s[-–—]\s")
_RANK = {
    "no-degree": 0,
    "hs": 10,
    "certificate": 20,
    "associate": 30,
    "bachelor": 40,
    "master": 50,
    "doctorate": 60,
}
FAR = 70


@dataclass(frozen=True, slots=True)
class Asked:
    """A mention with what its sentence says of it: a leaf with its need and timing."""

    mention: Mention
    leaf: dict

    @property
    def kind(self) -> str:
        return self.mention.kind

    @property
    def need(self) -> str:
        return self.leaf["necessity"]


@dataclass(frozen=True, slots=True)
class Line:
    """One node of the formula with the mentions it came from."""

    node: dict
    start: int
    end: int


def joins(sentence: str, first: Mention, second: Mention) -> str:
    """How two neighbors are joined: "or", "and", "," (a list), or "" (not at all)."""
    between = sentence[first.end : second.start]
    if re.search(r"\band\s*/\s*or\b", between, re.IGNORECASE):
        return "or"
    if (
        _OR.search(between)
        and (len(between) <= FAR * 2)
        and not re.search(r"[;•]", re.sub(r";\s*or\b", " or", between))
    ):
        if re.search(
            r"\bor (?:a |an |any |other )?(?:related|equivalent|higher|above|similar|better|more|greater|closely|relevant|comparable)\b",
            between,
            re.I,
        ):
            rest = re.sub(
                r"\bor (?:a |an |any |other )?(?:related|equivalent|higher|above|similar|better|more|greater|closely|relevant|comparable)\b",
                " ",
                between,
                flags=re.I,
            )
            if _OR.search(rest):
                return "or"
            return (
                "and"
                if _AND.search(rest)
                else ("" if _BREAK.search(rest) or len(between) > FAR else ",")
            )
        return "or"
    if _BREAK.search(between):
        return ""
    if _AND.search(between):
        return "and"
    return "," if len(between) <= FAR else ""


def lines_from(sentence: str, asked: Sequence[Asked]) -> Iterator[Line]:
    for run in _runs(sentence, asked):
        yield from _run_lines(sentence, _once(run))


def _runs(sentence: str, asked: Sequence[Asked]) -> Iterator[list[Asked]]:
    run: list[Asked] = []
    for one in asked:
        if run and (one.need != run[-1].need or not joins(sentence, run[-1].mention, one.mention)):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _once(run: list[Asked]) -> list[Asked]:
    """ "Registered Nurse (RN)" is one thing, said twice."""
    kept: list[Asked] = []
    for one in run:
        same = any(one.kind != "experience" and one.leaf == other.leaf for other in kept[-1:])
        if not same:
            kept.append(one)
    return kept


def _run_lines(sentence: str, run: list[Asked]) -> Iterator[Line]:
    links = _links(sentence, run)
    if ways := _ways(run, links):
        yield from ways
        return
    group: list[Asked] = []
    for place, one in enumerate(run):
        if group and links[place - 1] != "or":
            yield from _any_of(group)
            group = []
        group.append(one)
    yield from _any_of(group)


def _links(sentence: str, run: list[Asked]) -> list[str]:
    """Between neighbors; a comma means what the word that ends its list says."""
    links = [joins(sentence, a.mention, b.mention) for a, b in zip(run, run[1:], strict=False)]
    for place in range(len(links) - 1, -1, -1):
        if links[place] != ",":
            continue
        a, b = run[place], run[place + 1]
        follows = links[place + 1] if place + 1 < len(links) else ""
        if a.kind == b.kind and follows == "or" and run[place + 2].kind == b.kind:
            links[place] = "or"
        elif a.kind == b.kind == "license" or (a.kind == b.kind == "language" and follows != "and"):
            links[place] = "or"
        else:
            links[place] = "and"
    return links


def _ways(run: list[Asked], links: list[str]) -> list[Line]:
    """Alternative ways of several things each: "AA and 6 years or BA and 4 years"."""
    ways: list[list[Asked]] = [[run[0]]]
    for one, link in zip(run[1:], links, strict=True):
        if link == "or":
            ways.append([one])
        else:
            ways[-1].append(one)
    if len(ways) < 2:
        return []
    pairs = [place for place, way in enumerate(ways) if _is_pair(way)]
    if not pairs or pairs == [len(ways) - 1]:
        return []
    before = []
    while ways[0] and not _is_basis(ways[0][0]):
        before.append(ways[0].pop(0))
    after: list[Asked] = []
    while len(ways[-1]) > 1 and not _is_basis(ways[-1][-1]):
        after.insert(0, ways[-1].pop())
    if not all(ways):
        return []
    nodes = [_all_of(way) for way in ways]
    start, end = ways[0][0].mention.start, ways[-1][-1].mention.end
    lines = [Line(one.leaf, one.mention.start, one.mention.end) for one in before]
    lines.append(Line({"op": "any", "children": nodes}, start, end))
    return lines + [Line(one.leaf, one.mention.start, one.mention.end) for one in after]


def _is_basis(one: Asked) -> bool:
    return one.kind in {"education", "experience", "license"}


def _is_pair(way: list[Asked]) -> bool:
    kinds = {one.kind for one in way}
    return "experience" in kinds and bool(kinds & {"education", "license"})


def _all_of(way: list[Asked]) -> dict:
    return way[0].leaf if len(way) == 1 else {"op": "all", "children": [one.leaf for one in way]}


def _any_of(group: list[Asked]) -> Iterator[Line]:
    once = list({repr(one.leaf): one for one in group}.values())
    if 1 < len(once) <= 10:
        node = {"op": "any", "children": [one.leaf for one in once]}
        yield Line(node, group[0].mention.start, group[-1].mention.end)
        return
    for one in once:
        yield Line(one.leaf, one.mention.start, one.mention.end)
