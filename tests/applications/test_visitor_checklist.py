"""The job page's checklist for facts that stand in the address only."""

from __future__ import annotations

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.matching import asking

pytestmark = pytest.mark.usefixtures("vocabulary")


def page_of(client, posting, query=""):
    response = client.get(f"/jobs/{posting.public_id}/{posting.slug}/{query}")
    return response, unescape(response.content.decode())


def test_each_line_has_its_verdict(client, db):
    posting = asking("rn", "master:nursing", "bls")

    response, page = page_of(client, posting, "?have=rn:OH,bachelor:nursing")

    assert "1 met, 1 not met, 1 not stated" in page
    assert "Compared with what you told us" in page
    assert "You told us: Bachelor’s degree in nursing; RN, Ohio" in page
    assert "/accounts/signup/?next=" in page
    assert 'href="/jobs/?have=bachelor:nursing,rn:OH"' in page
    assert response["Cache-Control"].startswith("public") and not response.cookies
    assert "noindex" in page


def test_without_facts_the_list_is_plain(client, db):
    _response, page = page_of(client, asking("rn"))

    assert "Do you meet these?" in page and "You told us" not in page


def test_wrong_facts_are_named(client, db):
    _response, page = page_of(client, asking("rn"), "?have=moon,rn")

    assert "Not understood, and left out: moon, rn (a license needs its state" in page


def test_a_candidate_sees_her_profile_not_the_address(browse, candidate):
    _response, page = page_of(browse(candidate), asking("rn"), "?have=rn:OH")

    assert "You told us" not in page


def test_facts_cost_the_same_queries_whatever_they_are(client, db):
    posting = asking("rn", "bls")
    page_of(client, posting, "?have=ccm")
    with CaptureQueriesContext(connection) as one:
        page_of(client, posting, "?have=ccm")
    with CaptureQueriesContext(connection) as three:
        page_of(client, posting, "?have=rn:OH,bls,bachelor:nursing")

    assert len(one) == len(three)
