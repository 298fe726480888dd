from __future__ import annotations

from tests.profiles.pages import at


def test_account_deleted_is_open_to_everybody(client, db):
    assert "Your account is deleted" in client.get(at("account_deleted")).content.decode()
