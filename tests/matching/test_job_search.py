"""The search page: what it finds, counts and keeps, with and without a swap."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from listings.models import JobPosting, SavedJob
from matching.selectors import BUCKETS
from tests.factories.listings import PostingFactory
from tests.factories.matching import asking

OPTION = re.compile(
    r'type="checkbox" name="(\w+)" value="([^"]+)"[^>]*?>\s*<span>(.*?)</span><span class="n">([\d,]+)<'
)
HTMX = {"HX-Request": "true", "HX-Target": "job-search"}


def text_of(response) -> str:
    return unescape(response.content.decode())


def titles(response) -> list[str]:
    return re.findall(r'<h2><a href="/jobs/[^"]+">(.*?)</a></h2>', text_of(response))


def facets(response) -> dict[tuple[str, str], int]:
    return {
        (name, value): int(n.replace(",", ""))
        for name, value, _label, n in OPTION.findall(response.content.decode())
    }


def buckets(response) -> list[int]:
    nav = re.search(r'<nav class="[^"]*buckets".*?</nav>', text_of(response), re.S)
    return [int(n) for n in re.findall(r"<b>(\d+)</b>", nav[0])] if nav else []


@pytest.fixture
def jobs():
    PostingFactory(title="Clinic nurse", settings=["primary-care"])
    PostingFactory(title="Dental desk", settings=["dental"], kind="administrative")
    PostingFactory(
        title="Two settings", settings=["dental", "primary-care"], employment_type="part_time"
    )
    PostingFactory(title="Found one", imported=True, employment_type="part_time")
    PostingFactory(title="Still a draft", draft=True)
    PostingFactory(title="Gone", closed=True)


def test_anonymous_visitors_see_live_jobs_without_fit_or_cookies(client, jobs):
    response = client.get("/jobs/")

    assert sorted(titles(response)) == ["Clinic nurse", "Dental desk", "Found one", "Two settings"]
    assert buckets(response) == []
    assert response.cookies == {}
    assert response["Cache-Control"] == "public, max-age=60"
    assert "4 outpatient jobs" in text_of(response)


def test_counts_beside_choices_are_what_the_choice_gives(client, jobs):
    for query in ("", "?setting=dental", "?setting=dental&type=part_time"):
        page = client.get(f"/jobs/{query}")

        for (name, value), count in facets(page).items():
            others = [
                pair for pair in query.lstrip("?").split("&") if not pair.startswith(f"{name}=")
            ]
            alone = "&".join([pair for pair in others if pair] + [f"{name}={value}"])
            assert len(titles(client.get(f"/jobs/?{alone}", follow=True))) == count, (query, alone)


def test_a_swap_brings_the_same_as_a_reload(client, jobs):
    whole = client.get("/jobs/?setting=dental")
    part = client.get("/jobs/", {"q": "", "near": "", "setting": "dental"}, headers=HTMX)

    body = text_of(part)
    results = body[body.index('<div class="wrap page results"') :].strip()

    assert results in text_of(whole)
    assert part["HX-Push-Url"] == "/jobs/?setting=dental"
    assert "<title>2 outpatient jobs" in body


def test_going_back_asks_for_the_whole_page(client, jobs):
    headers = {**HTMX, "HX-History-Restore-Request": "true"}

    assert "<html" in text_of(client.get("/jobs/", headers=headers))


def test_an_untidy_address_leads_to_the_one_address(client, jobs):
    response = client.get("/jobs/?type=part_time&q=&near=&setting=dental&radius=25&utm=x")

    assert response.status_code == 302
    assert response["Location"] == "/jobs/?setting=dental&type=part_time"


def test_bad_input_is_named_and_kept(client, jobs):
    response = client.get("/jobs/?near=Nowhere+land&pay=lots&setting=moon")
    page = text_of(response)

    assert 'value="Nowhere land"' in page
    assert 'value="lots"' in page
    assert "3 choices were not understood" in page
    assert len(titles(response)) == 4
    assert response["Cache-Control"] == "public, max-age=60"


def test_pay_is_read_as_people_write_it(client):
    PostingFactory(title="Low", pay_min=20, pay_max=25)
    PostingFactory(title="High", pay_min=40, pay_max=45)

    assert titles(client.get("/jobs/?pay=%2462,000", follow=True)) == ["High"]
    assert titles(client.get("/jobs/?pay=30", follow=True)) == ["High"]


def test_nothing_found_says_which_choice_to_drop(client, jobs):
    page = text_of(client.get("/jobs/?q=zebra&setting=dental"))

    assert "No jobs for this search" in page
    assert "Without “zebra”" in page and "+2 jobs" in page
    assert "Without Dental" not in page


def test_removing_a_choice_says_what_it_adds(client, jobs):
    page = text_of(client.get("/jobs/?setting=dental"))

    assert "remove: 2 more jobs" in page


@pytest.mark.parametrize(
    ("query", "hidden"),
    [
        ("", False),
        ("?setting=dental", False),
        ("?q=nurse", True),
        ("?setting=dental&type=part_time", True),
    ],
)
def test_deep_combinations_stay_out_of_search_engines(client, jobs, query, hidden):
    assert ("noindex" in text_of(client.get(f"/jobs/{query}"))) is hidden


def test_five_buckets_add_up_for_a_candidate(browse, candidate, dana):
    for terms in (["rn"], ["rn"], ["rn", "bls"], ["rn", "ccm"], ["master:social-work", "ccm"], []):
        asking(*terms)
    PostingFactory(imported=True)

    response = browse(candidate).get("/jobs/")

    assert buckets(response) == [7, 2, 1, 1, 1, 2]
    assert response["Cache-Control"] == "private, no-cache"


def test_jobs_i_qualify_for_and_their_facets(browse, candidate, dana):
    asking("rn", title="Mine", settings=["dental"])
    asking("ccm", title="Not mine", settings=["dental"])

    response = browse(candidate).get("/jobs/?fit=meets_all")

    assert titles(response) == ["Mine"]
    assert facets(response)[("setting", "dental")] == 1
    assert buckets(response)[0] == 2
    assert "Meets all 1" in text_of(response)


def test_fit_in_the_address_narrows_nothing_for_a_stranger(client):
    asking("ccm")

    assert len(titles(client.get("/jobs/?fit=meets_all"))) == 1


def test_saved_jobs_are_marked(browse, candidate, dana):
    kept, other = PostingFactory(), PostingFactory()
    SavedJob.objects.create(profile=dana, posting=kept)

    page = text_of(browse(candidate).get("/jobs/"))

    assert f'action="{reverse("listings:job_unsave", args=[kept.public_id])}"' in page
    assert f'action="{reverse("listings:job_save", args=[other.public_id])}"' in page


def test_an_employers_member_sees_no_fit(browse, recruiter):
    asking("rn")

    assert buckets(browse(recruiter).get("/jobs/")) == []


@pytest.mark.parametrize("who", ["visitor", "candidate"])
def test_three_jobs_cost_no_more_queries_than_one(cast, browse, dana, who):
    client = browse(cast[who])
    asking("rn", settings=["dental"])
    client.get("/jobs/")
    with CaptureQueriesContext(connection) as one:
        client.get("/jobs/")
    for settings in (["primary-care"], ["dental", "primary-care"]):
        asking("rn", "bls", settings=settings)
    with CaptureQueriesContext(connection) as three:
        response = client.get("/jobs/")

    assert len(titles(response)) == 3
    assert len(three) == len(one)


def test_pages_part_the_list_and_keep_the_choices(client):
    for number in range(23):
        PostingFactory(title=f"Job {number:02}", employment_type="part_time")

    first, second = client.get("/jobs/?type=part_time"), client.get("/jobs/?type=part_time&page=2")

    assert len(titles(first)) == 20 and len(titles(second)) == 3
    assert set(titles(first)).isdisjoint(titles(second))
    assert 'href="?type=part_time&page=2"' in text_of(first)
    assert client.get("/jobs/?type=part_time&page=99")["Location"] == "/jobs/?type=part_time&page=2"


def test_hostile_input_is_only_words(client, jobs):
    for query in (
        "?q=" + "a+" * 10_000,
        "?page=9" * 50,
        "?q=%00%27%3B--",
        "?page=-1",
        "?near=" + "9" * 5000,
    ):
        assert client.get(f"/jobs/{query}", follow=True).status_code == 200

    assert JobPosting.objects.live().count() == 4


def test_a_fit_no_job_has_is_an_empty_list_not_an_error(browse, candidate, dana):
    asking("master:social-work")

    page = browse(candidate).get("/jobs/?fit=meets_all")

    assert page.status_code == 200
    assert buckets(page) == [1, 0, 0, 1, 0, 0]
    assert "Nothing fits all of these at once." in text_of(page)


CHOICES = [
    "role=rn-care-coordinator",
    "setting=dental",
    "type=full_time",
    "workplace=remote",
    "state=OH",
    "education=bachelor",
    "education=none",
    "origin=employer",
    "posted=7",
    "pay=25",
    "near=45203",
    "q=coordinator",
    "reach=mine",
    "opens=ccm",
    "fit=meets_all",
    "fit=one_gap&fit=stretch",
]


@pytest.fixture
def market():
    """Jobs of every bucket, of every kind of place, some found elsewhere."""
    for number in range(2):
        where = {"settings": ["dental"]} if number else {"workplace": "remote"}
        asking("rn", title=f"Coordinator {number}", **where)
        asking("rn", "bls", employment_type="part_time", **where)
        asking("rn", "ccm", title=f"Coordinator with CCM {number}", **where)
        asking("bachelor", **where)
        asking("master:social-work", "ccm", **where)
        PostingFactory(title=f"Asks nothing {number}")
        PostingFactory(imported=True)


@pytest.mark.parametrize("first", ["", *CHOICES])
def test_the_five_add_up_to_the_total_under_any_choice(first, browse, candidate, dana, market):
    client = browse(candidate)
    later = CHOICES[CHOICES.index(first) + 1 :] if first else [""]

    for query in [first, *(f"{first}&{second}" for second in later)]:
        page = client.get(f"/jobs/?{query}", follow=True)
        chosen = [part.partition("=")[2] for part in query.split("&") if part.startswith("fit=")]
        rest = "&".join(part for part in query.split("&") if not part.startswith("fit="))
        whole = client.get(f"/jobs/?{rest}", follow=True) if chosen else page

        everything, *five = buckets(page)
        assert sum(five) == everything == len(titles(whole)), query
        if chosen:
            shown = sum(five[BUCKETS.index(bucket)] for bucket in dict.fromkeys(chosen))
            assert shown == len(titles(page)), query
