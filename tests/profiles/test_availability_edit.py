from __future__ import annotations

import pytest

from tests.profiles.pages import at, only, statuses

GOOD = {
    "place": "Cincinnati, OH 45203",
    "radius_miles": "40",
    "employment_types": ["full_time", "internship"],
    "shifts": ["days"],
    "work_authorized": "yes",
    "needs_sponsorship": "",
}


def test_availability_edit_is_ones_own(browse, cast):
    assert statuses(browse, cast, at("availability_edit")) == only("candidate", "other_candidate")


def test_availability_edit_saves(browse, candidate, profile, vocabulary):
    browse(candidate).post(at("availability_edit"), GOOD)

    profile.refresh_from_db()
    assert profile.place.zip == "45203"
    assert profile.employment_types == ["full_time", "internship"]
    assert (profile.work_authorized, profile.needs_sponsorship) == (True, None)
    assert profile.open_to_remote is False


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("place", "99999", "We do not know this place"),
        ("place", "Springfield", "We do not know this place"),
        ("place", "45203\x00", "Null characters"),
        ("radius_miles", "0", "greater than or equal to 1"),
        ("employment_types", "boss", "Select a valid choice"),
        ("hours_max", "999", "less than or equal to 80"),
    ],
)
def test_availability_edit_bad_input_says_why(browse, candidate, profile, field, value, words):
    html = browse(candidate).post(at("availability_edit"), {**GOOD, field: value}).content.decode()

    profile.refresh_from_db()
    assert words in html
    assert profile.employment_types == []


def test_availability_edit_hours_out_of_order(browse, candidate, profile):
    data = {**GOOD, "hours_min": "40", "hours_max": "20"}

    html = browse(candidate).post(at("availability_edit"), data).content.decode()

    assert "must not be below" in html
