from __future__ import annotations

from tests.profiles.pages import at, only, statuses


def test_credential_create_is_ones_own(browse, cast, vocabulary):
    assert statuses(browse, cast, at("credential_create", "certificate")) == only(
        "candidate", "other_candidate"
    )


def test_credential_create_puts_it_in_the_wallet(browse, candidate, profile, vocabulary):
    data = {"term": "bls", "status": "active", "expires_on": "2099-01-12"}

    response = browse(candidate).post(at("credential_create", "certificate"), data)

    assert response.status_code == 302
    assert profile.credentials.get().term.slug == "bls"


def test_credential_create_clearance(browse, candidate, profile, vocabulary):
    data = {"term": "drivers-license", "status": "active"}

    browse(candidate).post(at("credential_create", "clearance"), data)

    assert profile.credentials.get().term.slug == "drivers-license"


def test_credential_create_of_the_other_kind_refused(browse, candidate, profile, vocabulary):
    data = {"term": "drivers-license", "status": "active"}

    html = browse(candidate).post(at("credential_create", "certificate"), data).content.decode()

    assert "Select a valid choice" in html
    assert profile.credentials.count() == 0


def test_credential_create_twice_says_so_at_the_field(browse, candidate, profile, vocabulary):
    client = browse(candidate)
    client.post(at("credential_create", "certificate"), {"term": "bls", "status": "active"})

    html = client.post(
        at("credential_create", "certificate"), {"term": "bls", "status": "active"}
    ).content.decode()

    assert "You already have this in your wallet" in html
    assert profile.credentials.count() == 1


def test_credential_create_unknown_kind_is_not_found(browse, candidate):
    for kind in ("license", "degree"):
        assert browse(candidate).get(at("credential_create", kind)).status_code == 404
