"""The notice about automated matching: what enters, what never does, what states say, from dated data."""

from __future__ import annotations

import datetime as dt
from html import unescape

import pytest
import time_machine
from django.utils import timezone

from matching.notice import laws
from profiles.matching_inputs import COMPARED, INPUTS, NEVER
from qualifications.verdicts import RULE_VERSION
from tests.factories.matching import asking

NOTICE = "How matching works, and your rights"


def page_of(client, path: str) -> str:
    return unescape(client.get(path, follow=True).content.decode())


@pytest.fixture
def page(client) -> str:
    return page_of(client, "/careers/how-matching-works/")


def test_it_is_open_to_all_and_sets_no_cookie(client):
    response = client.get("/careers/how-matching-works/")

    assert response.status_code == 200
    assert response.cookies == {}
    assert response["Cache-Control"] == "public, max-age=60"


def test_it_says_list_not_score(page):
    assert "A match is a list you can check, never a score." in page
    assert "rejects nobody" in page


def test_every_compared_input_and_every_never_input_stands_there(page):
    for row in INPUTS:
        if row.use == COMPARED:
            assert str(row.words) in page
    for words in NEVER:
        assert str(words)[1:] in page


def test_records_version_and_ways_to_correct(page):
    assert "are kept for 4 years" in " ".join(page.split())
    assert f"version {RULE_VERSION}" in page
    for path in ("/me/profile/", "/me/privacy/"):
        assert f'href="{path}"' in page


def test_each_law_has_its_day_source_and_check(page):
    assert {law.place for law in laws()} >= {"California", "Colorado", "Illinois", "New York City"}
    for law in laws():
        assert law.source and law.verified_on <= timezone.localdate()
        assert law.law in page and law.says in page and law.here in page
        assert f"checked {law.verified_on:%b} {law.verified_on.day}, {law.verified_on.year}" in page


def test_a_law_of_the_future_says_from_when(client):
    colorado = next(law for law in laws() if law.place == "Colorado")
    assert colorado.valid_from == dt.date(2027, 1, 1)

    with time_machine.travel(dt.datetime(2026, 11, 25, 17, tzinfo=dt.UTC), tick=False):
        before = page_of(client, "/careers/how-matching-works/")
    with time_machine.travel(dt.datetime(2027, 1, 2, 17, tzinfo=dt.UTC), tick=False):
        after = page_of(client, "/careers/how-matching-works/")

    assert before.count("In force from January 1, 2027 on") == 2
    assert after.count("In force since January 1, 2027") == 2


def test_the_notice_stands_where_fit_is_shown(client, browse, candidate, dana):
    posting = asking("rn")
    job = f"/jobs/{posting.public_id}/{posting.slug}/"

    for path in ("/", "/jobs/", "/jobs/?have=rn:OH", job):
        assert NOTICE in page_of(client, path), path
    mine = browse(candidate)
    for path in ("/jobs/", job, "/me/", f"/jobs/{posting.public_id}/apply/"):
        assert NOTICE in page_of(mine, path), path
