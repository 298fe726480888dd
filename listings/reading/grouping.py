"""Which of the things one sentence names are alternatives, and which go together."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from listings.reading.mentions import Mention

_BREAK = re.compile(r"[;:•]|(?<=[a-z)])\.\s|\s[-–—]\s")
FAR = 70
BASIS = {"education", "experience", "license", "certification"}


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


INSTEAD, REPLACED = "instead", "replaced"


@dataclass(frozen=True, slots=True)
class Found:
    """One node of the formula, where its words stand, and the kinds of thing in it."""

    node: dict
    start: int
    end: int
    kinds: frozenset[str]
    role: str = ""  # INSTEAD of something asked elsewhere, or what is REPLACED by such


_CONJUNCTION = re.compile(
    r"\band\s*/\s*or\b|\bor\b(?! (?:an? |any |other )?(?:related|equivalent|higher|above|similar|better|"
    r"more|greater|closely|"
    r"relevant|comparable|allied|university|college|its|the equivalent)\b)|(?<=\w)\s?/\s?(?=\w)|/|\band\b|"
    r"\bwith\b|\bplus\b|"
    r"\bas well as\b|\balong with\b|\bincluding\b|&",
    re.IGNORECASE,
)
# "Or equivalent experience" is a thing itself, and the word before it joins it.
_OR_ENDS = re.compile(r"\bor\W*$", re.IGNORECASE)
# College credits are no degree: "or 60 credits and two years" is the years.
_OR_CREDITS = re.compile(r"\bor\b[^,;.]{0,40}\bcredits?\b", re.IGNORECASE)
_OR_NEXT = re.compile(r"\)?,?\s*or\b(?! (?:related|equivalent|comparable)\b)", re.IGNORECASE)
TAIL, NEAR = 48, 40


def joins(sentence: str, first: Mention, second: Mention) -> str:
    """How two neighbors are joined: "or", "and", "," (a list), or "" (not at all)."""
    between = sentence[first.end : second.start]
    vague = any(
        m.kind == "experience" and "experience_months" not in m.leaf for m in (first, second)
    )
    if len(between) > (NEAR if vague else FAR * 2):
        return ""
    if _OR_ENDS.search(between):
        return "or"
    if _OR_CREDITS.search(between):
        return "or"
    found = list(_CONJUNCTION.finditer(between))
    broken = _BREAK.search(between)
    if found:
        last = found[-1]
        tail = between[last.end() :]
        is_or = "or" in last.group().lower() or "/" in last.group()
        near = len(tail) <= TAIL and not re.search(r"\w[^,]*,|[;:•]|(?<=[a-z)])\.\s", tail)
        if is_or and near and not re.search(r"[:•]", between):
            return "or"
        if not is_or and not broken:
            return "and"
    if broken:
        return ""
    return "," if len(between) <= FAR else ""


def found_in(sentence: str, asked: Sequence[Asked]) -> Iterator[Found]:
    for run in _runs(sentence, asked):
        yield from _run_found(sentence, _once(run))


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


def _run_found(sentence: str, run: list[Asked]) -> Iterator[Found]:
    links = _links(sentence, run)
    if ways := _ways(run, links):
        yield from ways
        return
    group: list[Asked] = []
    for place, one in enumerate(run):
        if group and (links[place - 1] != "or" or not _may_stand_for(group[-1], one)):
            yield from _any_of(group)
            group = []
        group.append(one)
    yield from _any_of(group)


def _may_stand_for(first: Asked, second: Asked) -> bool:
    """A skill is no alternative to a degree, nor some experience to a license."""
    if first.kind == second.kind:
        return True
    if {first.kind, second.kind} <= {"education", "experience"}:
        return True
    amounts = [one for one in (first, second) if one.kind == "experience"]
    return {first.kind, second.kind} <= BASIS and all(
        one.leaf.get("experience_months") or one.leaf["areas"] == ["any-work"] for one in amounts
    )


def _links(sentence: str, run: list[Asked]) -> list[str]:
    """Between neighbors; a comma means what the word that ends its list says."""
    links = [joins(sentence, a.mention, b.mention) for a, b in itertools.pairwise(run)]
    # "ADN, BSN or a degree nobody listed": what follows the last of them still says "or".
    ending = "or" if _OR_NEXT.match(sentence, run[-1].mention.end) else ""
    for place in range(len(links) - 1, -1, -1):
        if links[place] != ",":
            continue
        a, b = run[place], run[place + 1]
        follows = links[place + 1] if place + 1 < len(links) else ending
        further = run[place + 2].kind if place + 2 < len(run) else b.kind
        alike = a.kind == b.kind or {a.kind, b.kind} == {"license", "certification"}
        ends_with_or = follows == "or" and further in {a.kind, b.kind}
        choice = a.kind == b.kind == "license" or (a.kind == "language" and follows != "and")
        most = FAR if a.kind == b.kind else 6
        near = b.mention.start - a.mention.end <= most
        links[place] = "or" if alike and near and (ends_with_or or choice) else "and"
    return links


def _ways(run: list[Asked], links: list[str]) -> list[Found]:
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
    kinds = frozenset(one.kind for way in ways for one in way)
    choice = Found({"op": "any", "children": nodes}, start, end, kinds)
    return [*map(_single, before), choice, *map(_single, after)]


def _single(one: Asked) -> Found:
    return Found(one.leaf, one.mention.start, one.mention.end, frozenset([one.kind]))


def _is_basis(one: Asked) -> bool:
    return one.kind in {"education", "experience", "license"}


def _is_pair(way: list[Asked]) -> bool:
    kinds = {one.kind for one in way}
    return "experience" in kinds and bool(kinds & {"education", "license"})


def _all_of(way: list[Asked]) -> dict:
    return way[0].leaf if len(way) == 1 else {"op": "all", "children": [one.leaf for one in way]}


_NEXT_DEGREE = re.compile(
    r"(?:'s|’s)?[\s,/]*(?:degree|level)?[\s,/]*(?:or|and/or|/|,)?[\s,/]*(?:an?)?\s*", re.IGNORECASE
)


def with_shared_fields(sentence: str, mentions: list[Mention]) -> list[Mention]:
    """ "Bachelor's or master's degree in nursing": the field goes with both."""
    shared = list(mentions)
    for place in range(len(shared) - 2, -1, -1):
        one, after = shared[place], shared[place + 1]
        if not one.kind == after.kind == "education" or one.leaf.keys() != {"term"}:
            continue
        fields = after.leaf.get("fields") or after.leaf["term"].split(":")[1:]
        plain = ":" not in one.leaf["term"] and one.leaf["term"] != "hs"
        named = " in " in sentence[after.start : after.end] or after.leaf.get("fields")
        between = sentence[one.end : after.start]
        if fields and plain and named and len(between) <= 25 and _NEXT_DEGREE.fullmatch(between):
            leaf = {**one.leaf, "fields": fields, "field_match": "family"}
            shared[place] = Mention(one.kind, leaf, one.start, one.end)
    return shared


def _any_of(group: list[Asked]) -> Iterator[Found]:
    once = _different(group)
    if 1 < len(once) <= 10:
        node = {"op": "any", "children": [one.leaf for one in once]}
        kinds = frozenset(one.kind for one in once)
        yield Found(node, group[0].mention.start, group[-1].mention.end, kinds)
        return
    yield from map(_single, once)


def _different(group: list[Asked]) -> list[Asked]:
    """A credential is no alternative to itself, whatever is said about it the second time."""
    kept: dict[str, Asked] = {}
    for one in group:
        credential = one.kind in {"license", "certification"} and "permit_months" not in one.leaf
        kept.setdefault(one.leaf["term"] if credential else repr(one.leaf), one)
    return list(kept.values())
