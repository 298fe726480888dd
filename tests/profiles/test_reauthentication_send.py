from __future__ import annotations

from core.mail import Outbox
from tests.profiles.pages import at


def test_reauthentication_send_mails_only_to_oneself_and_not_for_ever(browse, candidate):
    client = browse(candidate)

    for _turn in range(7):
        client.post(at("reauthentication_send"), {"email": "evil@example.org"})

    assert set(Outbox.objects.values_list("recipient", flat=True)) == {candidate.email}
    assert Outbox.objects.count() == 5


def test_reauthentication_send_by_get_is_refused(browse, candidate):
    assert browse(candidate).get(at("reauthentication_send")).status_code == 405
