from __future__ import annotations

from tests.profiles.pages import at


def test_team_home_leads_to_ones_own(browse, reviewer, candidate, clinic):
    mine = browse(reviewer).get(at("team_home"))
    none = browse(candidate).get(at("team_home"))

    assert mine.headers["Location"] == at("team", clinic.public_id)
    assert none.headers["Location"] == at("employer_create")
