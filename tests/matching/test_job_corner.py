"""A page for a role, a state, a city or a setting, where there is enough to show."""

from __future__ import annotations

import re
from html import unescape
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from listings import services
from listings.models import JobPosting
from tests.factories.listings import PostingFactory, role_family


def text(response) -> str:
    body = unescape(response.content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", body[body.index("<main") :]).split())


def jobs_on(response) -> set[str]:
    return set(re.findall(r'href="/jobs/(\w{12})/', response.content.decode()))


@pytest.fixture
def cincinnati() -> list[JobPosting]:
    return [PostingFactory(settings=["primary-care"]) for _ in range(5)]


def test_a_role_in_a_city_shows_its_jobs_pay_and_employers(client, cincinnati):
    PostingFactory(title="Far job", city="Toledo")
    PostingFactory(title="Dental job", role_family=role_family("dental-treatment-coordinator"))

    response = client.get("/jobs/in/rn-care-coordinator/ohio/cincinnati/")

    assert response.status_code == 200
    assert jobs_on(response) == {job.public_id for job in cincinnati}
    words = text(response)
    assert "RN Care Coordinator jobs in Cincinnati, Ohio" in words
    assert "5 jobs open at 5 employers." in words
    assert "Typical base pay is $35.00 an hour" in words


def test_pay_of_fewer_than_five_jobs_is_not_told(client):
    for _ in range(4):
        PostingFactory()

    assert "Too few of them to name a typical pay." in text(client.get("/jobs/in/ohio/"))


def test_fewer_than_three_jobs_lead_to_the_parent(client):
    PostingFactory()
    PostingFactory()
    for _ in range(3):
        PostingFactory(city="Toledo")

    response = client.get("/jobs/in/rn-care-coordinator/ohio/cincinnati/")

    assert response.status_code == 302
    assert response.headers["Location"] == "/jobs/in/rn-care-coordinator/ohio/"


def test_a_job_that_closes_takes_its_page_along(client):
    jobs = [PostingFactory() for _ in range(3)]
    assert client.get("/jobs/in/ohio/").status_code == 200

    jobs[0].state, jobs[0].published_at = "draft", None
    jobs[0].save()
    services.refresh_search_row(jobs[0])

    assert client.get("/jobs/in/ohio/").headers["Location"] == "/jobs/"


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/jobs/in/nowhere/", "/jobs/"),
        ("/jobs/in/ohio/nowhere/", "/jobs/in/ohio/"),
        ("/jobs/in/ohio/rn-care-coordinator/", "/jobs/in/ohio/"),
        ("/jobs/in/OHIO/", "/jobs/in/ohio/"),
        ("/jobs/in/ohio//cincinnati/", "/jobs/in/ohio/cincinnati/"),
        ("/jobs/in/ohio/cincinnati/primary-care/and/more/", "/jobs/in/ohio/cincinnati/primary-care/"),
        ("/jobs/in/%ff<script>/", "/jobs/"),
    ],
)  # fmt: skip
def test_an_address_that_says_something_else_leads_to_what_is_there(
    client, cincinnati, path, leads_to
):
    response = client.get(path)

    assert response.status_code in {301, 302}
    assert response.headers["Location"] == leads_to


def test_neighbors_are_those_with_a_page(client, cincinnati):
    for _ in range(3):
        PostingFactory(city="Toledo", settings=["dental"])
    PostingFactory(city="Akron")

    html = client.get("/jobs/in/rn-care-coordinator/ohio/cincinnati/").content.decode()

    assert 'href="/jobs/in/rn-care-coordinator/ohio/toledo/"' in html
    assert 'href="/jobs/in/rn-care-coordinator/ohio/cincinnati/primary-care/"' in html
    assert "akron" not in html.lower()
    for path in set(re.findall(r'href="(/jobs/in/[^"]+)"', html)):
        assert client.get(path).status_code == 200


def test_crumbs_lead_up_part_by_part(client, cincinnati):
    html = client.get("/jobs/in/rn-care-coordinator/ohio/cincinnati/primary-care/").content.decode()
    crumbs = html[html.index("crumbs") : html.index("</nav>", html.index("crumbs"))]

    assert re.findall(r'href="([^"]+)"', crumbs) == [
        "/jobs/",
        "/jobs/in/rn-care-coordinator/",
        "/jobs/in/rn-care-coordinator/ohio/",
        "/jobs/in/rn-care-coordinator/ohio/cincinnati/",
    ]


def test_the_search_it_leads_to_finds_the_same_jobs(client, cincinnati):
    html = client.get("/jobs/in/rn-care-coordinator/ohio/primary-care/").content.decode()
    search = unescape(re.search(r'href="(/jobs/\?[^"]+)"', html).group(1))

    found = client.get(search)

    assert found.status_code == 200
    assert jobs_on(found) == {job.public_id for job in cincinnati}


def test_sitemap_names_the_corners_that_have_a_page(client, cincinnati, settings):
    PostingFactory(city="Toledo")

    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    found = [node.text for node in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    corners = [place for place in found if "/jobs/in/" in place]

    assert f"{settings.SITE_URL}/jobs/in/ohio/cincinnati/" in corners
    assert f"{settings.SITE_URL}/jobs/in/rn-care-coordinator/ohio/" in corners
    assert not any("toledo" in place for place in corners)
    for place in corners:
        assert client.get(place.removeprefix(settings.SITE_URL)).status_code == 200


def test_as_many_statements_for_many_jobs_as_for_three(client):
    for _ in range(3):
        PostingFactory(settings=["primary-care"])
    client.get("/jobs/in/ohio/cincinnati/")
    with CaptureQueriesContext(connection) as few:
        client.get("/jobs/in/ohio/cincinnati/")
    for _ in range(6):
        PostingFactory(settings=["primary-care"])
    with CaptureQueriesContext(connection) as many:
        client.get("/jobs/in/ohio/cincinnati/")

    assert len(many) == len(few) <= 20
