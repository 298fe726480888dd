"""A candidate's front page: her reach in five parts, the next best step, and what is nearest."""

from __future__ import annotations

import re

import pytest

from matching.selectors import BUCKETS
from tests.applications.test_what_it_takes import words
from tests.factories.applications import complete
from tests.factories.listings import PostingFactory
from tests.factories.matching import asking, holds, lacks
from tests.matching.test_job_search import titles

pytestmark = pytest.mark.usefixtures("vocabulary")


@pytest.fixture
def dana(candidate):
    """A complete profile: a nurse with BLS who said she has no CCM."""
    return lacks(holds(complete(candidate), "rn"), "ccm")


def parts(response) -> list[tuple[int, str]]:
    nav = re.search(r'<nav class="[^"]*buckets".*?</nav>', response.content.decode(), re.S)
    assert nav is not None
    found = re.findall(r'href="([^"]+)"[^>]*><b>(\d+)</b>', nav[0])
    return [(int(n), href.replace("&amp;", "&")) for href, n in found]


def test_the_five_add_up_and_each_leads_to_as_many_jobs(browse, candidate, dana):
    asking("rn")
    asking("rn", "bls", workplace="remote", remote_states=["OH"])
    asking("rn", "drivers-license")
    asking("rn", "ccm")
    asking("sw-clinical", "master:social-work", "ccm")
    asking(
        "rn",
        workplace="remote",
        remote_states=["NY"],
        place=None,
        city="",
        state_code="",
        facility=None,
    )
    PostingFactory()
    client = browse(candidate)

    (total, all_href), *five = parts(client.get("/me/"))

    assert len(five) == len(BUCKETS)
    assert sum(n for n, _href in five) == total == 6
    for n, href in [(total, all_href), *five]:
        assert len(titles(client.get(href))) == n, href


def test_the_step_that_opens_most_jobs_comes_first_with_its_way(browse, candidate, dana):
    for number in range(3):
        asking("rn", "ccm", title=f"Asks for the certificate {number}")
    asking("rn", "drivers-license")

    response = browse(candidate).get("/me/")
    page = words(response)

    assert "Next best step CCM opens 3 more jobs" in page
    assert "By itself it opens 3 more jobs within 25 miles of Cincinnati, OH, or remote." in page
    assert "Source: ccmcertification.org" in page
    assert "One fact, more doors" in page
    assert [card.step.short for card in response.context["more_steps"]] == ["Driver’s license"]


def test_the_greeting_says_the_same_number_as_the_bucket(browse, candidate, dana):
    for number in range(4):
        asking("rn", title=f"Met {number}")

    response = browse(candidate).get("/me/")

    assert (4, "/jobs/?fit=meets_all&reach=mine") in parts(response)
    assert "You meet all that 4 open jobs ask." in words(response)
    assert 'href="/jobs/?fit=meets_all&amp;reach=mine">All that fit' in response.content.decode()


def test_what_was_not_said_is_asked_with_yes_and_no(browse, candidate, dana):
    asking("rn", "drivers-license")
    client = browse(candidate)

    page = client.get("/me/")
    assert "Do you have this: Driver’s license?" in words(page)
    client.post("/me/profile/not-held/set/", {"term": "drivers-license", "next": "/me/"})

    assert "Driver’s license opens 1 more job" in words(client.get("/me/"))


def test_nearest_jobs_stand_there_when_none_is_met(browse, candidate, dana):
    asking("rn", "ccm", "sw-clinical", title="Two gaps")
    asking("rn", "ccm", title="One gap")
    client = browse(candidate)

    home = client.get("/me/")
    search = client.get("/jobs/")

    assert [card["title"] for card in home.context["near_cards"]] == ["One gap", "Two gaps"]
    assert "You meet none in full yet." in words(home)
    assert "Nearest jobs in your reach" in words(search)


def test_no_nearest_jobs_where_one_is_met(browse, candidate, dana):
    asking("rn", title="Met")
    asking("rn", "ccm", title="One gap")
    client = browse(candidate)

    assert "You meet none in full yet." not in words(client.get("/me/"))
    assert "Nearest jobs in your reach" not in words(client.get("/jobs/"))


def test_an_empty_card_comes_before_any_step(browse, candidate):
    asking("rn", "ccm")

    page = words(browse(candidate).get("/me/"))

    assert "Next best step Fill in" in page
