from __future__ import annotations

from profiles import services
from tests.profiles.pages import at


def test_invitation_revoke_takes_it_back(browse, owner, clinic):
    invitation = services.invite_member(
        employer=clinic, by=owner, email="n@x.example", role="owner"
    )

    browse(owner).post(at("invitation_revoke", invitation.public_id))

    invitation.refresh_from_db()
    assert invitation.revoked_at is not None


def test_invitation_revoke_by_others_changes_nothing(browse, owner, recruiter, outsider, clinic):
    invitation = services.invite_member(
        employer=clinic, by=owner, email="n@x.example", role="owner"
    )
    url = at("invitation_revoke", invitation.public_id)

    found = [browse(who).post(url).status_code for who in (recruiter, outsider)]

    invitation.refresh_from_db()
    assert (found, invitation.revoked_at) == ([403, 404], None)
