from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from profiles.models import CandidateProfile, Credential, Employer, Facility, User
from profiles.models.users import canonical_email
from tests.factories.profiles import UserFactory


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Dana@Example.ORG ", "dana@example.org"),
        ("dana@example.org.", "dana@example.org"),
        ("dana+jobs@example.org", "dana+jobs@example.org"),
        ("da\u200bna@example.org", "dana@example.org"),
        ("dana@bücher.example", "dana@xn--bcher-kva.example"),
        ("dana@xn--bcher-kva.example", "dana@xn--bcher-kva.example"),
    ],
)
def test_canonical_email_has_one_spelling(typed, kept):
    assert canonical_email(typed) == kept


@pytest.mark.parametrize("typed", ["mıke@example.org", "ﬁ@x.org", "\u212aim@x.org", "nobody", ""])
def test_canonical_email_refuses_look_alikes(typed):
    with pytest.raises(ValueError):
        canonical_email(typed)


@given(st.emails())
def test_canonical_email_is_stable(email):
    once = canonical_email(email)

    assert canonical_email(once) == once
    assert canonical_email(email.upper()) == once


@pytest.mark.django_db
def test_user_email_is_unique_whatever_the_case():
    UserFactory(email="dana@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        User(email="DANA@example.org").save()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("flags", "role"), [({"is_moderator": True}, "mod"), ({"is_staff": True}, "mod"), ({}, "me")]
)
def test_user_nav_role(flags, role):
    assert UserFactory(**flags).nav_role == role


def test_user_nav_role_of_a_member(recruiter):
    assert recruiter.nav_role == "hire"


def test_profiles_are_visible_to_their_person_only(cast):
    seen = {
        name: list(CandidateProfile.objects.visible_to(user).values_list("user__email", flat=True))
        for name, user in cast.items()
    }

    assert {name: emails for name, emails in seen.items() if emails} == {
        "candidate": ["dana@example.org"],
        "other_candidate": ["omar@example.org"],
    }


def test_facts_are_editable_by_their_person_only(cast, full_profile):
    for model in (Credential, type(full_profile.education.first())):
        seen = {name for name, user in cast.items() if model.objects.editable_by(user).exists()}
        assert seen == {"candidate"}


def test_employers_are_visible_to_members_and_staff(cast, clinic):
    seen = {name for name, user in cast.items() if clinic in Employer.objects.visible_to(user)}

    assert seen == {"owner", "recruiter", "reviewer", "moderator", "admin"}


def test_employers_are_editable_by_owners_and_admins(cast, clinic, clinic_site):
    seen = {name for name, user in cast.items() if clinic in Employer.objects.editable_by(user)}
    sites = {
        name for name, user in cast.items() if clinic_site in Facility.objects.editable_by(user)
    }

    assert seen == sites == {"owner", "admin"}


def test_credential_verified_must_have_a_date(profile, term):
    with pytest.raises(IntegrityError), transaction.atomic():
        Credential.objects.create(profile=profile, term=term("bls"), verification="registry")


def test_credential_dates_in_order(profile, term):
    with pytest.raises(IntegrityError), transaction.atomic():
        Credential.objects.create(
            profile=profile,
            term=term("bls"),
            issued_on=dt.date(2026, 1, 2),
            expires_on=dt.date(2026, 1, 1),
        )


def test_employer_verified_must_have_a_date(clinic):
    with pytest.raises(IntegrityError), transaction.atomic():
        Employer.objects.filter(pk=clinic.pk).update(domain_confirmed_at=None)
