from __future__ import annotations

from tests.profiles.pages import at, only, statuses


def expected(ok: int) -> dict:
    return {**only("owner", "admin", ok=ok), "recruiter": 403, "reviewer": 403, "moderator": 403}


def test_employer_edit_is_the_owners(browse, cast, clinic):
    assert statuses(browse, cast, at("employer_edit", clinic.public_id)) == expected(200)


def test_employer_edit_saves(browse, owner, clinic):
    data = {"name": "Tall Oaks", "kind": "group", "website": clinic.website, "npi": "1234567893"}

    response = browse(owner).post(at("employer_edit", clinic.public_id), data)

    clinic.refresh_from_db()
    assert (response.status_code, clinic.name, clinic.npi) == (302, "Tall Oaks", "1234567893")


def test_employer_edit_wrong_npi_says_why(browse, owner, clinic):
    data = {"name": "Other", "kind": "group", "website": clinic.website, "npi": "1234567890"}

    html = browse(owner).post(at("employer_edit", clinic.public_id), data).content.decode()

    clinic.refresh_from_db()
    assert "This is not a valid NPI" in html
    assert clinic.name == "Tall Oaks Medical Group"


def test_employer_edit_by_recruiter_changes_nothing(browse, recruiter, clinic):
    data = {"name": "Mine", "kind": "group", "website": clinic.website}

    response = browse(recruiter).post(at("employer_edit", clinic.public_id), data)

    clinic.refresh_from_db()
    assert (response.status_code, clinic.name) == (403, "Tall Oaks Medical Group")


def test_employer_edit_unknown_and_foreign_look_the_same(browse, outsider, clinic):
    client = browse(outsider)

    foreign = client.get(at("employer_edit", clinic.public_id))
    unknown = client.get(at("employer_edit", "nosuchemploy"))

    assert (foreign.status_code, unknown.status_code) == (404, 404)
