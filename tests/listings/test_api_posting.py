"""The open API: the same filter, problem+json for every error, cursors that hold."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import limits
from jobboard import api_limits
from tests.factories.listings import PostingFactory, live_posting, role_family

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]
URL = "/api/v1/postings/"


def test_posting_list_gives_live_jobs_newest_first(client):
    old = PostingFactory(published_at=timezone.now() - dt.timedelta(days=2))
    new = PostingFactory()
    PostingFactory(draft=True)
    PostingFactory(closed=True)

    answer = client.get(URL)

    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert [row["id"] for row in answer.json()["results"]] == [new.public_id, old.public_id]


def test_posting_list_takes_the_parameters_of_the_search_page(client, places):
    chw = PostingFactory(role_family=role_family("chw"))
    PostingFactory()

    answer = client.get(URL, {"role": ["chw"], "near": "45203", "radius": "10", "pay": "20"})

    assert [row["id"] for row in answer.json()["results"]] == [chw.public_id]


def test_posting_detail_shows_pay_requirements_and_description(
    client, clinic_site, recruiter, moderator
):
    posting = live_posting(clinic_site, recruiter, moderator)

    body = client.get(f"{URL}{posting.public_id}/").json()

    assert body["pay"]["min"] == "36.50"
    assert body["pay"]["components"][0]["kind"] == "differential_bilingual"
    assert "RN" in body["requirements"]["sentence"]
    assert body["place"] == {"city": "Cincinnati", "state": "OH", "zip": "45203"}
    assert body["claimed"] is True
    assert body["duties"] == ["patient-education", "referrals"]
    assert recruiter.email not in json.dumps(body)


@pytest.mark.parametrize("trait", ["draft", "paused", "closed"])
def test_posting_detail_of_a_job_that_is_not_live_is_not_found(client, trait):
    posting = PostingFactory(**{trait: True})

    answer = client.get(f"{URL}{posting.public_id}/")

    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("status=draft", "status"),
        ("sort=pay", "sort"),
        ("ordering=title", "ordering"),
        ("role=wizard", "role"),
        ("near=Nowhere", "near"),
        ("pay=abc", "pay"),
        ("page_size=1000000000", "page_size"),
        ("page_size=x", "page_size"),
        ("cursor=!!!", "cursor"),
        ("cursor=cD0xJm89YWJj", "cursor"),
    ],
)
def test_posting_list_refuses_what_it_does_not_understand(client, query, field):
    PostingFactory()

    answer = client.get(f"{URL}?{query}")

    assert answer.status_code == 400, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == 400
    assert list(body["errors"]) == [field]


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v2/postings/", "/api/v1/nothing/", "/api/v1/postings/ZZZ!/"]
)
def test_an_address_that_is_not_there_is_a_problem_too(client, path):
    answer = client.get(path)

    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_writing_is_not_allowed(client, method):
    answer = getattr(client, method)(URL)

    assert answer.status_code == 405
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_cursor_walks_every_job_once_while_jobs_come_and_go(client):
    now = timezone.now()
    jobs = [PostingFactory(published_at=now - dt.timedelta(hours=n)) for n in range(7)]
    seen, url = [], f"{URL}?page_size=2"

    while url:
        body = client.get(url).json()
        seen += [row["id"] for row in body["results"]]
        url = body["next"]
        PostingFactory(published_at=now + dt.timedelta(hours=1))

    assert seen == [job.public_id for job in jobs]


def test_posting_list_takes_as_many_queries_for_three_as_for_one(client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(URL).status_code == 200
        return len(seen)

    PostingFactory(settings=["dental"])
    queries()
    one = queries()
    PostingFactory(settings=["dental", "oncology"])
    PostingFactory(settings=["oncology"])

    assert queries() == one


def test_too_many_requests_are_a_problem(client, monkeypatch):
    monkeypatch.setattr(api_limits, "A_MINUTE", 2)
    limits.forget("api:127.0.0.1")

    codes = [client.get("/api/v1/settings/").status_code for _n in range(3)]
    last = client.get("/api/v1/settings/", headers={"X-Forwarded-For": "8.8.8.8"})

    assert codes == [200, 200, 429]
    assert last.status_code == 429
    assert last.headers["Retry-After"] == "60"
    assert last.headers["Content-Type"] == "application/problem+json"


def test_role_families_and_settings(client):
    assert {"slug", "name", "kind"} <= set(client.get("/api/v1/role-families/").json()[0])
    assert any(row["slug"] == "fqhc" for row in client.get("/api/v1/settings/").json())


def test_schema_and_docs_name_every_parameter(client):
    schema = client.get("/api/schema/?format=json")
    docs = client.get("/api/docs/")

    assert schema.status_code == 200
    names = {p["name"] for p in schema.json()["paths"]["/api/v1/postings/"]["get"]["parameters"]}
    assert {
        "q",
        "near",
        "radius",
        "pay",
        "role",
        "setting",
        "state",
        "education",
        "cursor",
        "page_size",
    } <= names
    assert b"education" in docs.content
