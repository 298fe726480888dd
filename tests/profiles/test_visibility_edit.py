from __future__ import annotations

from tests.profiles.pages import at, only, statuses


def test_visibility_edit_is_ones_own(browse, cast):
    assert statuses(browse, cast, at("visibility_edit")) == only("candidate", "other_candidate")


def test_visibility_edit_saves(browse, candidate, profile):
    browse(candidate).post(at("visibility_edit"), {"visibility": "anonymous"})

    profile.refresh_from_db()
    assert profile.visibility == "anonymous"


def test_visibility_edit_unknown_choice_changes_nothing(browse, candidate, profile):
    html = browse(candidate).post(at("visibility_edit"), {"visibility": "all"}).content.decode()

    profile.refresh_from_db()
    assert "Select a valid choice" in html
    assert profile.visibility == "hidden"
