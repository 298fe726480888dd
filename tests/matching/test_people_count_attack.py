"""An employer who knows one person tries to learn by counting what she did not tell.

He knows that she holds the rare CHAA, which nobody else here does, where she lives, and which of his groups she is
in. He wants to know whether she holds the CCM. Every question is asked in two worlds: in one she holds it, in the
other a neighbor of hers does, of whom he knows nothing. He has lost when all answers are the same: then no figure
can be held against her. (How many people hold the CCM at all is what a count is there to tell.)
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from core.places import Place
from listings.models import JobPosting
from matching.models import CountedPerson, PeopleCount
from matching.selectors.people import asked_by, held_cells
from matching.services import freeze_counted_people
from matching.services.counting import question
from profiles import services as people
from profiles.models import CandidateProfile, Credential, Facility
from qualifications import vocabulary
from qualifications.compiling import compiled
from tests.factories.listings import draft_posting
from tests.factories.matching import holds
from tests.matching.test_people_count import all_of, any_of, count, crowd

# groups of these many people, one certification each, so that every remainder of five is there to lean on
BASES = {"bls": 4, "acls": 5, "ches": 6, "cphq": 7, "cpc": 13}


def line(slug: str) -> dict[str, Any]:
    return {"term": slug, "necessity": "required", "reason": "payer"}


HER, SECRET = line("chaa"), line("ccm")
Tree = dict[str, Any]


@pytest.fixture(autouse=True)
def _no_daily_limit(monkeypatch):
    """The limit slows an attacker down; the figures must be safe without it."""
    monkeypatch.setattr("matching.services.counting.COUNTS_A_DAY", 10_000)


@pytest.fixture
def bases(clinic_site) -> list[str]:
    for slug in BASES:
        for number, profile in enumerate(crowd(BASES[slug], slug)):
            if number % 3:
                people.recompute_terms(profile=holds(profile, "ccm"))
    return list(BASES)


@pytest.fixture
def her(bases) -> CandidateProfile:
    return crowd(1, "chaa")[0]


@pytest.fixture
def neighbor(bases) -> CandidateProfile:
    return crowd(1)[0]


@pytest.fixture
def draft(clinic_site, recruiter) -> JobPosting:
    return draft_posting(clinic_site, recruiter, requirements=all_of(HER))


def tell(profile: CandidateProfile, *, holds_it: bool) -> None:
    Credential.objects.filter(profile=profile, term__slug="ccm").delete()
    if holds_it:
        holds(profile, "ccm")
    people.recompute_terms(profile=profile)


def in_both_worlds(
    her: CandidateProfile, neighbor: CandidateProfile, ask: Callable[[], Any]
) -> tuple[Any, Any]:
    worlds = []
    for holds_it in (False, True):
        tell(her, holds_it=holds_it)
        tell(neighbor, holds_it=not holds_it)
        PeopleCount.objects.all().delete()
        CountedPerson.objects.all().delete()
        freeze_counted_people()
        worlds.append(ask())
    return worlds[0], worlds[1]


def questions(bases: list[str]) -> list[Tree]:
    """Toggling one rule, and hiding her in groups of every size, in several wordings."""
    asked = [
        all_of(HER),
        all_of(SECRET, HER),
        all_of(HER, any_of(all_of(SECRET), all_of(line("bls")))),
    ]
    for slug in bases:
        base = line(slug)
        asked += [
            all_of(any_of(all_of(base), all_of(HER))),
            all_of(any_of(all_of(base), all_of(HER, SECRET))),
            all_of(any_of(all_of(base, SECRET), all_of(HER, SECRET))),
            all_of(any_of(all_of(base), all_of(HER)), any_of(all_of(base), all_of(SECRET, HER))),
            all_of({"op": "at_least", "n": 2, "children": [HER, SECRET, base]}),
        ]
    for one, other in pairwise(bases):
        union = any_of(all_of(line(one)), all_of(line(other)))
        asked += [
            all_of(union),
            all_of(any_of(*union["children"], all_of(HER, SECRET))),
            all_of(any_of(*union["children"], all_of(HER, SECRET), all_of(SECRET, HER, HER))),
        ]
    return asked


def naive(draft: JobPosting, tree: Tree) -> int:
    """What a count would say that only rounds."""
    count(draft, tree)
    asked = asked_by(draft)
    paths = compiled(question(asked), vocabulary.current()).paths
    terms = {term for path in paths for group in path for term in group}
    cells = held_cells(asked.spot, terms, employer=draft.employer)
    met = sum(n for held, n in cells.items() if any(all(g & held for g in path) for path in paths))
    return met // 5 * 5


def test_rounding_alone_would_have_told(draft, her, neighbor, bases):
    """The attack is a real one: without leaving small groups out it succeeds."""
    without, with_it = in_both_worlds(
        her, neighbor, lambda: [naive(draft, tree) for tree in questions(bases)]
    )

    assert without != with_it


def test_toggling_and_hiding_her_in_groups_tells_nothing(draft, her, neighbor, bases):
    without, with_it = in_both_worlds(
        her, neighbor, lambda: [count(draft, tree) for tree in questions(bases)]
    )

    assert without == with_it
    assert len({str(answer) for answer in without}) > 5


@pytest.mark.parametrize("slug", ["bls", "acls", "cpc"])
def test_the_same_when_she_is_in_the_group_herself(slug, draft, her, neighbor, bases):
    for profile in (her, neighbor):
        people.recompute_terms(profile=holds(profile, slug))
    base = line(slug)
    asked = [
        all_of(any_of(all_of(base), all_of(HER, SECRET))),
        all_of(any_of(all_of(base, HER, SECRET), all_of(base))),
        all_of(base, any_of(all_of(HER, SECRET), all_of(base))),
        all_of(base, HER),
        all_of(base, HER, SECRET),
    ]

    without, with_it = in_both_worlds(her, neighbor, lambda: [count(draft, tree) for tree in asked])

    assert without == with_it


def test_moving_the_place_tells_nothing(draft, her, neighbor, bases, clinic, clinic_site):
    """From far to her door and past it: where she is the only one, and where she makes the group full."""
    sites = [
        Facility.objects.create(
            employer=clinic,
            name=f"Site {number}",
            setting=draft.facility.setting if draft.facility else Facility.objects.first().setting,
            place=Place.objects.create(
                zip=f"4599{number}", city="Elsewhere", state="OH", lat=39.10 + step, lng=-84.53
            ),
        )
        for number, step in enumerate([0.0, 0.02, 0.2, 0.3, 0.4, 0.5])
    ]
    CandidateProfile.objects.filter(pk__in=[her.pk, neighbor.pk]).update(radius_miles=31)
    asked = [all_of(HER), all_of(HER, SECRET)]
    asked += [all_of(any_of(all_of(line(slug)), all_of(HER, SECRET))) for slug in bases]

    def walk() -> list[Any]:
        return [count(draft, tree, facility=site.public_id) for site in sites for tree in asked]

    without, with_it = in_both_worlds(her, neighbor, walk)

    assert without == with_it
    # neither does the place give her away: alone she is never a figure
    assert {answer["total"] for answer in without[:: len(asked)]} == {0}


def test_nearby_sites_are_one_place(draft, her, bases, clinic_site, clinic):
    freeze_counted_people()
    clinic_site.place = Place.objects.create(
        zip="45998", city="Cincinnati", state="OH", lat=39.14, lng=-84.47
    )
    clinic_site.save(update_fields=["place"])
    count(draft, all_of(HER))
    clinic_site.place = Place.objects.create(
        zip="45997", city="Cincinnati", state="OH", lat=39.06, lng=-84.54
    )
    clinic_site.save(update_fields=["place"])

    count(draft, all_of(HER))

    assert PeopleCount.objects.count() == 1


def test_two_counts_around_a_change_of_her_profile_tell_nothing(draft, her, neighbor, bases):
    """The group of four is one short of a figure; she fills it in at noon. New words do not help."""
    four = holds(her, "bls")
    people.recompute_terms(profile=four)
    tell(her, holds_it=False)
    freeze_counted_people()
    asked = [all_of(line("bls")), all_of(line("bls"), SECRET), all_of(HER, SECRET)]
    before = [count(draft, tree) for tree in asked]

    tell(her, holds_it=True)

    again = [count(draft, tree) for tree in asked]
    fresh = [
        count(draft, all_of(any_of(all_of(*tree["children"]), all_of(*reversed(tree["children"])))))
        for tree in asked
    ]
    assert again == before
    assert [answer["total"] for answer in fresh] == [answer["total"] for answer in before]


def test_the_day_after_her_change_still_tells_nothing_of_her_alone(draft, her, neighbor, bases):
    asked = [all_of(HER), all_of(HER, SECRET)]
    asked += [all_of(any_of(all_of(line(slug)), all_of(HER, SECRET))) for slug in bases]

    yesterday, today = in_both_worlds(her, neighbor, lambda: [count(draft, tree) for tree in asked])

    assert yesterday == today
