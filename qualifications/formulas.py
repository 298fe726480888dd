"""Requirement formulas: an and/or tree of leaves, read from and written to JSON.

Shapes (defaults may be left out):
  leaf   {"term": "rn", "necessity": "required", "reason": "law", "timing": "at_application",
          "months": 24 (only with within_months), "note": "...",
          "states": ["OH"] | "any_state": true                      licenses and state certifications
          "permit_months": 12                a limited permit of at most so many months counts, too
          "fields": ["nursing"], "field_match": "any|family|exact", "in_progress_ok": true   degrees
          "areas": ["care-coordination"], "experience_months": 24   with "term": "experience"
          "within": ["fqhc", "children"]     of one area: only time at once in one of these
          "or_equivalent": true}                                    certifications
  group  {"op": "all" | "any" | "at_least", "n": 2, "label": "...", "children": [...]}
No requirements: {"op": "all", "children": []}.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from qualifications import vocabulary
from qualifications.enums import FieldMatch, Necessity, Reason, TermKind, Timing
from qualifications.leaf_checks import FormulaError, check_leaf, read_leaf_values
from qualifications.vocabulary import Vocabulary

MOST_DEPTH = 6
MOST_LEAVES = 60
MOST_CHOICES = 10
GROUP_KEYS = {"op", "n", "children", "label"}

__all__ = [
    "EMPTY",
    "FormulaError",
    "Group",
    "Leaf",
    "Node",
    "bind",
    "digest",
    "dump",
    "leaves",
    "parse",
]


@dataclass(frozen=True, slots=True)
class Leaf:
    term: str
    necessity: str = Necessity.REQUIRED.value
    timing: str = Timing.AT_APPLICATION.value
    months: int | None = None
    reason: str = ""
    note: str = ""
    states: tuple[str, ...] = ()
    any_state: bool = False
    fields: tuple[str, ...] = ()
    field_match: str = FieldMatch.ANY.value
    in_progress_ok: bool = False
    areas: tuple[str, ...] = ()
    experience_months: int | None = None
    or_equivalent: bool = False
    permit_months: int | None = None
    within: tuple[str, ...] = ()

    @property
    def required(self) -> bool:
        return self.necessity == Necessity.REQUIRED

    @property
    def can_be_later(self) -> bool:
        return self.timing == Timing.WITHIN_MONTHS


@dataclass(frozen=True, slots=True)
class Group:
    op: str
    children: tuple[Node, ...] = ()
    n: int | None = None
    label: str = ""

    @property
    def required(self) -> bool:
        return any(child.required for child in self.children)


Node = Leaf | Group
EMPTY = Group("all")


def parse(tree: Any, *, words: Vocabulary | None = None, draft: bool = False) -> Node:
    """Raises `FormulaError`, whose `path` names the place: `children[0].months`.

    `draft`: a required leaf may still lack its reason (suggestions, half-filled forms).
    """
    node = _node(tree, "", 0, words or vocabulary.current(), draft)
    if isinstance(node, Leaf):
        node = Group("all", (node,))
    if len(list(walk(node))) > MOST_LEAVES:
        raise FormulaError("", _("At most %(n)d lines.") % {"n": MOST_LEAVES})
    return node


def dump(node: Node) -> dict[str, Any]:
    """The canonical tree: defaults left out, keys in one order, so that equal formulas are equal JSON."""
    if isinstance(node, Group):
        tree: dict[str, Any] = {"op": node.op}
        if node.n is not None:
            tree["n"] = node.n
        if node.label:
            tree["label"] = node.label
        return {**tree, "children": [dump(child) for child in node.children]}
    tree = {"term": node.term, "necessity": node.necessity}
    for name in Leaf.__slots__[2:]:
        value = getattr(node, name)
        if value != _DEFAULTS[name]:
            tree[name] = list(value) if isinstance(value, tuple) else value
    return tree


_DEFAULTS = {name: getattr(Leaf("x"), name) for name in Leaf.__slots__}


def digest(node: Node) -> str:
    return hashlib.sha256(json.dumps(dump(node), sort_keys=True).encode()).hexdigest()


def walk(node: Node, path: str = "") -> Iterator[tuple[str, Leaf]]:
    """Every leaf with its path (`0.2`), in the order written."""
    if isinstance(node, Leaf):
        yield path, node
        return
    for number, child in enumerate(node.children):
        yield from walk(child, f"{path}.{number}" if path else str(number))


def leaves(node: Node) -> list[Leaf]:
    return [leaf for _path, leaf in walk(node)]


def bind(node: Node, states: tuple[str, ...], *, words: Vocabulary | None = None) -> Node:
    """Licenses that name no state now mean these: one license may be asked for in several states.

    Leaves with `any_state`, and certifications a state does not run, stay as they are.
    """
    if not states:
        return node
    words = words or vocabulary.current()
    if isinstance(node, Group):
        return replace(node, children=tuple(bind(c, states, words=words) for c in node.children))
    if node.states or node.any_state:
        return node
    term = words.term(node.term)
    if term is None or not term.attributes.get("by_state"):
        return node
    run = tuple(sorted({s for s in states if f"{node.term}:{s}" in words.by_slug}))
    return replace(node, states=run) if run else node


def _node(tree: Any, path: str, depth: int, words: Vocabulary, draft: bool) -> Node:
    if not isinstance(tree, dict):
        raise FormulaError(path, _("Expected an object."))
    if depth > MOST_DEPTH:
        raise FormulaError(path, _("Nested too deeply."))
    if "op" in tree:
        return _group(tree, path, depth, words, draft)
    if "term" not in tree:
        raise FormulaError(path, _("Needs a term (a line) or an op (a group)."))
    return _leaf(tree, path, words, draft)


def _group(tree: dict[str, Any], path: str, depth: int, words: Vocabulary, draft: bool) -> Group:
    dot = f"{path}." if path else ""
    for key in tree:
        if key not in GROUP_KEYS:
            raise FormulaError(f"{dot}{key}", _("Unknown key."))
    if tree["op"] not in ("all", "any", "at_least"):
        raise FormulaError(f"{dot}op", _("Use all, any or at_least."))
    label = tree.get("label", "")
    if not isinstance(label, str) or len(label) > 120:
        raise FormulaError(f"{dot}label", _("A label is text of at most 120 characters."))
    inside = tree.get("children")
    if not isinstance(inside, list):
        raise FormulaError(f"{dot}children", _("Expected a list."))
    children = tuple(
        _node(child, f"{dot}children[{i}]", depth + 1, words, draft)
        for i, child in enumerate(inside)
    )
    group = Group(tree["op"], children, tree.get("n"), label.strip())
    _check_group(group, dot, depth)
    return group


def _check_group(group: Group, dot: str, depth: int) -> None:
    if not group.children and (depth > 0 or group.op != "all"):
        raise FormulaError(f"{dot}children", _("A group needs at least one line."))
    if group.op != "at_least" and group.n is not None:
        raise FormulaError(f"{dot}n", _("Only at_least takes a number."))
    if group.op == "all":
        return
    if len(group.children) > MOST_CHOICES:
        raise FormulaError(f"{dot}children", _("At most %(n)d choices.") % {"n": MOST_CHOICES})
    if len({leaf.necessity for leaf in leaves(group)}) > 1:
        raise FormulaError(f"{dot}children", _("Choices are all required or all preferred."))
    n = group.n if isinstance(group.n, int) and not isinstance(group.n, bool) else 0
    if group.op == "at_least" and not 1 <= n <= len(group.children):
        raise FormulaError(f"{dot}n", _("A number from 1 to the number of choices."))


def _leaf(tree: dict[str, Any], path: str, words: Vocabulary, draft: bool) -> Leaf:
    dot = f"{path}." if path else ""
    values = read_leaf_values(tree, dot, set(Leaf.__slots__))
    leaf = _split_slug(Leaf(**values), words, dot)
    term = words.term("experience:any-work:0" if leaf.term == "experience" else leaf.term)
    if term is None:
        raise FormulaError(f"{dot}term", _("Unknown term “%(slug)s”.") % {"slug": leaf.term})
    if leaf.necessity == Necessity.PREFERRED and not leaf.reason:
        leaf = replace(leaf, reason=Reason.PREFERENCE.value)
    check_leaf(leaf, term, dot, words, draft)
    return leaf


def _split_slug(leaf: Leaf, words: Vocabulary, dot: str) -> Leaf:
    """`rn:OH`, `bachelor:nursing` and `experience:chw:24` are short for the options."""
    term = words.term(leaf.term)
    if term is None or term.attributes.get("hidden"):
        return leaf
    if term.kind == TermKind.EDUCATION and ":" in leaf.term:
        rank, family = leaf.term.split(":")[:2]
        match = leaf.field_match if leaf.fields else FieldMatch.FAMILY.value
        return replace(leaf, term=rank, fields=(family, *leaf.fields), field_match=match)
    if term.kind == TermKind.EXPERIENCE:
        areas = leaf.areas or (term.area,)
        months = term.months if leaf.experience_months is None else leaf.experience_months
        return replace(leaf, term="experience", areas=areas, experience_months=months)
    if term.state and term.attributes.get("state_of"):
        return replace(leaf, term=term.attributes["state_of"], states=(term.state, *leaf.states))
    if term.kind == TermKind.EDUCATION and leaf.fields and leaf.field_match == FieldMatch.ANY:
        return replace(leaf, field_match=FieldMatch.FAMILY.value)
    return leaf
