from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.listings import PostingFactory
from tests.factories.matching import asking


def test_home_counts_what_is_open(client):
    PostingFactory(title="Newest job")
    PostingFactory(imported=True)
    PostingFactory(closed=True)

    response = client.get("/")
    page = response.content.decode()

    assert "2 jobs open today" in page
    assert "Newest job" in page
    assert "/jobs/?role=rn-care-coordinator" in page
    assert response.cookies == {}
    assert response["Cache-Control"] == "public, max-age=60"


def test_home_stands_when_nothing_is_open(client):
    response = client.get("/")

    assert response.status_code == 200
    assert "0 jobs open today" in response.content.decode()


def test_home_tells_a_candidate_what_fits(browse, candidate, dana):
    asking("rn")

    page = browse(candidate).get("/").content.decode()

    assert "Meets all 1" in page
    assert "/jobs/?fit=meets_all&amp;reach=mine" in page


def test_home_costs_the_same_for_one_and_three_jobs(client):
    PostingFactory(settings=["dental"])
    client.get("/")
    with CaptureQueriesContext(connection) as one:
        client.get("/")
    PostingFactory(settings=["dental"])
    PostingFactory(settings=["primary-care"])
    with CaptureQueriesContext(connection) as three:
        client.get("/")

    assert len(three) == len(one)
