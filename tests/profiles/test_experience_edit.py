from __future__ import annotations

from tests.profiles.pages import at, only, statuses


def test_experience_edit_is_ones_own(browse, cast, full_profile):
    line = full_profile.experience.get()

    assert statuses(browse, cast, at("experience_edit", line.public_id)) == only("candidate")


def test_experience_edit_saves(browse, candidate, full_profile):
    line = full_profile.experience.get()

    response = browse(candidate).post(
        at("experience_edit", line.public_id),
        {
            "job_title": "Navigator",
            "started_on": "2020-01-01",
            "ended_on": "2021-01-01",
            "areas": ["patient-navigation"],
        },
    )

    line.refresh_from_db()
    assert response.status_code == 302
    assert (line.job_title, line.areas) == ("Navigator", ["patient-navigation"])


def test_experience_edit_by_someone_else_changes_nothing(browse, other_candidate, full_profile):
    line = full_profile.experience.get()
    before = line.updated_at

    response = browse(other_candidate).post(
        at("experience_edit", line.public_id),
        {
            "job_title": "Navigator",
            "started_on": "2020-01-01",
            "ended_on": "2021-01-01",
            "areas": ["patient-navigation"],
        },
    )

    line.refresh_from_db()
    assert (response.status_code, line.updated_at) == (404, before)


def test_experience_edit_keeps_people_ticked_as_an_area_before(browse, candidate, full_profile):
    line = full_profile.experience.get()
    type(line).objects.filter(pk=line.pk).update(areas=["with-adults"])

    html = browse(candidate).get(at("experience_edit", line.public_id)).content.decode()

    assert 'name="areas" value="with-adults"' in html
