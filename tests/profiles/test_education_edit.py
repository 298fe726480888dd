from __future__ import annotations

from tests.profiles.pages import at, only, statuses


def test_education_edit_is_ones_own(browse, cast, full_profile):
    line = full_profile.education.get()

    assert statuses(browse, cast, at("education_edit", line.public_id)) == only("candidate")


def test_education_edit_saves(browse, candidate, full_profile):
    line = full_profile.education.get()

    response = browse(candidate).post(
        at("education_edit", line.public_id),
        {
            "degree": "master",
            "field": "social-work",
            "school": "Xavier",
            "foreign_evaluated": "",
            "finished_year": "1990",
        },
    )

    line.refresh_from_db()
    assert response.status_code == 302
    assert (line.term.slug, line.school, line.finished_year) == (
        "master:social-work",
        "Xavier",
        1990,
    )


def test_education_edit_by_someone_else_changes_nothing(browse, other_candidate, full_profile):
    line = full_profile.education.get()
    before = line.updated_at

    response = browse(other_candidate).post(
        at("education_edit", line.public_id),
        {
            "degree": "master",
            "field": "social-work",
            "school": "Xavier",
            "foreign_evaluated": "",
            "finished_year": "1990",
        },
    )

    line.refresh_from_db()
    assert (response.status_code, line.updated_at) == (404, before)
