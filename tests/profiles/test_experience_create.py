from __future__ import annotations

from tests.profiles.pages import at, only, statuses

DATA = {
    "job_title": "Navigator",
    "started_on": "2020-01-01",
    "ended_on": "2021-01-01",
    "areas": ["patient-navigation"],
}


def test_experience_create_is_ones_own(browse, cast, vocabulary):
    assert statuses(browse, cast, at("experience_create")) == only("candidate", "other_candidate")


def test_experience_create_saves(browse, candidate, profile, vocabulary):
    browse(candidate).post(at("experience_create"), DATA)

    line = profile.experience.get()
    assert (line.job_title, line.areas) == ("Navigator", ["patient-navigation"])


def test_experience_create_bad_input_says_why(browse, candidate, profile, vocabulary):
    html = (
        browse(candidate)
        .post(at("experience_create"), {"job_title": "", "started_on": "2999-01-01"})
        .content.decode()
    )

    assert "it must be in the past" in html
    assert profile.experience.count() == 0


def test_experience_create_asks_for_people_once(browse, candidate, profile, vocabulary):
    html = browse(candidate).get(at("experience_create")).content.decode()

    assert 'name="areas" value="with-adults"' not in html
    assert 'name="populations" value="adults"' in html
    assert html.index(">The work<") < html.index('value="care-coordination"')
    assert html.index(">Where, or in which field<") < html.index('value="call-center"')
