"""People for a job: the bits in memory and the tables answer alike, and nobody hidden is among them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest

from core.places import Place
from matching import index
from matching.index import Ask, Spot, ask_for, plain_people
from matching.index.kept import ASKED_BESIDE, JOBS, PEOPLE
from profiles.models import CandidateProfile, EmployerExclusion
from qualifications import vocabulary
from qualifications.formulas import parse
from qualifications.models import Formula
from tests.factories.listings import PostingFactory
from tests.factories.profiles import CandidateProfileFactory, EmployerFactory
from tests.factories.qualifications import all_of, any_of, leaf, wish

pytestmark = pytest.mark.usefixtures("transactional_db", "vocabulary", "places")

TERMS = ["rn:OH", "rn:KY", "lpn:OH", "bls", "ccm", "bachelor", "master", "epic", "spanish:fluent"]
ZIPS = ["45203", "41011", "45402", "43215", "40202", "99546", "96910", "00601"]
ANYWHERE = Spot(remote=True)


@pytest.fixture(autouse=True)
def _indexed(settings: Any, _catalogue: None) -> Iterator[None]:
    settings.MATCH_INDEX = True
    ASKED_BESIDE.clear()
    for keeper in (JOBS, PEOPLE):
        keeper.forget()
    yield
    for keeper in (JOBS, PEOPLE):
        keeper.wait()  # a connection left open would keep the test database from being dropped
        keeper.forget()


def by_index() -> bool:
    with PEOPLE.fresh() as found:
        return found is not None


class Crowd:
    """Random people and questions; the same seed makes the same ones."""

    def __init__(self, seed: int, people: int = 150) -> None:
        self.dice = random.Random(seed)
        self.places = list(Place.objects.filter(zip__in=ZIPS).order_by("zip"))
        self.employers = [EmployerFactory() for _ in range(3)]
        ids = [vocabulary.current().by_slug[slug].id for slug in TERMS]
        self.ids = ids + [vocabulary.PENDING + i for i in ids]
        # some formula of a live job asks for each term, so that its bits are read
        everything = all_of(
            *(leaf(t, timing="at_start") for t in TERMS if t != "spanish:fluent"),
            wish("spanish:fluent"),
        )
        PostingFactory(formula=Formula.objects.for_tree(everything))
        self.people = [self.person() for _ in range(people)]

    def facts(self) -> dict[str, Any]:
        held = {i for i in self.ids if self.dice.random() < 0.4}
        known_not = {i for i in self.ids if self.dice.random() < 0.4} - held
        return {
            "held_terms": sorted(held),
            "denied_terms": sorted(known_not),
            "place": self.dice.choice([*self.places, None]),
            "radius_miles": self.dice.choice([1, 25, 26, 60, 100, 150, 200]),
            "open_to_remote": self.dice.random() < 0.6,
            "visibility": self.dice.choice(["hidden", "anonymous", "named"]),
        }

    def person(self) -> CandidateProfile:
        profile: CandidateProfile = CandidateProfileFactory(**self.facts())
        return profile

    def change(self) -> None:
        profile = self.dice.choice(self.people)
        kind = self.dice.randint(0, 3)
        if kind == 0:
            self.people.append(self.person())
        elif kind == 1:
            self.people.remove(profile)
            profile.delete()
        elif kind == 2:
            employer = self.dice.choice(self.employers)
            EmployerExclusion.objects.get_or_create(profile=profile, employer=employer)
        else:
            for name, value in self.facts().items():
                setattr(profile, name, value)
            profile.save()

    def line(self) -> dict[str, Any]:
        plain = self.dice.choice([t for t in TERMS if t != "spanish:fluent"])
        return leaf(plain, **self.dice.choice([{}, {"timing": "at_start"}]))

    def ask(self) -> Ask:
        few = [self.line() for _ in range(self.dice.randint(0, 3))]
        if self.dice.random() < 0.5:
            few.append(any_of(all_of(self.line(), self.line()), self.line()))
        wishes = [wish(self.dice.choice(TERMS)) for _ in range(self.dice.randint(0, 3))]
        place = self.dice.choice(self.places)
        states = self.dice.choice([[], ["OH"], ["KY", "OH", "GU"], ["TX"]])
        site = Spot(round(place.lat, 1), round(place.lng, 1))
        spot = self.dice.choice([site, site, Spot(), Spot(remote=True, states=frozenset(states))])
        family = self.dice.sample([e.pk for e in self.employers], self.dice.randint(0, 2))
        return ask_for(parse(all_of(*few, *wishes)), spot, frozenset(family))


def assert_same(crowd: Crowd, times: int = 6) -> None:
    asks = [crowd.ask() for _ in range(times)]
    assert by_index()
    for ask in asks:
        limit = crowd.dice.choice([1, 7, 1000])
        assert index.best_people(ask, limit) == plain_people.best_people(ask, limit)
    assert index.people_counts(asks) == [plain_people.people_counts(ask) for ask in asks]


@pytest.mark.parametrize("seed", range(3))
def test_bits_and_tables_agree_through_random_changes(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matching.index.people.CREAM", (8, 32))
    monkeypatch.setattr("matching.index.loading_people.CHUNK", 64)
    crowd = Crowd(seed)
    PEOPLE.load()
    assert_same(crowd, 20)

    for _ in range(20):
        crowd.change()
        assert_same(crowd, 2)

    PEOPLE.load()
    assert_same(crowd, 20)


def test_best_people_go_by_bucket_then_gaps_then_wishes_then_who_was_last_active() -> None:
    words = vocabulary.current().by_slug
    rn, bls, epic = (words[slug].id for slug in ("rn:OH", "bls", "epic"))

    def person(held: list[int], known_not: list[int]) -> int:
        return CandidateProfileFactory(
            held_terms=held, denied_terms=known_not, visibility="named", place=None
        ).pk

    two_gaps = person([], [rn, bls])
    one_gap = person([rn], [bls])
    silent = person([], [])
    half_silent = person([rn], [])
    plain = person([rn, bls], [])
    wished = person([rn, bls, epic], [])
    latest = person([rn, bls], [])
    formula = Formula.objects.for_tree(all_of(leaf("rn:OH"), leaf("bls"), wish("epic")))
    posting = PostingFactory(formula=formula)
    PEOPLE.load()

    found = index.best_people(index.ask_of(posting))

    assert by_index()
    assert [(fit.profile_id, fit.bucket) for fit in found] == [
        (wished, "meets_all"),
        (latest, "meets_all"),
        (plain, "meets_all"),
        (half_silent, "could_meet"),
        (silent, "could_meet"),
        (one_gap, "one_gap"),
        (two_gaps, "stretch"),
    ]


def test_who_hides_is_gone_at_once() -> None:
    ask = ask_for(parse(all_of()), ANYWHERE)
    profile = CandidateProfileFactory(visibility="named", open_to_remote=True)
    PostingFactory(formula=Formula.objects.for_tree(all_of(leaf("bls"))))
    PEOPLE.load()
    before = [fit.profile_id for fit in index.best_people(ask)]

    CandidateProfile.objects.filter(pk=profile.pk).update(visibility="hidden")

    assert by_index()
    assert (before, index.best_people(ask)) == ([profile.pk], [])


def test_who_hides_from_an_employer_is_not_found_for_it() -> None:
    employer, other = EmployerFactory(), EmployerFactory()
    profile = CandidateProfileFactory(visibility="named", open_to_remote=True)
    PostingFactory(formula=Formula.objects.for_tree(all_of(leaf("bls"))))
    PEOPLE.load()
    EmployerExclusion.objects.create(profile=profile, employer=employer)

    def found(*family: int) -> list[int]:
        ask = ask_for(parse(all_of()), ANYWHERE, frozenset(family))
        return [fit.profile_id for fit in index.best_people(ask)]

    assert by_index()
    assert (found(employer.pk), found(other.pk)) == ([], [profile.pk])


def test_terms_that_no_live_job_asks_for_are_answered_and_then_read() -> None:
    epic = vocabulary.current().by_slug["epic"].id
    holder = CandidateProfileFactory(held_terms=[epic], visibility="named", place=None)
    PEOPLE.load()
    ask = ask_for(parse(all_of(leaf("epic"))), ANYWHERE)

    at_first = index.people_counts([ask])
    assert PEOPLE._loading is not None
    PEOPLE._loading.join(30)

    assert by_index()
    assert index.people_counts([ask]) == at_first
    assert index.best_people(ask)[0].profile_id == holder.pk
    assert at_first[0]["meets_all"] == 1
