"""The cast: the same nine people in every test, and how to browse as one of them.

visitor (nobody), candidate, other_candidate; owner, recruiter and reviewer of `clinic`; outsider, the
owner of `rival`; moderator and admin. Those who must have a second factor have one enrolled.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from allauth.account.internal.flows import login as allauth_login
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from profiles.enums import MemberRole
from profiles.models import Employer, Facility, User
from tests.factories.profiles import (
    CandidateProfileFactory,
    EmployerFactory,
    FacilityFactory,
    MembershipFactory,
    UserFactory,
)

NAMES = [
    "visitor",
    "candidate",
    "other_candidate",
    "reviewer",
    "recruiter",
    "owner",
    "outsider",
    "moderator",
    "admin",
]


@pytest.fixture
def visitor() -> AnonymousUser:
    return AnonymousUser()


@pytest.fixture
def candidate(db) -> User:
    user = UserFactory(email="dana@example.org", full_name="Dana Whitfield")
    CandidateProfileFactory(user=user)
    return user


@pytest.fixture
def other_candidate(db) -> User:
    user = UserFactory(email="omar@example.org", full_name="Omar Reyes")
    CandidateProfileFactory(user=user)
    return user


@pytest.fixture
def clinic(db) -> Employer:
    return EmployerFactory(name="Tall Oaks Medical Group", slug="tall-oaks-medical-group")


@pytest.fixture
def clinic_site(clinic) -> Facility:
    return FacilityFactory(employer=clinic, name="Tall Oaks Oncology")


@pytest.fixture
def rival(db) -> Employer:
    return EmployerFactory(name="Queensgate Community Health", slug="queensgate-community-health")


def _member(employer: Employer, role: str, email: str, name: str) -> User:
    user = UserFactory(email=email, full_name=name, second_factor=role == MemberRole.OWNER)
    MembershipFactory(user=user, employer=employer, role=role)
    return user


@pytest.fixture
def owner(clinic) -> User:
    return _member(clinic, MemberRole.OWNER, "olive@talloaks.example", "Olive Grant")


@pytest.fixture
def recruiter(clinic) -> User:
    return _member(clinic, MemberRole.RECRUITER, "rafael@talloaks.example", "Rafael Ortiz")


@pytest.fixture
def reviewer(clinic) -> User:
    return _member(clinic, MemberRole.REVIEWER, "ruth@talloaks.example", "Ruth Meyer")


@pytest.fixture
def outsider(rival) -> User:
    return _member(rival, MemberRole.OWNER, "otto@queensgate.example", "Otto Lind")


@pytest.fixture
def moderator(db) -> User:
    return UserFactory(
        email="mona@example.org", full_name="Mona Bauer", moderator=True, second_factor=True
    )


@pytest.fixture
def admin(db) -> User:
    return UserFactory(
        email="ada@example.org", full_name="Ada Novak", admin=True, second_factor=True
    )


@pytest.fixture
def cast(
    visitor, candidate, other_candidate, reviewer, recruiter, owner, outsider, moderator, admin
) -> dict[str, User | AnonymousUser]:
    """Everybody by name, for matrices."""
    people = (
        visitor,
        candidate,
        other_candidate,
        reviewer,
        recruiter,
        owner,
        outsider,
        moderator,
        admin,
    )
    return dict(zip(NAMES, people, strict=True))


@pytest.fixture
def browse() -> Callable[..., Client]:
    """`browse(owner)` is a browser in which that person is signed in, freshly unless `fresh=False`."""

    def start(user: User | AnonymousUser, *, fresh: bool = True) -> Client:
        client = Client()
        if user.is_authenticated:
            client.force_login(user)
            at = time.time() - (0 if fresh else 86_400)
            session = client.session
            session[allauth_login.AUTHENTICATION_METHODS_SESSION_KEY] = [
                {"method": "password", "email": user.email, "at": at, "reauthenticated": True}
            ]
            session[allauth_login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
            session.save()
        return client

    return start
