from __future__ import annotations

from tests.factories.profiles import primary_care
from tests.profiles.pages import at, only, statuses


def data() -> dict:
    return {
        "name": "East",
        "setting": primary_care().pk,
        "place": "45203",
        "street": "",
        "ehr": "Epic",
    }


def test_facility_create_is_for_owners_and_recruiters(browse, cast, clinic):
    expected = only("owner", "recruiter", "admin") | {"reviewer": 403, "moderator": 403}

    assert statuses(browse, cast, at("facility_create", clinic.public_id)) == expected


def test_facility_create_saves(browse, recruiter, clinic, place):
    browse(recruiter).post(at("facility_create", clinic.public_id), data())

    assert clinic.facilities.get().place == place


def test_facility_create_unknown_zip_keeps_what_was_typed(browse, recruiter, clinic, place):
    typed = {**data(), "place": "00000"}

    html = browse(recruiter).post(at("facility_create", clinic.public_id), typed).content.decode()

    assert "We do not know this place" in html
    assert "East" in html
    assert clinic.facilities.count() == 0


def test_facility_create_by_reviewer_changes_nothing(browse, reviewer, clinic, place):
    response = browse(reviewer).post(at("facility_create", clinic.public_id), data())

    assert response.status_code == 403
    assert clinic.facilities.count() == 0
