from __future__ import annotations

from tests.profiles.pages import at, only, statuses


def test_profile_edit_is_ones_own(browse, cast):
    assert statuses(browse, cast, at("profile_edit")) == only("candidate", "other_candidate")


def test_profile_edit_saves(browse, candidate, profile):
    data = {"full_name": "Dana W.", "headline": "Nurse", "about": "", "phone": "513 555 0142"}

    response = browse(candidate).post(at("profile_edit"), data)

    profile.refresh_from_db()
    candidate.refresh_from_db()
    assert response.status_code == 302
    assert (candidate.full_name, profile.headline, profile.phone) == (
        "Dana W.",
        "Nurse",
        "513 555 0142",
    )


def test_profile_edit_bad_phone_keeps_what_was_typed(browse, candidate, profile):
    data = {"full_name": "Other", "headline": "Typed words", "phone": "call me"}

    html = browse(candidate).post(at("profile_edit"), data).content.decode()

    profile.refresh_from_db()
    candidate.refresh_from_db()
    assert "Typed words" in html
    assert "Enter a phone number" in html
    assert (candidate.full_name, profile.headline) == ("Dana Whitfield", "Care coordinator")
