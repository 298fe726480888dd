"""A visitor ticks a few facts and sees fit: in the address, without an account, and the same as a profile."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from matching.selectors.fit import standing_of
from matching.selectors.visitors import visit_of
from matching.visiting import panel_of
from profiles.models import CandidateProfile
from tests.factories.listings import PostingFactory
from tests.factories.matching import asking, holds
from tests.house.world import writes
from tests.matching.test_job_search import HTMX, buckets, text_of, titles

HAVE = "have=bachelor:nursing,rn:OH"


def sent(**fields) -> str:
    """The panel as a browser sends it."""
    data = QueryDict(mutable=True)
    data["facts"] = "1"
    for name, value in fields.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data.urlencode()


@pytest.fixture
def jobs():
    asking("rn", title="Nurse")
    asking("rn", "bls", title="Nurse with BLS")
    asking("bachelor:social-work", title="Social worker")
    asking("rn", "master:nursing", "master:social-work", title="Both")
    PostingFactory(title="Found", imported=True)


def test_ticks_become_one_short_address(client):
    query = sent(
        tick=["rn", "ccm"],
        licensed_in="OH",
        multistate="1",
        degree="bachelor",
        field="nursing",
        years="24",
        spanish="fluent",
        keep="epic",
    )

    response = client.get(f"/jobs/?{query}&setting=dental&q=")

    assert response.status_code == 302
    assert response["Location"] == (
        "/jobs/?setting=dental&have=bachelor:nursing,rn:OH:multistate,"
        "experience:care-coordination:24,spanish:fluent,epic,ccm"
    )


def test_buckets_add_up_and_the_fit_facet_works(client, jobs):
    response = client.get(f"/jobs/?{HAVE}")

    assert buckets(response) == [5, 1, 1, 1, 1, 1]
    assert titles(client.get(f"/jobs/?fit=meets_all&{HAVE}", follow=True)) == ["Nurse"]
    assert "Compared with what you told us:" in text_of(response)
    assert "Bachelor’s degree in nursing; RN, Ohio" in text_of(response)


def test_a_visitors_fit_is_that_of_a_profile_with_the_same_facts(candidate, jobs):
    profile = holds(candidate.candidate_profile, "rn", "bachelor:nursing")
    profile = CandidateProfile.objects.with_facts().get(pk=profile.pk)

    standing = visit_of(["rn:OH,bachelor:nursing"]).standing

    assert dict(standing.buckets) == dict(standing_of(profile).buckets)


def test_nothing_is_stored_and_no_cookie_set(client, jobs):
    with writes() as written:
        response = client.get(f"/jobs/?{HAVE}")

    assert (written, response.cookies) == ([], {})
    assert response["Cache-Control"] == "public, max-age=60"
    assert "Cookie" in response["Vary"]
    assert "noindex" in text_of(response)


def test_cards_carry_the_facts_to_the_job(client, jobs):
    page = text_of(client.get(f"/jobs/?{HAVE}"))

    links = re.findall(r'<h2><a href="(/jobs/[^"]+)">', page)
    assert len(links) == 5
    assert all(
        parse_qs(urlsplit(link).query)["have"] == ["bachelor:nursing,rn:OH"] for link in links
    )


def test_wrong_values_are_named_kept_and_left_out(client, jobs):
    response = client.get("/jobs/?have=moon,rn:OH,lpn")
    page = text_of(response)

    assert response.status_code == 200
    assert "“moon” is nothing we know." in page
    assert "Practical or vocational nurse license (LPN/LVN): choose the state" in page
    assert 'name="add" maxlength="80" autocomplete="off" value="moon"' in page
    assert re.search(r'name="tick" value="lpn" checked', page)
    assert re.search(r'name="tick" value="rn" checked', page)
    assert buckets(response)[0] == 5


@pytest.mark.parametrize(
    ("typed", "added"),
    [("CCM", "ccm"), ("epic", "epic"), ("BLS", "bls"), ("MSW", "master:social-work")],
)
def test_add_another_takes_what_is_certain(client, typed, added):
    assert panel_of(QueryDict(sent(add=typed))).visit.text == added


def test_add_another_asks_what_it_cannot_know(client):
    panel = panel_of(QueryDict(sent(add="Spanish", licensed_in="OH")))

    assert [slug for slug, _label in panel.guesses] == [
        "spanish:basic",
        "spanish:conversational",
        "spanish:professional",
        "spanish:fluent",
        "spanish:native",
    ]
    assert panel.problems == ["“Spanish”: tick which one you mean."]
    page = text_of(client.get("/jobs/?" + sent(add="Spanish")))
    assert 'name="keep" value="spanish:fluent"' in page


def test_letters_are_read_in_the_chosen_state():
    in_ohio = panel_of(QueryDict(sent(add="LSW", licensed_in="OH")))
    in_colorado = panel_of(QueryDict(sent(add="LSW", licensed_in="CO")))

    assert {slug for slug, _ in in_ohio.guesses} | set(in_ohio.visit.stated.slugs) == {
        "sw-bachelor:OH"
    }
    assert {slug for slug, _ in in_colorado.guesses} | set(in_colorado.visit.stated.slugs) == {
        "sw-master:CO"
    }


def test_the_panel_speaks_the_words_of_the_state():
    def labels(state: str) -> list[str]:
        return [t["label"] for t in panel_of(QueryDict(sent(licensed_in=state))).ticks]

    assert labels("OH")[:5] == ["RN", "LPN", "LISW", "LSW with MSW", "LSW"]
    assert "LVN" in labels("TX")
    assert "LCSW" in labels("CA") and "LMSW" not in labels("CA")


def test_unticking_takes_a_fact_away(client):
    kept = client.get(f"/jobs/?{HAVE}&" + sent(tick=["rn"], licensed_in="OH"))

    assert kept["Location"] == "/jobs/?have=rn:OH"


def test_a_swap_brings_the_same_as_a_reload(client, jobs):
    part = client.get("/jobs/?" + sent(tick=["rn"], licensed_in="OH"), headers=HTMX)
    whole = client.get("/jobs/?have=rn:OH")

    body = text_of(part)
    assert part["HX-Push-Url"] == "/jobs/?have=rn:OH"
    assert body[body.index('<div class="wrap page results"') :].strip() in text_of(whole)


def test_facts_become_suggestions_of_a_new_profile(client, jobs):
    page = text_of(client.get(f"/jobs/?{HAVE}"))

    link = re.search(r'<a href="(/accounts/signup/[^"]+)">Save this as a profile', page)[1]
    target = parse_qs(urlsplit(link).query)["next"][0]
    assert target == "/me/profile/suggested/?have=bachelor:nursing,rn:OH"


def test_a_profile_counts_before_the_address(browse, candidate, dana, jobs):
    client = browse(candidate)

    response = client.get("/jobs/?have=ccm")

    assert response["Location"] == "/jobs/"
    assert "fit-panel" not in text_of(client.get("/jobs/"))


def test_the_front_page_asks_too(client):
    page = text_of(client.get("/"))

    form = page[page.index('name="facts" value="1"') :]
    assert 'name="licensed_in"' in form and 'name="tick" value="rn"' in form


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("ccm/", "/jobs/?have=ccm"),
        ("rn/?state=OH", "/jobs/?have=rn:OH"),
        ("bachelor-nursing/", "/jobs/?have=bachelor:nursing"),
        ("rn/", ""),
        ("spanish/", ""),
        ("case-management-certified/", ""),
    ],
)
def test_the_catalogue_leads_to_fit(client, path, link):
    page = text_of(client.get(f"/careers/qualifications/{path}"))

    assert re.findall(r'href="(/jobs/\?have=[^"]*)"', page) == ([link] if link else [])


def test_three_jobs_cost_no_more_queries_than_one(client):
    asking("rn")
    client.get(f"/jobs/?{HAVE}")
    with CaptureQueriesContext(connection) as one:
        client.get(f"/jobs/?{HAVE}")
    asking("rn", "bls")
    asking("ccm")
    with CaptureQueriesContext(connection) as three:
        client.get(f"/jobs/?{HAVE}")

    assert len(three) == len(one)


def test_hostile_facts_are_only_words(client, jobs):
    for query in ("have=" + "a," * 5000, "have=%00", "have=<b>", sent(tick=["x"] * 50, add="%00")):
        assert client.get(f"/jobs/?{query}", follow=True).status_code == 200, query


def test_unescaped_words_never_reach_the_page(client):
    page = client.get("/jobs/?have=<script>x</script>").content.decode()

    assert "<script>x" not in page and unescape(page).count("“<script>x</script>”") >= 1


def test_letters_in_the_address_are_read_as_when_typed(client, jobs):
    page = text_of(client.get("/jobs/?have=rn:OH,bsn,moon"))

    assert "“bsn”" not in page
    assert "“moon” is nothing we know." in page
    assert "Bachelor’s degree in nursing; RN, Ohio, single-state" in page
