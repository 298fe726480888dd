"""A saved search wants exactly the new jobs that the search page would show for it."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from django.http import QueryDict

from core.places import Place
from listings.models import SearchRow
from matching.filters import JobSearchFilter
from matching.index import BUCKETS
from matching.index.owners import Owners
from matching.index.percolating import Codes, NewJobs, Percolator, SavedSearches
from matching.selectors import standing_of
from profiles.models import CandidateProfile
from qualifications import vocabulary
from qualifications.compiling import compiled
from qualifications.formulas import parse
from qualifications.models import Formula
from tests.factories.listings import PostingFactory
from tests.factories.matching import required

FACETS = {
    "role": ("role_family", "role"),
    "kind": ("kind", "kind"),
    "type": ("employment_type", "employment"),
    "workplace": ("workplace", "workplace"),
    "setting": ("settings", "settings"),
    "state": ("states", "states"),
    "education": ("education", "education"),
}
CHOICES = {
    "kind": ["clinical", "administrative"],
    "type": ["full_time", "part_time"],
    "workplace": ["onsite", "remote", "hybrid"],
    "setting": ["primary-care", "oncology-practice"],
    "state": ["OH", "KY", "TX"],
    "education": ["none", "bachelor", "not_stated"],
}
ZIPS = ["45203", "41011", "45402", "43215"]


@pytest.fixture
def board(places: None) -> random.Random:
    """Forty jobs of all kinds; the dice they were thrown with."""
    dice = random.Random(5)
    spots = list(Place.objects.filter(zip__in=ZIPS).order_by("zip"))
    formulas = [
        None,
        *(
            Formula.objects.for_tree(required(*t), states=("OH",))
            for t in ([], ["rn"], ["bachelor", "ccm"], ["bls"])
        ),
    ]
    for _ in range(40):
        place = dice.choice(spots)
        more: dict[str, Any] = {"place": place, "facility": None, "state_code": place.state}
        if dice.random() < 0.25:
            states = dice.choice([[], ["OH"], ["TX", "KY"]])
            more = {"workplace": "remote", "remote_states": states, "place": None, "facility": None}
            more |= {"city": "", "state_code": ""}
        formula = dice.choice(formulas)
        more |= {"formula": formula} if formula else {}
        PostingFactory(
            kind=dice.choice(CHOICES["kind"]),
            employment_type=dice.choice(CHOICES["type"]),
            settings=dice.sample(CHOICES["setting"], dice.randint(0, 2)),
            pay_min=dice.choice([20, 30, 45]),
            pay_max=50,
            **more,
        )
    return dice


def search(dice: random.Random) -> QueryDict:
    """A random choice of facets, place, pay and fit."""
    data = QueryDict(mutable=True)
    for name, values in CHOICES.items():
        if dice.random() < 0.25:
            data.setlist(name, dice.sample(values, dice.randint(1, 2)))
    if dice.random() < 0.4:
        data["near"], data["radius"] = dice.choice(ZIPS), dice.choice(["5", "50", "100"])
    if dice.random() < 0.3:
        data["pay"], data["pay_unit"] = dice.choice(["25", "35"]), "hour"
    if dice.random() < 0.3:
        data.setlist("fit", dice.sample(BUCKETS, 2))
    return data


def saved(searches: list[JobSearchFilter], codes: dict[str, Codes]) -> SavedSearches:
    def masks(facet: str) -> Any:
        return np.array([codes[facet].mask(s.chosen.get(facet, [])) for s in searches], np.uint64)

    spots = [s.place for s in searches]
    return SavedSearches(
        ids=np.arange(len(searches)),
        **{column: masks(facet) for facet, (_field, column) in FACETS.items()},
        lat=np.array([p.lat if p else np.nan for p in spots]),
        lng=np.array([p.lng if p else np.nan for p in spots]),
        miles=np.array([float(s.radius_miles) for s in searches]),
        pay_floor=np.array([s.pay_floor() or 0 for s in searches]),
        fit=np.array(
            [sum(1 << BUCKETS.index(b) for b in s.fit_chosen) for s in searches], np.uint8
        ),
        owner=np.zeros(len(searches), np.int64),
    )


def new_jobs(rows: list[SearchRow], codes: dict[str, Codes]) -> NewJobs:
    def masks(facet: str, field: str) -> Any:
        values = [getattr(row, field) for row in rows]
        several = [v if isinstance(v, list) else [v] for v in values]
        return np.array([codes[facet].mask(v) for v in several], np.uint64)

    return NewJobs(
        ids=np.array([row.pk for row in rows]),
        **{column: masks(facet, field) for facet, (field, column) in FACETS.items()},
        lat=np.array([np.nan if row.lat is None else row.lat for row in rows]),
        lng=np.array([np.nan if row.lng is None else row.lng for row in rows]),
        pay=np.array([-1 if row.pay_annual_min is None else row.pay_annual_min for row in rows]),
        formula=[row.formula_id for row in rows],
    )


def owner_buckets(profile: CandidateProfile) -> Any:
    """The dana of the tests as the only owner."""
    words = vocabulary.current()
    standing = standing_of(profile)
    forms = {f.pk: compiled(parse(f.tree), words) for f in Formula.objects.all()}
    terms = sorted({t for form in forms.values() for p in form.paths for g in p for t in g})
    known_not = standing.held.known_not(standing.denied)
    held = np.array([[t in standing.held.ids] for t in terms])
    owners = Owners(terms, held, np.array([[t in known_not] for t in terms]))
    return lambda pk: owners.buckets(forms[pk] if pk else None)


def test_a_search_wants_the_jobs_that_the_page_would_show(board: random.Random, dana: Any) -> None:
    profile = CandidateProfile.objects.with_facts().get(pk=dana.pk)
    standing = standing_of(profile)
    searches = [JobSearchFilter(search(board), standing=standing) for _ in range(80)]
    codes = {facet: Codes() for facet in FACETS}
    rows = list(SearchRow.objects.order_by("pk"))
    percolator = Percolator(saved(searches, codes), owner_buckets(profile))

    found = percolator.matches(new_jobs(rows, codes))

    shown = {
        (n, pk) for n, s in enumerate(searches) for pk in s.rows().values_list("pk", flat=True)
    }
    assert set(zip(*(f.tolist() for f in found), strict=True)) == shown
    assert len(shown) > 100


def test_nothing_new_and_no_searches_find_nothing(board: random.Random) -> None:
    codes = {facet: Codes() for facet in FACETS}
    rows = list(SearchRow.objects.order_by("pk")[:3])

    nobody = Percolator(saved([], codes)).matches(new_jobs(rows, codes))
    nothing = Percolator(saved([JobSearchFilter(QueryDict())], codes)).matches(new_jobs([], codes))

    assert [len(some) for some in (*nobody, *nothing)] == [0, 0, 0, 0]
