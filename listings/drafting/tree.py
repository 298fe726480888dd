"""The requirement tree while it is being written: raw JSON in the shape of a formula.

A draft's tree may be wrong in places (a term not chosen, months that are no number); what was typed stays
as typed until the tree is read. Places are dotted positions from the root: "0", "0.1", "0.1.2".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from qualifications.enums import Necessity, Reason, Timing
from qualifications.formulas import FormulaError, Node, dump, parse

Tree = dict[str, Any]
Complaint = tuple[str, str, str]  # place, key of the line, sentence

MOST_LINES = 40
DEEPEST = 4
# Years of full-time study, as personnel rules count them when experience may stand in for a degree.
MONTHS_FOR_DEGREE = {"associate": 24, "bachelor": 48, "master": 72}
_NUMBERS = ("months", "experience_months", "permit_months", "n")
_STEP = re.compile(r"children\[(\d+)\]")


def is_group(node: Tree) -> bool:
    return "op" in node


def check_tree(tree: Any) -> tuple[Tree | None, list[Complaint]]:
    """The canonical tree, or None with every complaint, each at its place."""
    if not isinstance(tree, dict) or not is_group(tree):
        return None, [("", "", _("The requirements could not be read."))]
    tidy = tidied(tree)
    complaints = [c for place, leaf in lines(tree) for c in _check_line(place, leaf)]
    if complaints:
        return None, complaints
    try:
        return dump(parse(tidy)), []
    except FormulaError as error:
        return None, [(*_place_of(error.path, tree), error.message)]


def reads_as(tree: Tree) -> Node | None:
    """The formula as far as it can be understood: lines that are not finished are left out."""
    whole = _without(
        tree, {place for place, leaf in lines(tree) if _check_line(place, leaf, draft=True)}
    )
    try:
        return parse(_unreasoned(tidied(whole)), draft=True) if whole.get("children") else None
    except FormulaError:
        return None


def _unreasoned(node: Tree) -> Tree:
    """Without reasons that cannot stand: a must-have out of preference still reads as a must-have."""
    if is_group(node):
        return {**node, "children": [_unreasoned(child) for child in node["children"]]}
    needed = node.get("necessity", Necessity.REQUIRED) == Necessity.REQUIRED
    return {**node, "reason": ""} if needed and node.get("reason") == Reason.PREFERENCE else node


def tidied(node: Tree) -> Tree:
    """Numbers as numbers, empty options left out, groups of one line unwrapped, empty groups dropped."""
    if not is_group(node):
        return _tidy_line(node)
    children = [tidied(child) for child in node.get("children", [])]
    children = [c for c in children if not is_group(c) or c["children"]]
    children = [
        c["children"][0]
        if is_group(c) and c["op"] == "all" and len(c["children"]) == 1 and not c.get("label")
        else c
        for c in children
    ]
    group: Tree = {"op": node.get("op", "all"), "children": children}
    if node.get("label"):
        group["label"] = node["label"]
    if group["op"] == "at_least":
        group["n"] = _number(node.get("n"))
        if group["n"] == 1:
            group = {**{k: v for k, v in group.items() if k != "n"}, "op": "any"}
    return group


def _tidy_line(leaf: Tree) -> Tree:
    line: Tree = {}
    for key, value in leaf.items():
        if key in _NUMBERS:
            value = _number(value)
        if value in ("", None, [], False) or key == "kind":
            continue
        line[key] = value
    if line.get("timing") != Timing.WITHIN_MONTHS:
        line.pop("months", None)
    if line.get("any_state"):
        line.pop("states", None)
    if not line.get("fields"):
        line.pop("field_match", None)
    return line


def _number(value: Any) -> Any:
    text = str(value if value is not None else "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else (text or None)


def _check_line(place: str, leaf: Tree, *, draft: bool = False) -> list[Complaint]:
    if not leaf.get("term"):
        return [(place, "term", _("Choose what is required, or remove the line."))]
    line = _tidy_line(leaf)
    if line.get("necessity", Necessity.REQUIRED) == Necessity.REQUIRED and not draft:
        if line.get("reason") == Reason.PREFERENCE:
            message = _(
                "A preference cannot be a must-have. Choose another reason, or make it helpful."
            )
            return [(place, "reason", message)]
        if not line.get("reason"):
            return [(place, "reason", _("Say why this is a must-have."))]
    if line.get("reason") == Reason.PREFERENCE and draft:
        line = {**line, "reason": ""}
    for key in ("months", "experience_months", "permit_months"):
        if key in line and not isinstance(line[key], int):
            return [(place, key, _("Write a whole number of months."))]
    try:
        parse({"op": "all", "children": [line]}, draft=draft)
    except FormulaError as error:
        return [(place, error.path.rpartition(".")[2], error.message)]
    return []


def _place_of(path: str, tree: Tree) -> tuple[str, str]:
    """(place, key) of a path of the tidied tree; unwrapped groups make it approximate, so the top then."""
    numbers = _STEP.findall(path)
    place = ".".join(numbers[:1])
    return (place if numbers and find(tree, place) else "", path.rpartition(".")[2])


def lines(node: Tree, place: str = "") -> Iterator[tuple[str, Tree]]:
    """Every line with its place, in order."""
    for number, child in enumerate(node.get("children", [])):
        here = f"{place}.{number}" if place else str(number)
        if is_group(child):
            yield from lines(child, here)
        else:
            yield here, child


def find(tree: Tree, place: str) -> Tree | None:
    node: Tree = tree
    for step in place.split(".") if place else []:
        children = node.get("children") or []
        if not (step.isascii() and step.isdecimal()) or int(step) >= len(children):
            return None
        node = children[int(step)]
    return node


def _split(place: str) -> tuple[str, int]:
    parent, _dot, last = place.rpartition(".")
    return parent, int(last)


def added(tree: Tree, place: str, node: Tree) -> Tree:
    """A copy with `node` as the last child of the group at `place`; unchanged where there is none."""
    tree = _copied(tree)
    group = find(tree, place)
    depth = place.count(".") + 1 if place else 0
    full = len(list(lines(tree))) >= MOST_LINES
    # a choice brings two levels more: its paths, and the lines in them
    deepest = DEEPEST - 2 if node.get("op") == "any" else DEEPEST
    if group is not None and is_group(group) and depth <= deepest and not full:
        group["children"].append(node)
    return tree


def asks_for_degree_alone(tree: Tree, place: str) -> bool:
    """Whether the must-have at this place is a degree for which experience could stand in, and nothing does
    yet: no path beside it asks for experience instead."""
    leaf = find(tree, place) or {}
    slug = str(leaf.get("term") or "").partition(":")[0]
    firm = leaf.get("necessity", Necessity.REQUIRED) == Necessity.REQUIRED
    if slug not in MONTHS_FOR_DEGREE or not firm or place.count(".") + 2 > DEEPEST:
        return False
    above = place
    while above:
        above, number = _split(above)
        group = find(tree, above) or {}
        beside = [c for n, c in enumerate(group.get("children", [])) if n != number]
        if group.get("op", "all") != "all" and any(map(_is_experience, beside)):
            return False
    return True


def _is_experience(node: Tree) -> bool:
    terms = [str(leaf.get("term") or "") for _place, leaf in lines({"children": [node]})]
    return any(term.startswith("experience") for term in terms) and not any(
        term.partition(":")[0] in MONTHS_FOR_DEGREE for term in terms
    )


def instead_of_degree(tree: Tree, place: str) -> int:
    """Months of experience for the years of study of the degree at this place."""
    return MONTHS_FOR_DEGREE[str((find(tree, place) or {})["term"]).partition(":")[0]]


def with_experience_instead(tree: Tree, place: str) -> Tree:
    """A copy in which the degree at this place may also be made up for by years of care coordination, one
    for each year of study; unchanged where that is no question."""
    if not asks_for_degree_alone(tree, place):
        return tree
    tree = _copied(tree)
    parent, number = _split(place)
    siblings = (find(tree, parent) or {})["children"]
    degree = siblings[number]
    instead = {
        "term": "experience",
        "areas": ["care-coordination"],
        "experience_months": instead_of_degree(tree, place),
        **{
            key: degree[key]
            for key in ("necessity", "reason", "timing", "months")
            if degree.get(key)
        },
    }
    paths = [{"op": "all", "children": [degree]}, {"op": "all", "children": [instead]}]
    siblings[number] = {"op": "any", "children": paths}
    return tree


def removed(tree: Tree, place: str) -> Tree:
    """A copy without the node at `place`; a choice left with nothing goes too."""
    return _without(tree, {place})


def moved(tree: Tree, place: str, by: int) -> Tree:
    """A copy with the node one place up (-1) or down (1) among its siblings."""
    tree = _copied(tree)
    if find(tree, place) is None or not place:
        return tree
    parent, number = _split(place)
    siblings = (find(tree, parent) or {}).get("children", [])
    if 0 <= number + by < len(siblings):
        siblings[number], siblings[number + by] = siblings[number + by], siblings[number]
    return tree


def _without(tree: Tree, places: set[str]) -> Tree:
    def kept(node: Tree, place: str) -> Tree | None:
        if place in places:
            return None
        if not is_group(node):
            return dict(node)
        children = [
            kept(child, f"{place}.{n}" if place else str(n))
            for n, child in enumerate(node.get("children", []))
        ]
        left = [child for child in children if child is not None]
        if place and not left and node.get("children"):
            return None
        return {**node, "children": left}

    return kept(tree, "") or {"op": "all", "children": []}


def _copied(node: Tree) -> Tree:
    if not is_group(node):
        return dict(node)
    return {**node, "children": [_copied(child) for child in node.get("children", [])]}


def editable(node: Tree, *, top: bool = True) -> Tree:
    """The tree as the editor shows it: every choice holds paths, every path holds lines, choices first."""
    if not is_group(node):
        return dict(node)
    children = [editable(child, top=False) for child in node.get("children", [])]
    if node["op"] in ("any", "at_least"):
        children = [
            c if is_group(c) and c["op"] == "all" else {"op": "all", "children": [c]}
            for c in children
        ]
    if top:
        children.sort(
            key=lambda child: not is_group(child)
        )  # choices stand above the lines for everyone
    return {**node, "children": children}


_INPUT = re.compile(r"r-(\d+(?:\.\d+)*)-([a-z_]+)\Z")
_LINE_KEYS = {
    "kind", "term", "necessity", "timing", "months", "reason", "note", "field_match", "experience_months",
    "permit_months",
}  # fmt: skip
_FLAGS = {"any_state", "in_progress_ok", "or_equivalent"}
_LISTS = {"states", "fields", "areas", "within"}
_GROUP_KEYS = {"op", "n", "label"}


def read_post(data: Mapping[str, Any]) -> Tree:
    """The tree out of the editor's inputs, named `r-<place>-<key>`; gaps and nonsense are skipped."""
    found: dict[tuple[int, ...], Tree] = {}
    for name in data:
        match = _INPUT.match(name)
        if not match or len(name) > 60:
            continue
        place = tuple(int(step) for step in match[1].split("."))
        key = match[2]
        if len(place) > DEEPEST + 1 or len(found) > 4 * MOST_LINES:
            continue
        node = found.setdefault(place, {})
        if key in _GROUP_KEYS or key in _LINE_KEYS:
            value = str(data.get(name, ""))[:300].replace("\x00", "")
            # a select that only some licenses have: not chosen is as if it were not there
            if value or key != "permit_months":
                node[key] = value
        elif key in _FLAGS:
            node[key] = True
        elif key in _LISTS:
            node[key] = [value for value in data.getlist(name) if value][:60]
    return _assembled(found)


def _assembled(found: dict[tuple[int, ...], Tree]) -> Tree:
    root: Tree = {"op": "all", "children": []}
    made: dict[tuple[int, ...], Tree] = {(): root}
    for place in sorted(found, key=lambda p: (len(p), p)):
        parent = made.get(place[:-1])
        node = found[place]
        if parent is None or not is_group(parent):
            continue
        if is_group(node):
            op = node["op"] if node["op"] in ("all", "any", "at_least") else "all"
            node = {
                **{k: v for k, v in node.items() if k in _GROUP_KEYS and v},
                "op": op,
                "children": [],
            }
        else:
            node = {k: v for k, v in node.items() if k not in _GROUP_KEYS}
        made[place] = node
        parent["children"].append(node)
    return root
