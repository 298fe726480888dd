"""Applications through the services: a posting with requirements, a candidate who can apply, a sent one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from applications import services
from applications.models import Application
from core.files import save_file
from listings.models import JobPosting
from profiles.models import CandidateProfile, Credential, Education, ProfileSkill, Resume, User
from qualifications.models import Formula, Term
from tests.factories.listings import RN_AND_BLS, PostingFactory
from tests.factories.profiles import ExperienceFactory


def posting_of(employer: Any, **values: Any) -> JobPosting:
    """A live job that asks for an RN license and BLS; needs the `vocabulary` fixture."""
    formula = Formula.objects.for_tree(RN_AND_BLS, states=("OH",))
    return PostingFactory(employer=employer, **{"formula": formula, "reply_days": 8, **values})


def complete(user: User) -> CandidateProfile:
    """Fill the five cards: BLS and a degree, a dated job, a skill, availability; no RN license."""
    profile = user.candidate_profile
    Credential.objects.get_or_create(
        profile=profile,
        term=Term.objects.get(slug="bls"),
        defaults={"expires_on": timezone.localdate() + dt.timedelta(days=400)},
    )
    Education.objects.create(
        profile=profile, term=Term.objects.get(slug="associate:nursing"), school="Gateway College"
    )
    ExperienceFactory(profile=profile, employer_name="Licking Valley Primary Care")
    ProfileSkill.objects.get_or_create(profile=profile, term=Term.objects.get(slug="epic"))
    profile.employment_types = ["full_time"]
    profile.phone = "513-555-0142"
    profile.save(update_fields=["employment_types", "phone"])
    return profile


def resume_of(profile: CandidateProfile) -> Resume:
    file = save_file(
        content=b"%PDF-1.4 resume",
        name="dana.pdf",
        content_type="application/pdf",
        owner_id=profile.user_id,
        purpose="resume",
    )
    return Resume.objects.create(profile=profile, file=file)


def sent_application(posting: JobPosting, user: User, **values: Any) -> Application:
    """As if sent through the site; the profile is filled first when it is empty."""
    if not user.candidate_profile.education.exists():
        complete(user)
    return services.send_application(posting=posting, by=user, **values)
