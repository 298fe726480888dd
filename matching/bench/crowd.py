"""People as sets of terms, closed by the real `closure`: part by part, since the closure of all facts is the
union of the closures of each. Parts repeat (a nurse's license in Ohio), people do not."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qualifications import vocabulary
from qualifications.holding import Fact, closure, denied_closure, experience_facts
from qualifications.vocabulary import Vocabulary

# (license levels, degrees, areas, certificates), how common
KINDS: list[tuple[list[str], list[str], list[str], list[str], int]] = [
    (["rn"], ["bachelor:nursing", "associate:nursing", "master:nursing"],
     ["nursing", "ambulatory-nursing", "case-management", "care-coordination", "hospital"],
     ["bls", "ccm", "amb-bc"], 26),
    (["lpn"], ["certificate"], ["nursing", "primary-care", "home-health"], ["bls"], 9),
    (["sw-clinical", "sw-master"], ["master:social-work"],
     ["social-work", "behavioral-health", "care-coordination"], ["ccm"], 12),
    (["sw-bachelor"], ["bachelor:social-work"],
     ["social-work", "case-management", "human-services"], [], 5),
    (["counselor"], ["master:counseling"], ["behavioral-health", "substance-use"], [], 5),
    ([], ["hs", "associate"], ["community-health", "patient-navigation", "home-visiting"],
     ["drivers-license"], 12),
    ([], ["certificate:medical-assisting", "hs"], ["medical-assisting", "primary-care"],
     ["cma-aama", "bls"], 12),
    ([], ["hs", "associate", "bachelor"],
     ["patient-access", "scheduling", "insurance-verification", "medical-office"], ["chaa"], 13),
    ([], ["bachelor:human-services", "bachelor:business"],
     ["case-management", "health-plan", "customer-service"], [], 6),
]  # fmt: skip
SKILLS = ["epic", "excel", "care-planning", "motivational-interviewing", "telephone-triage", "sdoh-screening",
          "medical-terminology", "appointment-scheduling", "patient-education", "resource-linkage"]  # fmt: skip
LANGUAGES = [
    "spanish:conversational",
    "spanish:professional",
    "spanish:native",
    "vietnamese:fluent",
]
MONTHS = [4, 9, 14, 20, 30, 41, 66, 110, 190]
DENIED = ["ccm", "bachelor", "rn", "spanish", "drivers-license", "bls", "master", "epic"]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Part:
    facts: tuple[Fact, ...]
    held: Bools
    closed: Bools


@dataclass(frozen=True)
class Person:
    parts: tuple[Part, ...]
    denied: tuple[str, ...]

    @property
    def facts(self) -> list[Fact]:
        return [fact for part in self.parts for fact in part.facts]


class Crowd:
    def __init__(self, dice: random.Random, on: dt.date) -> None:
        self.dice, self.on = dice, on
        self.words: Vocabulary = vocabulary.current()
        ids = sorted(self.words.by_id)
        # every term, and its twins: on its way, and under a permit
        twins = (0, vocabulary.PENDING, *vocabulary.PERMITS.values())
        numbers = [twin + i for twin in twins for i in ids]
        self.ids = np.array([*numbers, *sorted(self._at_once() - set(numbers))], np.int64)
        self._spot = {int(term): spot for spot, term in enumerate(self.ids)}
        self._weights = [kind[-1] for kind in KINDS]
        self.part: Callable[..., Part] = lru_cache(maxsize=None)(self._part)
        self._said: dict[str, Bools] = {}

    def _at_once(self) -> set[int]:
        """Terms of work in an area with certain people: worked out, in no table."""
        jobs = ((area, months) for kind in KINDS for area in kind[2] for months in MONTHS)
        return {i for job in jobs for i in closure(self._job(*job), self.on, words=self.words).ids}

    def _bools(self, ids: frozenset[int]) -> Bools:
        found = np.zeros(len(self.ids), bool)
        found[[self._spot[i] for i in ids if i in self._spot]] = True
        return found

    def _part(self, *facts: Fact) -> Part:
        held = closure(facts, self.on, words=self.words)
        return Part(facts, self._bools(held.ids), self._bools(held.closed))

    def said(self, slug: str) -> Bools:
        if slug not in self._said:
            self._said[slug] = self._bools(denied_closure([slug], self.on, words=self.words))
        return self._said[slug]

    def sets(self, person: Person) -> tuple[Bools, Bools]:
        """(held, known not): the same as `Held.ids` and `Held.known_not` of all her facts."""
        held = np.logical_or.reduce([part.held for part in person.parts])
        known_not = np.logical_or.reduce(
            [*(part.closed for part in person.parts), *map(self.said, person.denied)]
        )
        return held, known_not & ~held

    def person(self, state: str) -> Person:
        dice = self.dice
        levels, degrees, areas, certificates, _ = dice.choices(KINDS, self._weights)[0]
        parts = []
        if levels and dice.random() < 0.93:
            many = levels[0] in ("rn", "lpn") and dice.random() < 0.5
            status = dice.choices(["active", "pending", "expired"], [92, 5, 3])[0]
            parts.append(
                self.part(Fact(dice.choice(levels), state, multistate=many, status=status))
            )
        if dice.random() < 0.9:
            going = dice.random() < 0.06
            status = "in_progress" if going else "active"
            parts.append(self.part(Fact(dice.choice(degrees), status=status)))
        for area in dice.sample(areas, dice.randint(1, min(3, len(areas)))):
            parts.append(self.part(*self._job(area, dice.choice(MONTHS))))
        some = [c for c in certificates if dice.random() < 0.45]
        some += dice.sample(SKILLS, dice.randint(0, 5))
        some += [dice.choice(LANGUAGES)] if dice.random() < 0.22 else []
        parts += [self.part(Fact(term)) for term in some]
        denied = tuple(dice.sample(DENIED, dice.choice([0, 0, 0, 1, 2])))
        return Person(tuple(parts) or (self.part(),), denied)

    @cache  # noqa: B019  (as long as the crowd)
    def _job(self, area: str, months: int) -> tuple[Fact, ...]:
        start = self.on - dt.timedelta(days=months * 30.5)
        job: Any = ([area], start, None, "Work", "experience:1")
        return tuple(experience_facts([job], self.on, words=self.words))
