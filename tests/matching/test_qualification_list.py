"""The catalogue as a list: browsed by kind, searched by name, letters and synonyms."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qualifications import vocabulary
from qualifications.entries import catalogue
from tests.factories.listings import PostingFactory
from tests.factories.matching import asking, required

HTMX = {"HX-Request": "true"}


def text_of(response) -> str:
    return unescape(response.content.decode())


def rows(response) -> list[str]:
    """The slugs of the entries shown, in their order."""
    return re.findall(r'<li><a href="/careers/qualifications/([\w-]+)/">', text_of(response))


def counts(response) -> dict[str, str]:
    found = re.findall(
        r'<li><a href="/careers/qualifications/([\w-]+)/">.*?<b class="num[^"]*">(.*?)</b>',
        text_of(response),
    )
    return dict(found)


def test_every_kind_has_its_shelf(client):
    response = client.get("/careers/qualifications/")
    page = text_of(response)

    names = re.findall(r'<h2 id="k-(\w+)">', page)
    assert names == [
        "education",
        "license",
        "certification",
        "experience",
        "language",
        "skill",
        "clearance",
    ]
    assert response.cookies == {}
    assert response["Cache-Control"] == "public, max-age=60"


def test_a_kind_shows_all_of_it(client):
    found = rows(client.get("/careers/qualifications/?kind=license"))

    entries = catalogue(vocabulary.current()).by_slug.values()
    assert found == [entry.slug for entry in entries if entry.kind == "license"]
    assert found[:3] == ["lpn", "rn", "aprn"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ccm", "ccm"),
        ("CCM", "ccm"),
        ("BSN", "bachelor-nursing"),
        ("LVN", "lpn"),
        ("promotora", "chw-certified"),
        ("spanish", "spanish"),
        ("Cerner", "oracle-health"),
        ("case management", "experience-case-management"),
        ("driver's license", "drivers-license"),
    ],
)
def test_words_find_what_people_mean(client, typed, first):
    assert first in rows(client.get("/careers/qualifications/", {"q": typed}))[:2]


def test_letters_that_differ_by_state_come_with_a_warning(client):
    page = text_of(client.get("/careers/qualifications/?q=lsw"))

    warning = page[page.index("LSW means different things") :][:1500]
    assert warning.index("sw-bachelor") < warning.index("sw-master")
    assert re.search(r"bachelor’s level</a> in [A-Z, ]*OH", warning)
    assert re.search(r"master’s level</a> in [A-Z, ]*CO", warning)
    assert "means different things" not in text_of(client.get("/careers/qualifications/?q=RN"))


def test_counts_are_the_live_jobs_that_ask_for_it(client):
    asking("rn")
    asking("rn", "ccm")
    asking("ccm", closed=True)
    PostingFactory(imported=True, suggested_tree=required("rn"))

    found = counts(client.get("/careers/qualifications/?kind=license"))
    certificates = counts(client.get("/careers/qualifications/?kind=certification"))

    assert found["rn"] == "2"
    assert certificates["ccm"] == "1"
    assert found["lpn"].startswith("–")


def test_nothing_found_offers_a_way_on(client):
    page = text_of(client.get("/careers/qualifications/?q=zebra+<b>"))

    assert "Nothing here is called “zebra <b>”" in page
    assert "noindex" in page
    assert 'value="zebra <b>"' in page


def test_a_wrong_kind_is_named_and_the_words_kept(client):
    page = text_of(client.get("/careers/qualifications/?q=ccm&kind=moon"))

    assert "Choose one from the list." in page
    assert 'value="ccm"' in page
    assert "/careers/qualifications/ccm/" in page


def test_a_swap_brings_the_same_as_a_reload(client):
    whole = text_of(client.get("/careers/qualifications/?q=ccm"))
    part = text_of(client.get("/careers/qualifications/?q=ccm", headers=HTMX))

    assert "<html" not in part
    assert part.strip() in whole


@pytest.mark.parametrize("query", ["", "?q=nurse", "?kind=skill"])
def test_more_jobs_cost_no_more_queries(client, query):
    asking("rn")
    client.get(f"/careers/qualifications/{query}")
    with CaptureQueriesContext(connection) as one:
        client.get(f"/careers/qualifications/{query}")
    asking("rn", "bls")
    asking("ccm")
    client.get(f"/careers/qualifications/{query}")  # formulas are read once per process
    with CaptureQueriesContext(connection) as three:
        client.get(f"/careers/qualifications/{query}")

    assert len(three) == len(one) <= 5


def test_a_shortened_shelf_shows_what_jobs_ask_for_first(client):
    asking("rn", "ccm")

    page = client.get("/careers/qualifications/")
    certifications = next(s for s in page.context["shelves"] if s.kind == "certification")

    assert [row.entry.slug for row in certifications.rows] == ["ccm"]
    assert certifications.rows[0].small.startswith("CCM · ")
    assert certifications.total > 8
