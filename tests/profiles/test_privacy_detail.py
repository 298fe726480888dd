from __future__ import annotations

from tests.profiles.pages import at, statuses


def test_privacy_detail_is_everybodys_own(browse, cast):
    found = statuses(browse, cast, at("privacy_detail"))

    assert set(found.values()) == {200, 302}
    assert found["visitor"] == 302


def test_privacy_detail_says_what_is_never_shown(browse, candidate):
    html = browse(candidate).get(at("privacy_detail")).content.decode()

    assert "The year you finished school" in html
