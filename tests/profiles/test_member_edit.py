from __future__ import annotations

from profiles.models import Membership
from tests.profiles.pages import at, only, statuses


def test_member_edit_is_the_owners(browse, cast, clinic, reviewer):
    member = Membership.objects.get(user=reviewer)
    expected = only("owner", "admin") | {"recruiter": 403, "reviewer": 403, "moderator": 403}

    assert statuses(browse, cast, at("member_edit", member.public_id)) == expected


def test_member_edit_changes_role_and_sites(browse, owner, reviewer, clinic_site):
    member = Membership.objects.get(user=reviewer)
    data = {"role": "recruiter", "facilities": [clinic_site.pk]}

    browse(owner).post(at("member_edit", member.public_id), data)

    member.refresh_from_db()
    assert member.role == "recruiter"
    assert list(member.facilities.all()) == [clinic_site]


def test_member_edit_last_owner_says_why(browse, owner):
    member = Membership.objects.get(user=owner)

    html = browse(owner).post(at("member_edit", member.public_id), {"role": "reviewer"})

    member.refresh_from_db()
    assert "This is the last owner" in html.content.decode()
    assert member.role == "owner"


def test_member_edit_by_oneself_cannot_become_owner(browse, recruiter, owner):
    member = Membership.objects.get(user=recruiter)

    response = browse(recruiter).post(at("member_edit", member.public_id), {"role": "owner"})

    member.refresh_from_db()
    assert (response.status_code, member.role) == (403, "recruiter")
