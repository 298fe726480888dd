from __future__ import annotations

import datetime as dt

from tests.profiles.pages import at, only, statuses


def test_credential_edit_is_ones_own(browse, cast, full_profile):
    line = full_profile.credentials.get()

    assert statuses(browse, cast, at("credential_edit", line.public_id)) == only("candidate")


def test_credential_edit_saves(browse, candidate, full_profile):
    line = full_profile.credentials.get()
    data = {"status": "active", "scope": "single", "expires_on": "2098-10-31"}

    browse(candidate).post(at("credential_edit", line.public_id), data)

    line.refresh_from_db()
    assert (line.scope, line.expires_on) == ("single", dt.date(2098, 10, 31))


def test_credential_edit_never_moves_what_it_is(browse, candidate, full_profile):
    line = full_profile.credentials.get()
    data = {"status": "active", "scope": "single", "term": "bls", "verification": "registry"}

    browse(candidate).post(at("credential_edit", line.public_id), data)

    line.refresh_from_db()
    assert (line.term.slug, line.verification) == ("rn:KY", "stated")
