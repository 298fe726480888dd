from __future__ import annotations

import pytest

from tests.profiles.pages import at, only, statuses

URL = "license_create"


def test_license_create_is_ones_own(browse, cast, vocabulary):
    assert statuses(browse, cast, at(URL)) == only("candidate", "other_candidate")


def test_license_create_lists_titles_as_the_state_writes_them(browse, candidate, vocabulary):
    html = browse(candidate).get(at(URL), {"state": "OH"}).content.decode()

    assert "LISW" in html
    assert "LCSW" not in html


@pytest.mark.parametrize(
    ("state", "title", "slug"),
    [
        ("OH", "LSW", "sw-bachelor:OH"),
        ("CO", "LSW", "sw-master:CO"),
        ("MA", "LCSW", "sw-master:MA"),
    ],
)
def test_license_create_resolves_title_by_state(
    browse, candidate, profile, vocabulary, state, title, slug
):
    url = f"{at(URL)}?state={state}&title={title}"

    browse(candidate).post(url, {"status": "active", "scope": "single"})

    line = profile.credentials.select_related("term").get()
    assert (line.term.slug, line.title, line.state) == (slug, title, state)


def test_license_create_asks_for_scope_only_where_it_exists(browse, candidate, vocabulary):
    client = browse(candidate)

    ohio = client.get(at(URL), {"state": "OH", "title": "RN"}).content.decode()
    california = client.get(at(URL), {"state": "CA", "title": "RN"}).content.decode()

    assert "Multistate (compact)" in ohio
    assert "Multistate (compact)" not in california


def test_license_create_asks_for_privileges_of_counselors_only(browse, candidate, vocabulary):
    client = browse(candidate)

    counselor = client.get(at(URL), {"state": "OH", "title": "LPCC"}).content.decode()
    nurse = client.get(at(URL), {"state": "OH", "title": "RN"}).content.decode()

    assert "Privileges you bought" in counselor
    assert "Privileges you bought" not in nurse


def test_license_create_cannot_claim_multistate_elsewhere(browse, candidate, profile, vocabulary):
    url = f"{at(URL)}?state=CA&title=RN"

    browse(candidate).post(url, {"status": "active", "scope": "multistate"})

    assert profile.credentials.get().scope == "single"


def test_license_create_takes_a_limited_permit_with_its_dates(
    browse, candidate, profile, vocabulary
):
    url = f"{at(URL)}?state=NY&title=LMSW"
    data = {"status": "limited_permit", "issued_on": "2026-06-01", "number": "P-1"}

    asked = browse(candidate).post(url, data).content.decode()
    assert "A limited permit counts by its length: give both dates." in asked
    assert "P-1" in asked
    assert not profile.credentials.exists()

    browse(candidate).post(url, {**data, "expires_on": "2027-05-31"})
    assert profile.credentials.get().status == "limited_permit"


def test_license_create_offers_permits_only_where_boards_issue_them(browse, candidate, vocabulary):
    client = browse(candidate)

    social_worker = client.get(at(URL), {"state": "NY", "title": "LMSW"}).content.decode()
    assistant = client.get(at(URL), {"state": "NY", "title": "CNA"}).content.decode()

    assert "Limited permit" in social_worker
    assert "Limited permit" not in assistant


@pytest.mark.parametrize("query", ["state=XX", "state=OH&title=XYZ", "state=%00&title=%00"])
def test_license_create_unknown_state_or_title_is_asked_again(browse, candidate, vocabulary, query):
    response = browse(candidate).get(f"{at(URL)}?{query}")

    assert response.status_code == 200
    assert "Show its titles" in response.content.decode()


def test_license_create_dates_out_of_order_keep_what_was_typed(
    browse, candidate, profile, vocabulary
):
    data = {
        "status": "active",
        "issued_on": "2025-05-05",
        "expires_on": "2024-01-01",
        "number": "RN.77",
    }

    html = browse(candidate).post(f"{at(URL)}?state=OH&title=LSW", data).content.decode()

    assert "The expiry date must be after the issue date." in html
    assert "RN.77" in html
    assert profile.credentials.count() == 0


def test_license_create_fragment_is_part_of_the_page(browse, candidate, vocabulary):
    client = browse(candidate)
    whole = client.get(at(URL), {"state": "OH"}).content.decode()

    part = client.get(at(URL), {"state": "OH"}, headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in part
    assert part.strip() in whole
