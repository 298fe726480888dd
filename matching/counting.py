"""How many people meet a formula, told so that nobody can be singled out.

People are looked at in cells: who holds the same of what the formula asks for is in one cell. A way of meeting
the formula counts only when it brings at least five people whom no bigger way has brought already; so
"everybody with X, or that one person with Y" says no more than "everybody with X". What is left is rounded
down to fives. The figures are therefore never above the truth.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from qualifications.compiling import Path
from qualifications.formulas import Leaf, Node, walk

STEP = 5
# which asked terms people hold -> how many people hold just these
Cells = Mapping[frozenset[int], int]


def rounded(number: int) -> int:
    """Down to fives; what is under five is 0, which pages show as "fewer than 5"."""
    return max(0, number) // STEP * STEP


def counted(paths: Iterable[Path], cells: Cells) -> int:
    """People who meet one of the paths, without those that only a small way of meeting it brings."""
    left = dict(cells)
    total = 0
    # The gain of a way only shrinks while others are taken, so the first that is still as good is the best.
    heap = [(-_gain(way, left), len(way), sorted(way)) for way in _ways(paths, cells)]
    heapq.heapify(heap)
    while heap:
        promised, size, terms = heapq.heappop(heap)
        way = frozenset(terms)
        gain = _gain(way, left)
        if gain != -promised:
            heapq.heappush(heap, (-gain, size, terms))
            continue
        if gain < STEP:
            break
        total += gain
        left = {held: n for held, n in left.items() if not way <= held}
    return total


def _gain(way: frozenset[int], cells: Cells) -> int:
    return sum(n for held, n in cells.items() if way <= held)


def _ways(paths: Iterable[Path], cells: Cells) -> set[frozenset[int]]:
    """Every cell's way through each path: of an any-of group the term that most people hold."""
    often: Counter[int] = Counter()
    for held, n in cells.items():
        for term in held:
            often[term] += n
    ways = set()
    for path in paths:
        ranked = [sorted(group, key=lambda term: (-often[term], term)) for group in path]
        for held in cells:
            way = [next((term for term in group if term in held), None) for group in ranked]
            if None not in way:
                ways.add(frozenset(term for term in way if term is not None))
    return ways


def asked_lines(node: Node) -> list[tuple[str, Leaf]]:
    """The lines that can keep somebody out, each with its place: must-haves that are due before hire."""
    return [(place, leaf) for place, leaf in walk(node) if leaf.required and not leaf.can_be_later]


def without_line(node: Node, place: str, *, top: bool = True) -> Node | None:
    """The formula without this line; None where the line is an alternative of its own, which costs nobody."""
    first, _dot, rest = place.partition(".")
    if isinstance(node, Leaf):
        return None
    number = int(first)
    before, after = node.children[:number], node.children[number + 1 :]
    if rest:
        inside = without_line(node.children[number], rest, top=False)
        return None if inside is None else replace(node, children=(*before, inside, *after))
    alone = not before and not after and not top
    return None if node.op != "all" or alone else replace(node, children=(*before, *after))


def plain(node: Node) -> Node | None:
    """Only what decides: no wishes, notes, reasons or names of paths, so that equal questions are equal."""
    if isinstance(node, Leaf):
        return replace(node, note="", reason="") if node.required else None
    children = [child for child in map(plain, node.children) if child is not None]
    return replace(node, children=tuple(children), label="") if children else None
