from __future__ import annotations

from core.mail import Outbox
from tests.profiles.pages import at, only, statuses


def test_member_invite_is_the_owners(browse, cast, clinic):
    expected = only("owner", "admin") | {"recruiter": 403, "reviewer": 403, "moderator": 403}

    assert statuses(browse, cast, at("member_invite", clinic.public_id)) == expected


def test_member_invite_mails_a_link(browse, owner, clinic):
    data = {"email": " Nia@TallOaks.example", "role": "recruiter"}

    browse(owner).post(at("member_invite", clinic.public_id), data)

    mail = Outbox.objects.get()
    assert mail.recipient == "nia@talloaks.example"
    assert "/hire/team/join/" in mail.text


def test_member_invite_someone_already_in_says_so(browse, owner, recruiter, clinic):
    data = {"email": recruiter.email, "role": "recruiter"}

    html = browse(owner).post(at("member_invite", clinic.public_id), data).content.decode()

    assert "already in your team" in html


def test_member_invite_bad_role_or_address_says_why(browse, owner, clinic):
    data = {"email": "mıke@example.org", "role": "king"}

    html = browse(owner).post(at("member_invite", clinic.public_id), data).content.decode()

    assert "Select a valid choice" in html
    assert "valid e-mail address" in html
    assert not Outbox.objects.exists()
