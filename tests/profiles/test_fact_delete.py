from __future__ import annotations

from tests.profiles.pages import at, only, statuses


def test_fact_delete_asks_first(browse, candidate, full_profile):
    line = full_profile.credentials.get()

    browse(candidate).get(at("fact_delete", "credential", line.public_id))

    assert full_profile.credentials.count() == 1


def test_fact_delete_is_ones_own(browse, cast, full_profile):
    line = full_profile.credentials.get()

    found = statuses(browse, cast, at("fact_delete", "credential", line.public_id))

    assert found == only("candidate")


def test_fact_delete_deletes_one_line(browse, candidate, full_profile):
    line = full_profile.credentials.get()

    browse(candidate).post(at("fact_delete", "credential", line.public_id))

    assert full_profile.credentials.count() == 0
    assert full_profile.education.count() == 1


def test_fact_delete_by_someone_else_changes_nothing(browse, other_candidate, full_profile):
    line = full_profile.credentials.get()

    response = browse(other_candidate).post(at("fact_delete", "credential", line.public_id))

    assert response.status_code == 404
    assert full_profile.credentials.count() == 1


def test_fact_delete_unknown_card_or_line_is_not_found(browse, candidate, full_profile):
    for args in (("wing", "x"), ("skill", "nosuchlineid")):
        assert browse(candidate).get(at("fact_delete", *args)).status_code == 404
