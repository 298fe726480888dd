from __future__ import annotations

from listings.models import SavedJob
from profiles.models import User
from tests.factories.applications import complete, posting_of
from tests.profiles.pages import at


def test_account_delete_asks_who_it_is_first(browse, candidate):
    response = browse(candidate, fresh=False).post(at("account_delete"), {"understood": "on"})

    assert "reauthenticate" in response.headers["Location"]
    assert User.objects.filter(email=candidate.email).exists()


def test_account_delete_needs_the_tick(browse, candidate):
    response = browse(candidate).post(at("account_delete"), {})

    assert response.status_code == 200
    assert User.objects.filter(email=candidate.email).exists()


def test_account_delete_ends_the_account_and_the_session(browse, candidate):
    client = browse(candidate)

    response = client.post(at("account_delete"), {"understood": "on"}, follow=True)

    assert "Your account is deleted" in response.content.decode()
    assert not User.objects.filter(email="dana@example.org").exists()
    assert client.get(at("profile_detail")).status_code == 302


def test_account_delete_last_owner_with_a_team_says_why(browse, owner, recruiter):
    html = browse(owner).post(at("account_delete"), {"understood": "on"}).content.decode()

    assert "Make someone else an owner first" in html
    assert User.objects.filter(email=owner.email).exists()


def test_account_delete_takes_saved_jobs_along(browse, candidate, clinic, clinic_site, vocabulary):
    posting = posting_of(clinic, facility=clinic_site)
    saved = SavedJob.objects.create(profile=complete(candidate), posting=posting)

    browse(candidate).post(at("account_delete"), {"understood": "on"})

    assert not User.objects.filter(email="dana@example.org").exists()
    assert not SavedJob.objects.filter(pk=saved.pk).exists()
