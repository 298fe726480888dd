"""Alternatives that an advert spreads over several lines or sentences.

"One of the following:" and its items; a line that begins with "or"; "1. ... or 2. ..." of public employers;
and "experience may be substituted for the degree".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from listings.reading.grouping import INSTEAD, REPLACED, Found
from listings.reading.lines import Line

_ONE_OF = re.compile(
    r"\b(?:at least |any |either |must (?:be|have|hold) )?(?:one|any|"
    r"either)(?: \(1\))? of the following\b[^.;]{0,60}:?\s*$|"
    r"\beither of the following\b[^.;]{0,30}:?\s*$",
    re.IGNORECASE,
)
_OR_LINE = re.compile(
    r"^[\W_]*or\b(?! (?:equivalent|related|similar|better|higher|above|other)\b)", re.IGNORECASE
)
_OR_ENDS = re.compile(r"\bor\W*$", re.IGNORECASE)
_NUMBER = re.compile(r"(?:(?<=\s)|^)[(\"“]?([1-9])[.)]\s+(?=\S)")
# "3. A satisfactory equivalent" names nothing that could be asked for, and what follows it says the rest again.
_NO_WAY = re.compile(
    r"\W*(?:an? )?(?:satisfactory|education and/or experience|equivalent|combination|any combination)\b",
    re.IGNORECASE,
)
_SUBSTITUTE = re.compile(
    r"\bsubstitut\w+|\bin lieu of\b|\bin place of\b|\binstead of\b|\bin exchange for\b",
    re.IGNORECASE,
)
BASIS = {"education", "experience", "license", "certification"}
MOST = 10


WAY = frozenset({"education", "experience"})


def _is_way(found: list[Found]) -> bool:
    kinds = [one.kinds for one in found]
    return kinds == [frozenset({"education"}), frozenset({"experience"})] and bool(
        found[1].node.get("experience_months")
    )


def _degree(found: list[Found]) -> str:
    node = found[0].node
    return str(node.get("term") or node["children"][0].get("term"))


def with_roles(sentence: str, found: list[Found]) -> Iterator[Found]:
    """What does instead of something else, and what that is.

    "Four years may be substituted for the degree"; "an associate degree in lieu of a bachelor's";
    "in lieu of a bachelor's, four years".
    """
    cue = _SUBSTITUTE.search(sentence)
    opens = cue is not None and not re.search(r"\w", sentence[: cue.start()])
    seen_after = False
    for place, one in enumerate(found):
        role = ""
        if cue and one.end <= cue.start():
            is_last = place + 1 == len(found) or found[place + 1].start > cue.start()
            apart = re.search(r"[;(]|\bexperience\b|\.\s", sentence[one.end : cue.start()])
            role = INSTEAD if is_last and not apart else ""
        elif cue and one.start >= cue.end():
            role = INSTEAD if opens and seen_after else REPLACED
            seen_after = True
        yield Found(one.node, one.start, one.end, one.kinds, role)


def numbered_ways(line: Line) -> tuple[Line, list[Line]] | None:
    """What stands before "1.", and each numbered way, where the last but one ends with "or"."""
    marks: list[re.Match[str]] = []
    for match in _NUMBER.finditer(line.text):
        if int(match[1]) == len(marks) + 1:
            marks.append(match)
    if len(marks) < 2:
        return None
    ends = [mark.start() for mark in marks[1:]] + [len(line.text)]
    parts = [
        Line(line.text[mark.end() : end], line.start + mark.end(), line.section)
        for mark, end in zip(marks, ends, strict=True)
    ]
    if not all(_OR_ENDS.search(part.text) for part in parts[-2:-1]):
        return None
    parts = [part for part in parts if not _NO_WAY.match(part.text)]
    return Line(line.text[: marks[0].start()], line.start, line.section), parts


def any_of_ways(ways: list[list[Found]]) -> Iterator[Found]:
    """One node of the ways' things that a choice can hang on; a way that names none is no way."""
    kept = [[one for one in way if one.kinds <= BASIS] for way in ways]
    kept = [way for way in kept if way]
    if len(kept) < 2:
        yield from (one for way in ways for one in way)
        return
    if joined := join(kept):
        yield joined


