from __future__ import annotations

import re

from core.mail import Outbox
from tests.profiles.pages import at, only, statuses


def test_domain_confirm_is_the_owners(browse, cast, clinic):
    expected = only("owner", "admin") | {"recruiter": 403, "reviewer": 403, "moderator": 403}

    assert statuses(browse, cast, at("domain_confirm", clinic.public_id)) == expected


def test_domain_confirm_with_the_mailed_code(browse, owner, clinic):
    clinic.level, clinic.domain_confirmed_at = 0, None
    clinic.save()
    client = browse(owner)
    client.post(at("domain_code_send", clinic.public_id), {"email": f"olive@{clinic.email_domain}"})
    code = re.search(r"^(\d{6})$", Outbox.objects.latest("pk").text, re.M)[1]

    client.post(at("domain_confirm", clinic.public_id), {"code": code})

    clinic.refresh_from_db()
    assert clinic.level == 1


def test_domain_confirm_wrong_code_says_how_many_tries_are_left(browse, owner, clinic):
    client = browse(owner)
    client.post(at("domain_code_send", clinic.public_id), {"email": f"o@{clinic.email_domain}"})

    html = client.post(at("domain_confirm", clinic.public_id), {"code": "0"}).content.decode()

    assert "You can try 4 more times" in html
