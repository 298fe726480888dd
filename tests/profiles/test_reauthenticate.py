from __future__ import annotations

import re

from core.mail import Outbox
from tests.profiles.pages import at


def by_code(candidate, browse):
    """Someone who signed in by mailed code, a day ago."""
    candidate.set_unusable_password()
    candidate.save()
    return browse(candidate, fresh=False)


def test_reauthenticate_with_the_mailed_code_opens_the_door(browse, candidate):
    client = by_code(candidate, browse)
    asked = client.get(at("account_delete"))
    assert asked.headers["Location"].startswith(at("reauthenticate"))
    client.post(at("reauthentication_send"), {"next": at("account_delete")})
    code = re.search(r"^(\d{6})$", Outbox.objects.latest("pk").text, re.M)[1]

    response = client.post(at("reauthenticate"), {"code": code, "next": at("account_delete")})

    assert response.headers["Location"] == at("account_delete")
    assert client.get(at("account_delete")).status_code == 200


def test_reauthenticate_five_wrong_codes_end_it(browse, candidate):
    client = by_code(candidate, browse)
    client.post(at("reauthentication_send"))
    code = re.search(r"^(\d{6})$", Outbox.objects.latest("pk").text, re.M)[1]
    wrong = "000000" if code != "000000" else "111111"
    for _turn in range(5):
        client.post(at("reauthenticate"), {"code": wrong})

    client.post(at("reauthenticate"), {"code": code})

    assert client.get(at("account_delete")).status_code == 302


def test_reauthenticate_guards_the_address_and_the_second_factor(browse, candidate):
    client = by_code(candidate, browse)

    for url in ("/accounts/email/", "/accounts/2fa/totp/activate/", "/accounts/password/set/"):
        assert client.get(url).headers["Location"].startswith(at("reauthenticate"))