def join(ways: list[list[Found]]) -> Found | None:
    needs = {need for way in ways for one in way for need in _needs(one.node)}
    nodes: list[dict] = []
    for way in ways:
        children = [one.node for one in way]
        node = children[0] if len(children) == 1 else {"op": "all", "children": children}
        inner: list[dict] = node["children"] if node.get("op") == "any" else [node]  # type: ignore[assignment]
        nodes += [each for each in inner if each not in nodes]
    if len(needs) != 1 or len(nodes) > MOST:
        return None
    start = min(one.start for way in ways for one in way)
    end = max(one.end for way in ways for one in way)
    kinds = frozenset(kind for way in ways for one in way for kind in one.kinds)
    choice: dict = {"op": "any", "children": nodes} if len(nodes) > 1 else nodes[0]
    return Found(choice, start, end, kinds)


def _needs(node: dict) -> set[str]:
    if "op" in node:
        return set().union(*(_needs(child) for child in node["children"]))
    return {node["necessity"]}


class Gathering:
    """What was found so far, line by line; a later line can be another way of an earlier one."""

    def __init__(self) -> None:
        self.found: list[Found] = []
        self.last: list[
            Found
        ] = []  # of the line before, when it ended open or the next begins with "or"
        self.is_open = False
        self.following: list[list[Found]] | None = None

    def add(self, line: Line, found: list[Found]) -> None:
        instead = [one for one in found if one.role == INSTEAD]
        asked = [one for one in found if not one.role]
        known = [one.kinds for one in [*self.found, *asked]]
        # What is replaced was mostly asked before, in other words.
        found = asked + [
            one
            for one in found
            if one.role == REPLACED and not any(one.kinds <= kinds for kinds in known)
        ]
        if self.following is not None and not line.is_item:
            self._close()
        if self.following is not None:
            self._add_following(found)
        elif self.last and found and self._is_another_way(line, found):
            self._join_last(found)
        else:
            self.found += found
            self.last = found or self.last
        self._substitute(instead)
        words = line.text.strip()
        self.is_open = bool(_OR_ENDS.search(words)) and (
            bool(found) or (len(words) < 12 and bool(self.last))
        )
        if not found and not self.is_open:
            self.last = []
        if _ONE_OF.search(words):
            self.following = []

    def _is_another_way(self, line: Line, found: list[Found]) -> bool:
        if self.is_open or _OR_LINE.match(line.text):
            return True
        return line.is_item and _is_way(found) and self._continues_ways(found)

    def _continues_ways(self, found: list[Found]) -> bool:
        """Items that each give another degree with its years are ways of one choice."""
        if _is_way(self.last):
            return _degree(self.last) != _degree(found)
        return (
            len(self.last) == 1
            and self.last[0].node.get("op") == "any"
            and self.last[0].kinds == WAY
        )

    def _add_following(self, found: list[Found]) -> None:
        way = [one for one in found if one.kinds <= BASIS]
        if self.following and way:
            for one in [each for earlier in self.following for each in earlier]:
                if one in self.found:
                    self.found.remove(one)
        if way and self.following is not None:
            self.following.append(way)
            joined = join(self.following) if len(self.following) > 1 else None
            if joined:
                self.following = [[joined]]
                self.found.append(joined)
            else:
                self.found += way
        self.found += [one for one in found if not one.kinds <= BASIS]

    def _close(self) -> None:
        self.following = None
        self.last = []

    def _join_last(self, found: list[Found]) -> None:
        first = [one for one in self.last if one.kinds <= BASIS]
        second = [one for one in found if one.kinds <= BASIS]
        joined = join([first, second]) if first and second else None
        if not joined:
            self.found += found
            self.last = found
            return
        self.found = [one for one in self.found if one not in first]
        self.found += [joined, *(one for one in found if not one.kinds <= BASIS)]
        self.last = [joined]

    def _substitute(self, instead: list[Found]) -> None:
        """A degree may stand for the years asked before it, years or a lower degree with years for the degree."""
        way = [one for one in instead if one.kinds <= BASIS]
        kinds = frozenset(kind for one in way for kind in one.kinds)
        other = "experience" if kinds == {"education"} else "education"
        if not way or "experience" not in kinds | {other}:
            return
        for place in range(len(self.found) - 1, -1, -1):
            earlier = self.found[place]
            if other in earlier.kinds and earlier.kinds <= BASIS:
                self.found[place] = join([[earlier], way]) or earlier
                return
