"""Saved searches against new jobs: the percolator, and every pair of it looked at one job at a time without it."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.places import Place
from core.places.distance import EARTH_MILES
from matching.bench.crowd import Crowd
from matching.bench.filling import Spots
from matching.index.owners import Owners
from matching.index.percolating import ONE, SEVERAL, Codes, NewJobs, Percolator, SavedSearches
from qualifications import vocabulary
from qualifications.compiling import Compiled, compiled
from qualifications.formulas import parse
from qualifications.models import Formula

SEARCHES, JOBS, OWNERS = 100_000, 1_000, 2_000
# values of a facet, the first ones the most used
VALUES = {
    "role": 27,
    "kind": 4,
    "employment": 8,
    "workplace": 3,
    "settings": 40,
    "education": 9,
}
# how many of a hundred searches choose something of it
CHOSEN = {
    "role": 45,
    "kind": 10,
    "employment": 25,
    "workplace": 15,
    "settings": 25,
    "states": 25,
    "education": 20,
}


@dataclass
class _World:
    dice: random.Random
    spots: Spots
    states: Codes

    def values(self, facet: str, most: int) -> int:
        """A mask of some values."""
        if facet == "states":
            places = self.spots.pick(self.dice, self.dice.randint(1, most))
            return self.states.mask([place.state for place in places])
        weights = [1 / (n + 2) for n in range(VALUES[facet])]
        picked = self.dice.choices(range(VALUES[facet]), weights, k=self.dice.randint(1, most))
        return sum({1 << value for value in picked})


def measure(dice: random.Random, crowd: Crowd) -> tuple[dict[str, Any], int]:
    """Figures and the number of pairs that differ."""
    world = _World(dice, Spots.read(), Codes())
    jobs, forms = _jobs(world)
    searches = _searches(world)
    owners = _owners(dice, crowd, world.spots, forms)
    begun, cpu = time.perf_counter(), time.process_time()
    percolator = Percolator(searches, lambda pk: owners.buckets(forms.get(pk) if pk else None))
    ready = time.process_time() - cpu
    found = percolator.matches(jobs)
    figures = {
        "searches": len(searches),
        "jobs": len(jobs),
        "pairs": len(found[0]),
        "cpu_s": round(time.process_time() - cpu, 3),
        "of_it_ready_s": round(ready, 3),
        "wall_s": round(time.perf_counter() - begun, 3),
    }
    plain = _pairs_one_by_one(searches, jobs, owners, forms)
    return figures, len(set(zip(*(f.tolist() for f in found), strict=True)) ^ plain)


def _jobs(world: _World) -> tuple[NewJobs, dict[int, Compiled]]:
    dice, words = world.dice, vocabulary.current()
    known = list(Formula.objects.order_by("id").values_list("id", "tree")[:1_500])
    forms = {pk: compiled(parse(tree, words=words, draft=True), words) for pk, tree in known}
    formulas: list[int | None] = [dice.choice([None, *forms]) for _ in range(JOBS)]
    places = world.spots.pick(dice, JOBS)
    remote = [dice.random() < 0.1 for _ in range(JOBS)]
    masks: dict[str, Any] = {facet: _masks(world, facet, 1, 100, JOBS) for facet in ONE}
    masks |= {facet: _masks(world, facet, 2, 95, JOBS) for facet in ("settings", "education")}
    pay = [dice.choice([-1, *range(30_000, 110_000, 500)]) for _ in range(JOBS)]
    return (
        NewJobs(
            ids=np.arange(1, JOBS + 1),
            **masks,
            states=np.array([world.states.mask([place.state]) for place in places], np.uint64),
            lat=_degrees(places, "lat", remote),
            lng=_degrees(places, "lng", remote),
            pay=np.array(pay),
            formula=formulas,
        ),
        forms,
    )


def _searches(world: _World) -> SavedSearches:
    dice, n = world.dice, SEARCHES
    masks: dict[str, Any] = {
        facet: _masks(world, facet, 3, CHOSEN[facet], n) for facet in (*ONE, *SEVERAL)
    }
    places = world.spots.pick(dice, n)
    no_place = [dice.random() < 0.6 for _ in range(n)]
    return SavedSearches(
        ids=np.arange(1, n + 1),
        **masks,
        lat=_degrees(places, "lat", no_place),
        lng=_degrees(places, "lng", no_place),
        miles=np.array(dice.choices([5, 10, 25, 50, 100, 200], [3, 12, 40, 30, 10, 5], k=n), float),
        pay_floor=np.array([dice.choice([0, 0, 0, 40_000, 60_000, 85_000]) for _ in range(n)]),
        fit=np.array(
            [dice.choice([1, 3, 7]) if dice.random() < 0.1 else 0 for _ in range(n)], np.uint8
        ),
        owner=np.array([dice.randrange(OWNERS) for _ in range(n)]),
    )


def _masks(world: _World, facet: str, most: int, of_hundred: int, n: int) -> NDArray[np.uint64]:
    dice = world.dice
    some = (world.values(facet, most) if dice.random() * 100 < of_hundred else 0 for _ in range(n))
    return np.fromiter(some, np.uint64, n)


def _degrees(places: Sequence[Place], name: str, without: list[bool]) -> NDArray[np.float64]:
    pairs = zip(places, without, strict=True)
    return np.array([np.nan if none else getattr(place, name) for place, none in pairs])


def _owners(dice: random.Random, crowd: Crowd, spots: Spots, forms: dict[int, Compiled]) -> Owners:
    asked = {t for form in forms.values() for path in form.paths for group in path for t in group}
    some = np.flatnonzero(np.isin(crowd.ids, sorted(asked)))
    people = [crowd.sets(crowd.person(place.state)) for place in spots.pick(dice, OWNERS)]
    held, known_not = (np.array([pair[kind][some] for pair in people]).T for kind in (0, 1))
    return Owners(crowd.ids[some].tolist(), held, known_not)


def _pairs_one_by_one(
    searches: SavedSearches, jobs: NewJobs, owners: Owners, forms: dict[int, Compiled]
) -> set[tuple[int, int]]:
    """Every condition of every search, one job after the other."""
    pairs: set[tuple[int, int]] = set()
    lat1, lng1 = np.radians(searches.lat), np.radians(searches.lng)
    for at in range(len(jobs)):
        yes = np.ones(len(searches), bool)
        for facet in (*ONE, *SEVERAL):
            accepted = getattr(searches, facet)
            yes &= (accepted == 0) | (accepted & getattr(jobs, facet)[at] != 0)
        yes &= (searches.pay_floor == 0) | (searches.pay_floor <= jobs.pay[at])
        lat2, lng2 = np.radians(jobs.lat[at]), np.radians(jobs.lng[at])
        h = np.sin((lat2 - lat1) / 2) ** 2
        h = h + np.cos(lat1) * np.cos(lat2) * np.sin((lng2 - lng1) / 2) ** 2
        near = 2 * EARTH_MILES * np.arcsin(np.sqrt(h)) <= searches.miles
        yes &= np.isnan(searches.lat) | near
        pk = jobs.formula[at]
        bucket = owners.buckets(forms[pk] if pk is not None else None)[searches.owner]
        yes &= (searches.fit == 0) | (searches.fit >> bucket & 1 == 1)
        pairs.update((int(i), int(jobs.ids[at])) for i in searches.ids[yes])
    return pairs
