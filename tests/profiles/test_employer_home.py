from __future__ import annotations

from tests.profiles.pages import at


def test_employer_home_leads_to_ones_own(browse, owner, candidate, clinic):
    mine = browse(owner).get(at("employer_home"))
    none = browse(candidate).get(at("employer_home"))

    assert mine.headers["Location"] == at("employer_edit", clinic.public_id)
    assert none.headers["Location"] == at("employer_create")
