from __future__ import annotations

from profiles.models import Membership
from tests.profiles.pages import at, only, statuses


def test_member_remove_is_the_owners_and_ones_own(browse, cast, reviewer):
    member = Membership.objects.get(user=reviewer)
    expected = only("owner", "admin", "reviewer") | {"recruiter": 403, "moderator": 403}

    assert statuses(browse, cast, at("member_remove", member.public_id)) == expected


def test_member_remove_takes_access_at_once(browse, owner, reviewer, clinic):
    client = browse(reviewer)
    assert client.get(at("team", clinic.public_id)).status_code == 200
    member = Membership.objects.get(user=reviewer)

    browse(owner).post(at("member_remove", member.public_id))

    assert client.get(at("team", clinic.public_id)).status_code == 404


def test_member_remove_last_owner_conflicts(browse, owner):
    member = Membership.objects.get(user=owner)

    response = browse(owner).post(at("member_remove", member.public_id))

    assert response.status_code == 409
    assert Membership.objects.filter(pk=member.pk).exists()
