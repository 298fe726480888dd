from __future__ import annotations

import datetime as dt

import pytest

from core.places import Place
from profiles import services
from profiles.models import CandidateProfile, User
from qualifications.models import Term
from tests.factories.profiles import cincinnati


@pytest.fixture
def term(vocabulary, db):
    return lambda slug: Term.objects.get(slug=slug)


@pytest.fixture
def place(db) -> Place:
    return cincinnati()


@pytest.fixture
def profile(candidate: User) -> CandidateProfile:
    return candidate.candidate_profile


@pytest.fixture
def full_profile(profile, candidate, term) -> CandidateProfile:
    """One line on every card."""
    services.add_credential(
        profile=profile,
        by=candidate,
        term=term("rn:KY"),
        title="RN",
        state="KY",
        scope="multistate",
        number="SECRETNUMBER",
        expires_on=dt.date(2099, 10, 31),
    )
    services.add_education(
        profile=profile,
        by=candidate,
        term=term("bachelor:nursing"),
        school="Gateway College",
        finished_year=1987,
    )
    services.add_experience(
        profile=profile,
        by=candidate,
        job_title="Care coordinator",
        employer_name="Riverside Clinic",
        areas=["care-coordination"],
        started_on=dt.date(2020, 1, 1),
        ended_on=dt.date(2022, 12, 31),
    )
    services.add_language(profile=profile, by=candidate, term=term("spanish:professional"))
    services.add_skill(profile=profile, by=candidate, term=term("epic"))
    services.update_profile(
        profile=profile,
        by=candidate,
        changes={"employment_types": ["full_time"], "work_authorized": True},
    )
    return CandidateProfile.objects.get(pk=profile.pk)
