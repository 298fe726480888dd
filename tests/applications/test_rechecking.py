"""A wrong fact is put right from the line that used it, and the way back tells what changed."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest
from django.utils import timezone

from tests.applications.test_what_it_takes import words
from tests.factories.applications import complete
from tests.factories.matching import asking, holds, lacks

pytestmark = pytest.mark.usefixtures("vocabulary")


@pytest.fixture
def dana(candidate):
    return lacks(holds(candidate.candidate_profile, "rn", "bachelor:nursing"), "ccm")


def path_of(job) -> str:
    return f"/jobs/{job.public_id}/{job.slug}/"


def link(client, path: str, text: str) -> str:
    """Where the first link with these words on a requirement line leads."""
    page = client.get(path).content.decode()
    found = re.search(rf'<a href="([^"]+)">{re.escape(text)}<span', page)
    assert found is not None, text
    return unescape(found[1])


def test_an_expired_license_is_corrected_and_now_met(browse, candidate, dana):
    dana.credentials.update(expires_on=timezone.localdate() - dt.timedelta(days=2))
    job = asking("rn")
    client = browse(candidate)
    fix = link(client, path_of(job), "This is wrong? Fix it and check again")
    assert fix.startswith(f"/me/profile/credentials/{dana.credentials.get().public_id}/")

    saved = client.post(fix, {"status": "active", "expires_on": "2028-01-31", "scope": "single"})
    page = client.get(saved.url.partition("#")[0])

    assert saved.url == f"{path_of(job)}?was=0:not_met#line-0"
    assert "Now met. Well done." in words(page)
    assert 'href="#line-0"' in page.content.decode()


def test_an_unsaid_line_is_answered_where_it_stands(browse, candidate, dana):
    job = asking("rn", "bls")
    client = browse(candidate)
    answer = link(client, path_of(job), "Answer now")
    assert answer.startswith("/me/profile/credentials/new/certificate/?term=bls&next=")
    assert client.get(answer).context["form"]["term"].value() == "bls"

    saved = client.post(answer, {"term": "bls", "status": "active"})

    assert saved.url == f"{path_of(job)}?was=1:not_stated#line-1"
    assert "Now met. Well done." in words(client.get(saved.url.partition("#")[0]))


def test_a_no_is_taken_back_with_the_way_back(browse, candidate, dana):
    job = asking("rn", "ccm")
    client = browse(candidate)
    fix = link(client, path_of(job), "This is wrong? Take it back")

    page = client.get(fix)
    back = re.search(r'name="next" value="([^"]+)"', page.content.decode())
    assert back is not None
    answer = client.post("/me/profile/not-held/unset/", {"term": "ccm", "next": unescape(back[1])})

    assert "Take back" in words(page)
    assert answer.url == f"{path_of(job)}?was=1:not_met#line-1"
    told = words(client.get(answer.url.partition("#")[0]))
    assert "Thank you. Now it says: not stated." in told


def test_what_did_not_change_is_said_kindly(browse, candidate, dana):
    job = asking("rn", "ccm")

    page = browse(candidate).get(f"{path_of(job)}?was=1:not_met")

    assert "Checked again, and still: not met." in words(page)


@pytest.mark.parametrize("was", ["", "9.9:not_met", "1:nonsense", "x", ":", "1", "0:met:met"])
def test_an_address_that_says_nothing_says_nothing(was, browse, candidate, dana):
    job = asking("rn", "ccm")

    page = browse(candidate).get(path_of(job), {"was": was})

    assert page.status_code == 200
    assert page.context["news"] is None


def test_the_way_back_leads_to_pages_of_ours_only(browse, candidate, dana):
    client = browse(candidate)
    form = {"term": "bls", "status": "active"}

    saved = client.post("/me/profile/credentials/new/certificate/?next=https://evil.example/", form)

    assert saved.url == "/me/profile/"


def test_the_license_picker_keeps_the_way_back(browse, candidate, dana):
    client = browse(candidate)

    page = client.get("/me/profile/licenses/new/?next=/jobs/x/y/").content.decode()
    chosen = client.get("/me/profile/licenses/new/?state=OH&title=LISW&next=/jobs/x/y/")
    saved = client.post(
        "/me/profile/licenses/new/?state=OH&title=LISW&next=/jobs/x/y/", {"status": "active"}
    )

    assert '<input type="hidden" name="next" value="/jobs/x/y/">' in page
    assert chosen.context["title"] == "LISW"
    assert saved.url == "/jobs/x/y/"


def test_cancelling_leads_back_to_the_job(browse, candidate, dana):
    page = browse(candidate).get("/me/profile/education/new/?degree=bachelor&next=/jobs/x/y/")

    assert 'href="/jobs/x/y/">Cancel' in page.content.decode()
    assert page.context["form"]["degree"].value() == "bachelor"


def test_the_apply_page_lets_a_fact_be_fixed_too(browse, candidate):
    complete(candidate)
    job = asking("rn")
    client = browse(candidate)
    apply = f"/jobs/{job.public_id}/apply/"

    answer = link(client, apply, "Answer now")
    holds(candidate.candidate_profile, "rn")

    assert "next=%2Fjobs%2F" in answer and "apply" in answer
    assert "Now met. Well done." in words(client.get(f"{apply}?was=0:not_stated"))
