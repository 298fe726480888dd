"""What typed words find: synonyms of the trade, short forms with two meanings, phrases, hyphens, noise."""

from __future__ import annotations

import time

import pytest
from django.http import QueryDict

from listings.filters import PostingFilter
from listings.words import MOST_CHARACTERS, MOST_TERMS, wanted_words
from qualifications.models import SearchGroup
from qualifications.services import renew_version
from tests.factories.listings import PostingFactory, role_family
from tests.factories.profiles import place_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]


def titles(words: str) -> set[str]:
    query = QueryDict(mutable=True)
    query["q"] = words
    return {posting.title for posting in PostingFilter(query).qs}


def job(title: str, **more) -> None:
    plain = {"description": "A calm team.", "role_family": role_family("plain-role")}
    PostingFactory(title=title, **{**plain, **more})


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("RN", "Registered nurse, transplant"),
        ("registered nurse", "Transplant RN"),
        ("R.N.", "Transplant RN"),
        ("LVN", "LPN for a clinic"),
        ("licensed practical nurse", "LVN for a clinic"),
        ("nurse navigator", "Patient navigator"),
        ("patient navigator", "Nurse navigator, breast"),
        ("care manager", "Case manager"),
        ("CM", "Case manager"),
        ("LICSW", "Clinical social worker"),
        ("LCSW", "LICSW for a clinic"),
        ("CHW", "Community health worker"),
        ("promotora", "CHW in Dayton"),
        ("BH", "Behavioral health desk"),
        ("behavioural", "Mental health desk"),
        ("UR", "Utilization review desk"),
        ("UM", "Utilization management desk"),
        ("PCP", "Primary care desk"),
        ("TOC", "Care transitions desk"),
        ("WFH", "Remote desk"),
        ("prior auth", "Pre-authorization desk"),
        ("peds", "Pediatric desk"),
        ("CNA", "Nursing assistant"),
        ("cancer", "Oncology desk"),
        ("PRN", "Per diem desk"),
        ("coordinators", "Coordinator"),
        ("coordinating", "Coordinator"),
        ("nurses", "Nurse for a desk"),
    ],
)
def test_the_trades_words_find_what_means_the_same(typed, title):
    job(title)
    job("Gardener")

    assert titles(typed) == {title}


@pytest.mark.parametrize(
    ("short", "meanings"),
    [
        ("PA", ["Physician assistant", "Prior authorization desk", "Scheduler in Pennsylvania"]),
        ("MA", ["Medical assistant", "Scheduler in Massachusetts"]),
        ("NP", ["Nurse practitioner"]),
        ("ED", ["Emergency department desk", "Eating disorder desk"]),
        ("CCM", ["Certified case manager", "Chronic care desk"]),
        ("PT", ["Physical therapy desk", "Part-time desk"]),
    ],
)
def test_a_short_form_finds_each_of_its_meanings(short, meanings):
    for title in [*meanings, "Gardener"]:
        job(title)

    assert titles(short) == set(meanings)


def test_an_ambiguous_short_form_is_never_added_to_a_query():
    job("PA for surgery")

    assert titles("physician assistant") == set()


def test_the_name_of_a_state_finds_jobs_that_give_its_letters():
    boston = place_of(
        "02108", city="Boston", state="MA", county="", lat=42.4, lng=-71.1,
        timezone="America/New_York", names=["boston"],
    )  # fmt: skip
    job("Scheduler", city="Boston", state_code="MA", place=boston)
    job("Gardener")

    assert titles("Massachusetts") == {"Scheduler"}


def test_synonyms_are_rows_that_can_be_changed():
    job("Care concierge")
    assert titles("host") == set()

    SearchGroup.objects.create(id=990, slug="host", words=["host", "concierge"])
    renew_version()

    assert titles("host") == {"Care concierge"}


@pytest.mark.parametrize("typed", ["follow-up", "follow up", "followup"])
@pytest.mark.parametrize("title", ["Follow-up desk", "Follow up desk", "Followup desk"])
def test_hyphens_make_no_difference(typed, title):
    job(title)
    job("Gardener")

    assert titles(typed) == {title}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ('"care coordinator"', {"Care coordinator, RN"}),
        ('"coordinator care"', set()),
        ("coordinator -RN", {"Coordinator of care"}),
        ('-"care coordinator" coordinator', {"Coordinator of care"}),
        ("340B coordinator", set()),
        ("coordinator jobs near me", {"Care coordinator, RN", "Coordinator of care"}),
        ("jobs", set()),
        ("Women’s health", set()),
        ("care-giver", set()),
    ],
)
def test_phrases_exclusions_and_words_that_every_job_has(typed, found):
    job("Care coordinator, RN")
    job("Coordinator of care")

    assert titles(typed) == found


def test_a_hyphen_inside_of_a_word_excludes_nothing():
    assert [w.excluded for w in wanted_words("co-ordinator follow-up -night")] == [
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "nurse &", "!!!", ":*", "<->", "'", '"unclosed', "a or -( | & ! :* <-> '", "the of and",
        "\U0001f600", "\\\\", "a:*", "%_%", "^(a+)+$", "\x00nurse", "- - -", '-""', "((((", "C++ / #",
        "é" * 300, "-" * 1000, '"' * 999, "a-" * 200, "a/" * 200, "R.N." * 90,
    ],
)  # fmt: skip
def test_hostile_words_are_answered(typed):
    job("Gardener")

    assert titles(typed) <= {"Gardener"}


@pytest.mark.parametrize("typed", ["nurse " * 10_000, "MA -b " * 10_000, "PA ED MA PT " * 5_000])
def test_ten_thousand_words_are_cut_before_sql(typed):
    begun = time.process_time()
    wanted = wanted_words(typed)

    assert len(wanted) <= MOST_TERMS
    assert sum(len(w.typed) for w in wanted) <= MOST_CHARACTERS
    assert time.process_time() - begun < 1
