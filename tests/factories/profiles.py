"""People, their profiles, and employers. Rows only: what follows from them is made by services."""

from __future__ import annotations

import datetime as dt
from typing import Any

import factory
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter as mfa_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.utils import timezone

from core.places import Place
from profiles.enums import EmployerLevel, MemberRole
from profiles.models import CandidateProfile, Employer, Experience, Facility, Membership, User
from qualifications.models import Setting

PASSWORD = "brisk-lantern-orchard-42"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def place_of(zip_code: str, **values: Any) -> Place:
    """A ZIP place: the real one where another test has loaded them all, else one made of `values`."""
    return Place.objects.get_or_create(zip=zip_code, defaults=values)[0]


def cincinnati() -> Place:
    return place_of(
        "45203",
        city="Cincinnati",
        state="OH",
        county="Hamilton County",
        lat=39.10,
        lng=-84.53,
        timezone="America/New_York",
        names=["cincinnati"],
    )


def primary_care() -> Setting:
    found = Setting.objects.filter(slug="primary-care").first()
    return found or Setting.objects.create(id=99_001, slug="primary-care", name="Primary care")


class UserFactory(factory.django.DjangoModelFactory):
    """Signs in with PASSWORD; the address is confirmed. `second_factor=True` enrolls TOTP_SECRET."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        moderator = factory.Trait(is_moderator=True)
        admin = factory.Trait(is_staff=True, is_superuser=True)

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    full_name = factory.Sequence(lambda n: f"Person {n}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        second_factor = kwargs.pop("second_factor", False)
        password = kwargs.pop("password", PASSWORD)
        user = model_class.objects.create_user(password=password, **kwargs)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        if second_factor:
            secret = mfa_adapter().encrypt(TOTP_SECRET)
            Authenticator.objects.create(user=user, type="totp", data={"secret": secret})
            RecoveryCodes.activate(user)
        return user


class CandidateProfileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CandidateProfile

    user = factory.SubFactory(UserFactory)
    headline = "Care coordinator"
    place = factory.LazyFunction(cincinnati)


class ExperienceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Experience

    profile = factory.SubFactory(CandidateProfileFactory)
    job_title = "Care coordinator"
    employer_name = "Riverside Clinic"
    areas = ["care-coordination"]
    started_on = dt.date(2020, 1, 1)
    ended_on = dt.date(2022, 12, 31)


class EmployerFactory(factory.django.DjangoModelFactory):
    """Verified to level 1 unless `unverified=True`."""

    class Meta:
        model = Employer

    class Params:
        unverified = factory.Trait(level=EmployerLevel.UNVERIFIED, domain_confirmed_at=None)

    name = factory.Sequence(lambda n: f"Clinic {n}")
    slug = factory.Sequence(lambda n: f"clinic-{n}")
    website = factory.LazyAttribute(lambda o: f"https://{o.slug}.example.org")
    email_domain = factory.LazyAttribute(lambda o: f"{o.slug}.example.org")
    level = EmployerLevel.DOMAIN_EMAIL
    domain_confirmed_at = factory.LazyFunction(timezone.now)


class FacilityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Facility

    employer = factory.SubFactory(EmployerFactory)
    name = factory.Sequence(lambda n: f"Site {n}")
    setting = factory.LazyFunction(primary_care)
    place = factory.LazyFunction(cincinnati)


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    employer = factory.SubFactory(EmployerFactory)
    role = MemberRole.RECRUITER
