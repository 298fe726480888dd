from __future__ import annotations

from tests.profiles.pages import at, only, statuses

DATA = {
    "degree": "master",
    "field": "social-work",
    "school": "Xavier",
    "foreign_evaluated": "",
    "finished_year": "1990",
}


def test_education_create_is_ones_own(browse, cast, vocabulary):
    assert statuses(browse, cast, at("education_create")) == only("candidate", "other_candidate")


def test_education_create_saves(browse, candidate, profile, vocabulary):
    browse(candidate).post(at("education_create"), DATA)

    line = profile.education.get()
    assert (line.term.slug, line.school, line.finished_year) == (
        "master:social-work",
        "Xavier",
        1990,
    )


def test_education_create_bad_input_says_why(browse, candidate, profile, vocabulary):
    html = (
        browse(candidate)
        .post(at("education_create"), {"degree": "", "finished_year": "20"})
        .content.decode()
    )

    assert "This field is required" in html
    assert profile.education.count() == 0
