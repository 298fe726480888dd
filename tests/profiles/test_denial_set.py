from __future__ import annotations

from tests.profiles.pages import at


def test_denial_set_states_a_no(browse, candidate, profile, vocabulary):
    browse(candidate).post(at("denial_set"), {"term": "ccm"})

    assert profile.denials.get().term.slug == "ccm"


def test_denial_set_comes_back_to_where_it_was_asked(browse, candidate, profile, vocabulary):
    response = browse(candidate).post(at("denial_set"), {"term": "ccm", "next": "/jobs/"})
    evil = browse(candidate).post(at("denial_set"), {"term": "bls", "next": "//evil.example"})

    assert response.headers["Location"] == "/jobs/"
    assert evil.headers["Location"] == at("denial_list")


def test_denial_set_of_something_held_says_why(browse, candidate, full_profile):
    response = browse(candidate).post(at("denial_set"), {"term": "rn"}, follow=True)

    assert "says that you have this" in response.content.decode()
    assert full_profile.denials.count() == 0


def test_denial_set_unknown_term_or_person_is_not_found(browse, candidate, recruiter, vocabulary):
    assert browse(candidate).post(at("denial_set"), {"term": "x\x00"}).status_code == 404
    assert browse(recruiter).post(at("denial_set"), {"term": "ccm"}).status_code == 404
    assert browse(candidate).get(at("denial_set")).status_code == 405
