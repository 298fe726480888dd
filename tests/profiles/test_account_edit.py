from __future__ import annotations

from tests.profiles.pages import at, statuses


def test_account_edit_is_everybodys_own(browse, cast):
    found = statuses(browse, cast, at("account_edit"))

    assert found == {name: 302 if name == "visitor" else 200 for name in cast}


def test_account_edit_saves(browse, recruiter):
    data = {"full_name": "Rafa Ortiz", "timezone": "America/Denver"}

    browse(recruiter).post(at("account_edit"), data)

    recruiter.refresh_from_db()
    assert (recruiter.full_name, recruiter.timezone) == ("Rafa Ortiz", "America/Denver")


def test_account_edit_cannot_make_staff(browse, recruiter):
    data = {
        "full_name": "Rafa",
        "language": "en",
        "timezone": "America/Denver",
        "is_staff": "1",
        "is_moderator": "1",
        "email": "x@y.example",
    }

    browse(recruiter).post(at("account_edit"), data)

    recruiter.refresh_from_db()
    assert (recruiter.is_staff, recruiter.is_moderator) == (False, False)
    assert recruiter.email == "rafael@talloaks.example"
