from __future__ import annotations

from tests.profiles.pages import at


def test_denial_unset_takes_it_back(browse, candidate, profile, vocabulary):
    client = browse(candidate)
    client.post(at("denial_set"), {"term": "ccm"})

    client.post(at("denial_unset"), {"term": "ccm"})

    assert profile.denials.count() == 0
