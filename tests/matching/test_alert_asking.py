"""All saved searches at once want exactly the pairs that each search's own page would show."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.http import QueryDict

from core.places import Place
from listings.models import SearchRow
from matching.alerts.asking import Asking, said
from matching.alerts.wanting import canonical, compiled_wants, filter_of
from matching.models import SavedSearch, Subscriber
from profiles.models import CandidateProfile
from profiles.services.profiles import recompute_terms
from qualifications.models import Formula, Term
from tests.factories.listings import PostingFactory
from tests.factories.matching import required
from tests.factories.profiles import CandidateProfileFactory

ZIPS = ["45203", "41011", "45402", "43215"]
FACETS = {
    "kind": ["clinical", "administrative"],
    "type": ["full_time", "part_time"],
    "workplace": ["onsite", "remote", "hybrid"],
    "setting": ["primary-care", "oncology-practice"],
    "state": ["OH", "KY", "TX"],
    "education": ["none", "bachelor", "not_stated"],
    "role": ["rn-care-coordinator", "patient-navigator"],
    "origin": ["employer", "imported"],
}
WORDS = [
    "nurse",
    '"care coordinator"',
    "nurse -oncology",
    "-desk",
    "navigator oncology",
    "RN",
    "???",
]
TITLES = ["Oncology nurse navigator", "Care Coordinator", "Front desk nurse", "Case manager"]


@pytest.fixture
def board(places: None) -> random.Random:
    dice = random.Random(11)
    spots = list(Place.objects.filter(zip__in=ZIPS).order_by("zip"))
    formulas = [
        Formula.objects.for_tree(required(*t), states=("OH",))
        for t in ([], ["rn"], ["bachelor", "ccm"], ["bls"])
    ]
    for _ in range(40):
        place = dice.choice(spots)
        more: dict[str, Any] = {"place": place, "facility": None, "state_code": place.state}
        if dice.random() < 0.25:
            states = dice.choice([[], ["OH"], ["TX", "KY"]])
            more = {"workplace": "remote", "remote_states": states, "place": None, "facility": None}
            more |= {"city": "", "state_code": ""}
        PostingFactory(
            title=dice.choice(TITLES),
            kind=dice.choice(FACETS["kind"]),
            employment_type=dice.choice(FACETS["type"]),
            settings=dice.sample(FACETS["setting"], dice.randint(0, 2)),
            pay_min=dice.choice([20, 30, 45]),
            pay_max=50,
            formula=dice.choice(formulas),
            **more,
        )
    for _ in range(4):
        PostingFactory(imported=True, title=dice.choice(TITLES))
    return dice


def query(dice: random.Random) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in FACETS.items():
        if dice.random() < 0.2:
            data.setlist(name, dice.sample(values, dice.randint(1, 2)))
    if dice.random() < 0.3:
        data["near"], data["radius"] = dice.choice(ZIPS), dice.choice(["5", "50", "100"])
    if dice.random() < 0.3:
        data["pay"], data["pay_unit"] = dice.choice(["25", "35"]), "hour"
    if dice.random() < 0.3:
        data["q"] = dice.choice(WORDS)
    if dice.random() < 0.3:
        data.setlist("fit", dice.sample(["meets_all", "could_meet", "one_gap", "stretch"], 2))
    if dice.random() < 0.2:
        data["reach"] = "mine"
    if dice.random() < 0.1:
        data["asks"] = dice.choice(["rn", "ccm"])
    return data


@pytest.fixture
def owners(dana: CandidateProfile) -> list[CandidateProfile | None]:
    other = CandidateProfileFactory(radius_miles=100, open_to_remote=False)
    other.denials.create(term=Term.objects.get(slug="rn"))
    for profile in (dana, other):
        recompute_terms(profile=profile)
    return [*CandidateProfile.objects.for_matching().order_by("pk"), None]


def test_every_pair_is_that_of_the_filter(board: random.Random, owners: Any) -> None:
    shown, searches = set(), []
    for number in range(150):
        owner = owners[number % len(owners)]
        subscriber = (
            Subscriber.objects.create(profile=None, email=f"person{number}@example.org")
            if owner is None
            else Subscriber.objects.get_or_create(profile=owner)[0]
        )
        text = canonical(query(board), has_profile=owner is not None)
        if SavedSearch.objects.filter(subscriber=subscriber, query=text).exists():
            continue
        search = SavedSearch.objects.create(
            subscriber=subscriber, query=text, wants=compiled_wants(text), name="x"
        )
        searches.append(search)
        rows = filter_of(text, owner).rows()
        shown |= {(search.pk, pk) for pk in rows.values_list("pk", flat=True)}
    rows = list(SearchRow.objects.order_by("pk"))
    asking = Asking(SavedSearch.objects.select_related("subscriber").order_by("pk"), rows)

    compiled = asking.pairs(rows)

    assert asking.verified(compiled) == shown
    assert len(shown) > 300
    assert len(asking.layout.beside) < len(searches) / 4, "most of them are compiled"


def test_words_are_asked_as_the_page_asks_them(board: random.Random) -> None:
    ids = list(SearchRow.objects.order_by("pk").values_list("pk", flat=True))

    found = said(WORDS, ids)

    for number, words in enumerate(WORDS):
        data = QueryDict(mutable=True)
        data["q"] = words
        shown = set(filter_of(data.urlencode(), None).rows().values_list("pk", flat=True))
        assert {pk for pk, yes in zip(ids, found[number], strict=True) if yes} == shown, words


def test_what_says_nothing_of_jobs_to_come_is_left_out() -> None:
    data = QueryDict("kind=clinical&sort=pay&posted=7&have=rn:OH&fit=meets_all&reach=mine")

    assert canonical(data, has_profile=False) == "kind=clinical"
    assert canonical(data, has_profile=True) == "kind=clinical&fit=meets_all&reach=mine"
