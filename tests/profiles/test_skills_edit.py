from __future__ import annotations

from tests.profiles.pages import at, only, statuses


def test_skills_edit_is_ones_own(browse, cast, vocabulary):
    assert statuses(browse, cast, at("skills_edit")) == only("candidate", "other_candidate")


def test_skills_edit_makes_the_set_exact(browse, candidate, full_profile):
    data = {"care": ["care-planning"], "soft_skills": ["communication"]}

    browse(candidate).post(at("skills_edit"), data)

    assert [s.term.slug for s in full_profile.skills.select_related("term").all()] != ["epic"]


def test_skills_edit_unknown_skill_changes_nothing(browse, candidate, full_profile):
    html = browse(candidate).post(at("skills_edit"), {"care": ["flying"]}).content.decode()

    assert "Select a valid choice" in html
    assert full_profile.skills.count() == 1
