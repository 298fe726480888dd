from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.profiles import MembershipFactory
from tests.profiles.pages import at, only, statuses


def test_team_is_the_teams(browse, cast, clinic):
    allowed = only("owner", "recruiter", "reviewer", "moderator", "admin")

    assert statuses(browse, cast, at("team", clinic.public_id)) == allowed


def test_team_same_queries_for_one_and_three(browse, owner, clinic):
    client = browse(owner)
    client.get(at("team", clinic.public_id))
    with CaptureQueriesContext(connection) as one:
        client.get(at("team", clinic.public_id))
    MembershipFactory.create_batch(2, employer=clinic)

    with CaptureQueriesContext(connection) as three:
        client.get(at("team", clinic.public_id))

    assert len(three) == len(one)


def test_team_recruiter_sees_who_but_no_buttons(browse, recruiter, owner, clinic):
    html = browse(recruiter).get(at("team", clinic.public_id)).content.decode()

    assert "Olive Grant" in html
    assert "Invite a colleague" not in html
