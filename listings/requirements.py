"""What a formula says about degrees, for the search row and the markup."""

from __future__ import annotations

from typing import Any

from qualifications import vocabulary
from qualifications.enums import Necessity, TermKind

NOT_STATED = "not_stated"
NO_DEGREE = "none"


def degree_ranks() -> dict[str, int]:
    """Slug of a degree -> rank, lowest first, without fields."""
    terms = [
        term
        for term in vocabulary.current().by_slug.values()
        if term.kind == TermKind.EDUCATION
        and ":" not in term.slug
        and not term.retired
        and term.rank
    ]
    return {term.slug: term.rank for term in sorted(terms, key=lambda term: (term.rank, term.id))}


def accepted_degrees(tree: dict[str, Any] | None) -> list[str]:
    """Degrees with which a person could meet the required part, whatever else she holds.

    "none" when no degree is needed. ["not_stated"] without a formula: nobody confirmed what is asked.
    """
    if tree is None:
        return [NOT_STATED]
    ranks = degree_ranks()
    accepted = [slug for slug, rank in ranks.items() if _could(tree, rank, ranks)]
    return [NO_DEGREE, *accepted] if _could(tree, 0, ranks) else accepted


def lowest_degree(tree: dict[str, Any] | None) -> str | None:
    """The lowest degree that would do; "none" when none is needed; None when it is not stated."""
    accepted = accepted_degrees(tree)
    return accepted[0] if accepted and accepted[0] != NOT_STATED else None


def _could(node: dict[str, Any], rank: int, ranks: dict[str, int]) -> bool:
    if "op" in node:
        needed = [child for child in node["children"] if _required(child)]
        met = sum(_could(child, rank, ranks) for child in needed)
        if node["op"] == "any":
            return met > 0 or not needed
        if node["op"] == "at_least":
            return met >= min(node.get("n") or 1, len(needed))
        return met == len(needed)
    asked = ranks.get(node["term"].partition(":")[0])
    if asked is None or node.get("timing") == "within_months":
        return True
    return rank >= asked


def _required(node: dict[str, Any]) -> bool:
    if "op" in node:
        return any(_required(child) for child in node["children"])
    return node.get("necessity", Necessity.REQUIRED) == Necessity.REQUIRED
