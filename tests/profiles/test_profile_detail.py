from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from profiles import services
from tests.factories.profiles import ExperienceFactory
from tests.profiles.pages import at


def test_profile_detail_shows_the_five_cards(browse, candidate, full_profile):
    html = browse(candidate).get(at("profile_detail")).content.decode()

    for words in (
        "RN, multistate",
        "nursing",
        "Riverside Clinic",
        "Spanish, professional",
        "Full time",
    ):
        assert words in html
    assert "Official look-up" in html
    assert "Ready to apply" in html
    assert "SECRETNUMBER" not in html


def test_profile_detail_without_a_profile_offers_one(browse, recruiter, django_assert_num_queries):
    html = browse(recruiter).get(at("profile_detail")).content.decode()

    assert "Start a profile" in html
    assert not hasattr(recruiter, "candidate_profile")


def test_profile_detail_same_queries_for_one_and_three_lines(browse, candidate, full_profile, term):
    client = browse(candidate)
    client.get(at("profile_detail"))
    with CaptureQueriesContext(connection) as one:
        client.get(at("profile_detail"))
    ExperienceFactory.create_batch(2, profile=full_profile)
    for slug in ("bls", "ccm"):
        services.add_credential(profile=full_profile, by=candidate, term=term(slug))

    with CaptureQueriesContext(connection) as three:
        client.get(at("profile_detail"))

    assert len(three) == len(one)


def test_profile_detail_get_writes_nothing(browse, candidate, full_profile):
    client = browse(candidate)

    with CaptureQueriesContext(connection) as seen:
        client.get(at("profile_detail"))

    assert [q["sql"] for q in seen if not q["sql"].lstrip("(").upper().startswith("SELECT")] == []


def test_profile_detail_visitor_signs_in(client, db):
    assert client.get(at("profile_detail")).status_code == 302
