from __future__ import annotations

from profiles import services
from tests.profiles.pages import at, only, statuses


def test_denial_list_is_ones_own(browse, cast, vocabulary):
    assert statuses(browse, cast, at("denial_list")) == only("candidate", "other_candidate")


def test_denial_list_tells_held_from_denied(browse, candidate, full_profile, term):
    services.set_denial(profile=full_profile, by=candidate, term=term("ccm"), denied=True)

    html = browse(candidate).get(at("denial_list")).content.decode()

    assert "You have this" in html
    assert "You said no" in html


def test_denial_list_searches(browse, candidate, vocabulary):
    html = browse(candidate).get(at("denial_list"), {"q": "oncology"}).content.decode()

    assert "Oncology" in html


def test_denial_list_odd_words_find_nothing(browse, candidate, vocabulary):
    for words in ("%", "\x00", "zzzz" * 50):
        assert browse(candidate).get(at("denial_list"), {"q": words}).status_code == 200
