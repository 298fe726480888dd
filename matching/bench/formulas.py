"""Requirement trees as adverts write them, many of them the same, bound to states: stored by the real code."""

from __future__ import annotations

import copy
import random
from typing import Any

from django.db import transaction

from qualifications import vocabulary
from qualifications.formulas import FormulaError
from qualifications.models import Formula, RoleFamily

Tree = dict[str, Any]
CERTIFICATES = [
    "bls",
    "ccm",
    "cpr",
    "drivers-license",
    "background-check",
    "chaa",
    "amb-bc",
    "cma-aama",
]
LANGUAGES = ["spanish:professional", "spanish:fluent", "vietnamese:conversational"]
LICENSES = ["rn", "lpn", "sw-bachelor", "sw-master", "sw-clinical", "counselor"]
TIMINGS: list[Tree] = [{}, {"timing": "at_start"}, {"timing": "within_months", "months": 24}]
MONTHS = [12, 24, 24, 36, 60]
# the states of remote jobs: most are open to all, the others to a few regions
REGIONS = [(), (), (), ("OH",), ("OH", "KY", "IN"), ("TX",), ("NY", "NJ", "CT"), ("CA",), ("FL", "GA"),
           ("WA", "OR"), ("PA", "OH"), ("TX", "FL", "GA", "NC", "TN"), ("MA", "NH")]  # fmt: skip


def must(term: str, **extra: Any) -> Tree:
    return {"term": term, "necessity": "required", "reason": "safety", **extra}


def worked(areas: list[str], months: int) -> Tree:
    return must("experience", areas=areas, experience_months=months)


def all_of(*children: Tree) -> Tree:
    return {"op": "all", "children": list(children)}


def any_of(*children: Tree) -> Tree:
    return {"op": "any", "children": list(children)}


class Templates:
    """`count` distinct trees without states, the first ones the most used."""

    def __init__(self, dice: random.Random, count: int) -> None:
        self.dice = dice
        words = vocabulary.current()
        self.areas = sorted(area for area in words.steps if not area.startswith("any-"))
        self.skills = [t.slug for t in words.by_id.values() if t.kind == "skill" and not t.retired]
        self.skills = sorted(
            s for s in self.skills if not words.by_slug[s].attributes.get("hidden")
        )
        families = RoleFamily.objects.exclude(typical_tree={}).order_by("id")
        self.families = [f.typical_tree for f in families if f.typical_tree.get("children")]
        self.trees = [self._tree(number) for number in range(count)]
        # Zipf: the tenth template is used a tenth as often as the first
        self.weights = [1 / (number + 3) for number in range(count)]

    def _tree(self, number: int) -> Tree:
        dice = self.dice
        if number % 20 == 7:
            return all_of()
        tree: Tree = copy.deepcopy(self.families[number % len(self.families)])
        more: list[Tree] = tree["children"]
        area = dice.choice(self.areas)
        shape = dice.randint(0, 4)
        if shape == 0:
            more.append(worked([area], dice.choice(MONTHS)))
        elif shape == 1:
            more.append(self._ways_in(area))
        elif shape == 2:
            more.append(any_of(*(must(level) for level in dice.sample(LICENSES, 3))))
        elif shape == 3:
            more.append(worked(dice.sample(self.areas, 3), dice.choice(MONTHS)))
        if dice.random() < 0.5:
            timing = dice.choice(TIMINGS)
            more.append(must(dice.choice(CERTIFICATES), **timing))
        wishes = [*dice.sample(self.skills, 3), dice.choice(LANGUAGES)]
        more += [{"term": t, "necessity": "preferred"} for t in wishes[: dice.randint(0, 4)]]
        return tree

    def _ways_in(self, area: str) -> Tree:
        return any_of(
            all_of(must("associate"), worked([area], 72)),
            all_of(must("bachelor"), worked([area], 48)),
            all_of(must("master"), worked([area], 24)),
        )

    def pick(self, times: int) -> list[int]:
        return self.dice.choices(range(len(self.trees)), self.weights, k=times)


class FormulaShelf:
    """Formula ids by template and states, each stored once by `Formula.objects.for_tree`."""

    def __init__(self, templates: Templates) -> None:
        self.templates = templates
        self._ids: dict[tuple[int, tuple[str, ...]], int | None] = {}

    @transaction.atomic
    def prepare(self, wanted: set[tuple[int, tuple[str, ...]]]) -> None:
        with vocabulary.pinned():
            for template, states in sorted(wanted - self._ids.keys()):
                try:
                    formula = Formula.objects.for_tree(
                        self.templates.trees[template], states=states
                    )
                    self._ids[template, states] = formula.pk
                except (
                    FormulaError
                ):  # a license these states do not give: as if nothing were stated
                    self._ids[template, states] = None

    def id_of(self, template: int, states: tuple[str, ...]) -> int | None:
        return self._ids[template, states]
