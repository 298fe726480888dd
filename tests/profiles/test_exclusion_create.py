from __future__ import annotations

from tests.profiles.pages import at, only, statuses


def test_exclusion_create_is_ones_own(browse, cast):
    assert statuses(browse, cast, at("exclusion_create")) == only("candidate", "other_candidate")


def test_exclusion_create_hides(browse, candidate, profile, clinic):
    browse(candidate).post(at("exclusion_create"), {"employer": "tall oaks medical group"})

    assert profile.exclusions.get().employer == clinic


def test_exclusion_create_unknown_name_keeps_what_was_typed(browse, candidate, profile):
    html = browse(candidate).post(at("exclusion_create"), {"employer": "Nowhere"}).content.decode()

    assert "No employer here bears this name" in html
    assert "Nowhere" in html
