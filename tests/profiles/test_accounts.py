"""Signing up and in, through allauth and our adapter."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from core.mail import Outbox
from profiles.accounts.adapter import next_step
from profiles.models import CandidateProfile, User
from tests.factories.profiles import PASSWORD, TOTP_SECRET, UserFactory
from tests.profiles.pages import at

pytestmark = pytest.mark.django_db
SIGNUP = {"purpose": "work", "full_name": "Nia Brooks", "email": "nia@example.org", "password1": ""}


def mailed_code(recipient: str) -> str:
    text = Outbox.objects.filter(recipient=recipient).latest("pk").text
    return re.search(r"^([A-Z0-9-]{6,9})$", text, re.M)[1]


def totp_now() -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(TOTP_SECRET, counter))


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_sign_up_by_code_without_a_password(client):
    client.post("/accounts/signup/", SIGNUP)
    code = mailed_code("nia@example.org")

    response = client.post("/accounts/confirm-email/", {"code": code})

    user = User.objects.get(email="nia@example.org")
    assert signed_in(client)
    assert response.headers["Location"] == at("profile_detail")
    assert (user.full_name, user.has_usable_password()) == ("Nia Brooks", False)
    assert CandidateProfile.objects.get(user=user).visibility == "hidden"


def test_sign_up_to_hire_leads_to_the_organization(client):
    client.post("/accounts/signup/", {**SIGNUP, "purpose": "hiring"})

    response = client.post("/accounts/confirm-email/", {"code": mailed_code("nia@example.org")})

    assert response.headers["Location"] == at("employer_create")
    assert not CandidateProfile.objects.exists()


def test_sign_up_without_the_code_is_not_signed_in(client):
    client.post("/accounts/signup/", SIGNUP)

    client.post("/accounts/confirm-email/", {"code": "WRONG1"})

    assert not signed_in(client)


def test_sign_up_with_a_taken_address_looks_the_same(client, candidate):
    new = client.post("/accounts/signup/", SIGNUP)
    taken = Client().post("/accounts/signup/", {**SIGNUP, "email": "DANA@example.org"})

    assert (new.status_code, new.headers["Location"]) == (
        taken.status_code,
        taken.headers["Location"],
    )
    assert User.objects.filter(email="dana@example.org").count() == 1
    assert "already have an account" in Outbox.objects.get(recipient="dana@example.org").text


@pytest.mark.parametrize(
    "email", ["mıke@example.org", "ﬁ@x.org", "a" * 255 + "@x.org", "a\x00@x.org", ""]
)
def test_sign_up_with_an_odd_address_says_why(client, email):
    response = client.post("/accounts/signup/", {**SIGNUP, "email": email})

    assert response.status_code == 200
    assert 'aria-invalid="true"' in response.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "password", ["password1", "outpatientcareers", "nia@example.org", "qwertyuiop123", "x" * 5000]
)
def test_sign_up_with_a_weak_password_says_why(client, password):
    response = client.post("/accounts/signup/", {**SIGNUP, "password1": password})

    assert response.status_code == 200
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "password",
    [
        "brisk lantern orchard 42",
        "ünï🌳 lantern orchard",
        "gK4pWz9vQm2sXr7tLc5nBd8hJf3yTa6eUw1iOq0rVx4kMz7bNc2pSd5gHj8lAe3uY",
    ],
)
def test_sign_up_with_a_strong_password(client, password):
    client.post("/accounts/signup/", {**SIGNUP, "password1": password})

    assert User.objects.get().check_password(password)


def test_sign_up_cannot_make_staff(client):
    client.post("/accounts/signup/", {**SIGNUP, "is_staff": "on", "is_moderator": "on"})

    user = User.objects.get()
    assert (user.is_staff, user.is_moderator, user.is_superuser) == (False, False, False)


def test_sign_in_by_code(client, candidate):
    client.post("/accounts/login/code/", {"email": "Dana@Example.org"})

    client.post("/accounts/login/code/confirm/", {"code": mailed_code("dana@example.org")})

    assert signed_in(client)


def test_sign_in_by_code_for_an_unknown_address_looks_the_same(client, candidate):
    known = client.post("/accounts/login/code/", {"email": "dana@example.org"})
    unknown = Client().post("/accounts/login/code/", {"email": "nobody@example.org"})

    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )


def test_sign_in_with_password(client, candidate):
    client.post("/accounts/login/", {"login": "dana@example.org", "password": PASSWORD})

    assert signed_in(client)


def test_sign_in_refusals_are_the_same_bytes(candidate):
    def answer(email: str) -> str:
        html = Client().post("/accounts/login/", {"login": email, "password": "nope-nope-nope"})
        text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html.content.decode())
        return text.replace(email, "")

    assert answer("dana@example.org") == answer("nada@example.org")


def test_sign_in_of_a_suspended_person_is_refused(client, candidate):
    User.objects.update(is_active=False)

    client.post("/accounts/login/", {"login": "dana@example.org", "password": PASSWORD})

    assert not signed_in(client)


def test_sign_in_is_limited_whatever_the_headers_say(client, candidate):
    for turn in range(12):
        client.post(
            "/accounts/login/",
            {"login": "dana@example.org", "password": "wrong"},
            headers={"X-Forwarded-For": f"10.0.0.{turn}"},
        )

    response = client.post("/accounts/login/", {"login": "dana@example.org", "password": "wrong"})

    text = response.content.decode()
    assert response.status_code == 429 or "Too many failed login attempts" in text


def test_session_key_changes_on_signing_in(client, candidate):
    client.get("/accounts/login/")
    session = client.session
    session["x"] = 1
    session.save()
    before = client.session.session_key

    client.post("/accounts/login/", {"login": "dana@example.org", "password": PASSWORD})

    assert client.session.session_key != before


def test_password_reset_by_code(client, candidate):
    client.post("/accounts/password/reset/", {"email": "dana@example.org"})
    client.post("/accounts/password/reset/confirm/", {"code": mailed_code("dana@example.org")})

    new = "quiet-harbor-velvet-19"
    client.post("/accounts/password/reset/complete/", {"password1": new, "password2": new})

    candidate.refresh_from_db()
    assert candidate.check_password(new)


def test_password_reset_mail_names_no_foreign_host(candidate, settings):
    response = Client(headers={"host": "evil.example"}).post(
        "/accounts/password/reset/", {"email": "dana@example.org"}
    )

    assert response.status_code == 400
    assert not Outbox.objects.filter(text__contains="evil").exists()


def test_password_change_signs_others_out_and_tells(browse, candidate):
    other = browse(candidate)
    new = "quiet-harbor-velvet-19"

    browse(candidate).post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )

    assert other.get(at("profile_detail")).status_code == 302
    assert "changed" in Outbox.objects.get(recipient=candidate.email).subject


def test_second_factor_is_asked_for_at_sign_in(client, moderator):
    client.post("/accounts/login/", {"login": moderator.email, "password": PASSWORD})
    assert not signed_in(client)

    client.post("/accounts/2fa/authenticate/", {"code": totp_now()})

    assert signed_in(client)


@pytest.mark.parametrize("code", ["", "000000", "123", "[]", "None"])
def test_second_factor_wrong_code_does_not_sign_in(client, moderator, code):
    client.post("/accounts/login/", {"login": moderator.email, "password": PASSWORD})

    client.post("/accounts/2fa/authenticate/", {"code": code})

    assert not signed_in(client)


def test_second_factor_code_works_once(moderator):
    code = totp_now()
    first, second = Client(), Client()
    for client in (first, second):
        client.post("/accounts/login/", {"login": moderator.email, "password": PASSWORD})
        client.post("/accounts/2fa/authenticate/", {"code": code})

    assert (signed_in(first), signed_in(second)) == (True, False)


def test_second_factor_secret_is_encrypted_at_rest(moderator):
    stored = Authenticator.objects.get(user=moderator, type="totp").data["secret"]

    assert TOTP_SECRET not in stored


@pytest.mark.parametrize("who", ["moderator", "admin", "owner"])
def test_wall_sends_them_to_set_up_until_done(request, browse, who):
    person = request.getfixturevalue(who)
    Authenticator.objects.filter(user=person).delete()
    client = browse(person)

    page = client.get(at("account_edit"))
    api = client.get("/api/v1/anything/")

    assert page.headers["Location"] == "/accounts/2fa/"
    assert client.get("/accounts/2fa/").status_code == 200
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200
    assert client.get("/accounts/logout/").status_code == 200
    assert api.status_code in {403, 404}


def test_wall_lets_others_and_the_enrolled_pass(browse, owner, recruiter, candidate):
    found = [
        browse(who).get(at("account_edit")).status_code for who in (owner, recruiter, candidate)
    ]

    assert found == [200, 200, 200]


def test_wall_can_be_off_for_the_demo(browse, owner, settings):
    settings.MFA_REQUIRED = False
    Authenticator.objects.all().delete()

    assert browse(owner).get(at("account_edit")).status_code == 200


def test_admin_login_is_the_ordinary_one(client):
    response = client.get("/admin/login/?next=/admin/")

    assert response.headers["Location"].startswith("/accounts/login/")


def test_admin_is_closed_to_everybody_else(browse, moderator, candidate):
    for who in (moderator, candidate):
        assert browse(who).get("/admin/").status_code in {302, 403, 404}


def test_email_change_needs_the_code_at_the_new_address(browse, candidate):
    client = browse(candidate)

    client.post("/accounts/email/", {"email": "dana.new@example.org", "action_add": ""})

    candidate.refresh_from_db()
    assert candidate.email == "dana@example.org"
    client.post("/accounts/confirm-email/", {"code": mailed_code("dana.new@example.org")})
    candidate.refresh_from_db()
    assert candidate.email == "dana.new@example.org"
    assert Outbox.objects.filter(recipient="dana@example.org", subject__contains="changed").exists()


def test_next_step_of_everybody(client, moderator, recruiter, candidate, full_profile):
    nobody = UserFactory()
    staff = UserFactory(is_staff=True)

    assert next_step(moderator) == "/moderation/"
    assert next_step(recruiter) == "/hire/"
    assert next_step(candidate) == "/me/"
    assert next_step(nobody) == at("employer_create")
    assert next_step(staff) == "/admin/"


def test_every_address_of_the_cast_is_confirmed(cast):
    assert EmailAddress.objects.filter(verified=False).count() == 0
