from __future__ import annotations

from tests.profiles.pages import at, only, statuses


def test_language_edit_is_ones_own(browse, cast, full_profile):
    line = full_profile.languages.get()

    assert statuses(browse, cast, at("language_edit", line.public_id)) == only("candidate")


def test_language_edit_saves(browse, candidate, full_profile):
    line = full_profile.languages.get()

    response = browse(candidate).post(
        at("language_edit", line.public_id), {"language": "french", "level": "fluent"}
    )

    line.refresh_from_db()
    assert response.status_code == 302
    assert (line.term.slug, line.language) == ("french:fluent", "french")


def test_language_edit_by_someone_else_changes_nothing(browse, other_candidate, full_profile):
    line = full_profile.languages.get()
    before = line.updated_at

    response = browse(other_candidate).post(
        at("language_edit", line.public_id), {"language": "french", "level": "fluent"}
    )

    line.refresh_from_db()
    assert (response.status_code, line.updated_at) == (404, before)
