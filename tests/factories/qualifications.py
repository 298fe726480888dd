"""Short ways to say formulas and facts in tests; no database rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from qualifications.evaluation import evaluate
from qualifications.holding import Fact, closure, denied_closure
from qualifications.verdicts import FormulaVerdict

ON = date(2026, 11, 23)


def leaf(term: str, **options: Any) -> dict[str, Any]:
    """A required line, for safety unless another reason is given."""
    options.setdefault("necessity", "required")
    if options["necessity"] == "required":
        options.setdefault("reason", "safety")
    return {"term": term, **options}


def wish(term: str, **options: Any) -> dict[str, Any]:
    return leaf(term, necessity="preferred", **options)


def years(area: str | Sequence[str], asked: int, **options: Any) -> dict[str, Any]:
    areas = [area] if isinstance(area, str) else list(area)
    return leaf("experience", areas=areas, experience_months=asked, **options)


def all_of(*children: dict[str, Any], label: str = "") -> dict[str, Any]:
    return {"op": "all", "children": list(children), **({"label": label} if label else {})}


def any_of(*children: dict[str, Any]) -> dict[str, Any]:
    return {"op": "any", "children": list(children)}


def at_least(n: int, *children: dict[str, Any]) -> dict[str, Any]:
    return {"op": "at_least", "n": n, "children": list(children)}


def worked(area: str, months: int | None, label: str = "") -> Fact:
    return Fact(f"experience:{area}", months=months, label=label)


def judge(
    tree: dict[str, Any],
    facts: Iterable[Fact] = (),
    *,
    denied: Iterable[str] = (),
    state: str | tuple[str, ...] = "",
    on: date = ON,
) -> FormulaVerdict:
    held = closure(tuple(facts), on)
    return evaluate(tree, held, denied_closure(denied, on), on, state)
