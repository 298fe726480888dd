from __future__ import annotations

from tests.profiles.pages import at, only, statuses

DATA = {"language": "french", "level": "fluent"}


def test_language_create_is_ones_own(browse, cast, vocabulary):
    assert statuses(browse, cast, at("language_create")) == only("candidate", "other_candidate")


def test_language_create_saves(browse, candidate, profile, vocabulary):
    browse(candidate).post(at("language_create"), DATA)

    line = profile.languages.get()
    assert (line.term.slug, line.language) == ("french:fluent", "french")


def test_language_create_bad_input_says_why(browse, candidate, profile, vocabulary):
    html = (
        browse(candidate)
        .post(at("language_create"), {"language": "klingon", "level": "fluent"})
        .content.decode()
    )

    assert "Select a valid choice" in html
    assert profile.languages.count() == 0
