from __future__ import annotations

import re

from core.mail import Outbox
from profiles import services
from profiles.models import Membership
from tests.profiles.pages import at  # noqa: F401


def invited(clinic, owner, email: str) -> str:
    services.invite_member(employer=clinic, by=owner, email=email, role="reviewer")
    return re.search(r"(/hire/team/join/[^/\s]+/)", Outbox.objects.latest("pk").text)[1]


def test_invitation_accept_get_changes_nothing(browse, owner, clinic, candidate):
    url = invited(clinic, owner, candidate.email)

    html = browse(candidate).get(url).content.decode()

    assert "Join Tall Oaks Medical Group?" in html
    assert not Membership.objects.filter(user=candidate).exists()


def test_invitation_accept_post_joins(browse, owner, clinic, candidate):
    url = invited(clinic, owner, candidate.email)

    browse(candidate).post(url)

    assert Membership.objects.get(user=candidate).role == "reviewer"


def test_invitation_accept_by_another_shows_and_does_nothing(
    browse, owner, clinic, candidate, other_candidate
):
    url = invited(clinic, owner, candidate.email)
    client = browse(other_candidate)

    seen, done = client.get(url).content.decode(), client.post(url)

    assert clinic.name not in seen
    assert "sent to another address" in done.content.decode()
    assert not Membership.objects.filter(user=other_candidate).exists()


def test_invitation_accept_visitor_signs_in_first(client, owner, clinic):
    url = invited(clinic, owner, "n@x.example")

    assert client.get(url).headers["Location"].startswith("/accounts/login/")
