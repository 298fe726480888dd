"""People as employers see them: the same facts as on her own page, without what would name her."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from profiles import services
from profiles.enums import CredentialStatus, Visibility
from profiles.models import CandidateProfile, Credential
from profiles.selectors import held_by
from profiles.selectors.seen import see_people
from qualifications.models import RoleFamily, Setting, Term
from tests.factories.profiles import CandidateProfileFactory, ExperienceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]
TODAY = timezone.localdate


@pytest.fixture
def dana(candidate) -> CandidateProfile:
    """A line of every kind, with everything that a fact may be read from."""
    me, profile = candidate, candidate.candidate_profile
    term = Term.objects.get
    day = dt.timedelta(days=1)
    services.update_profile(
        profile=profile,
        by=me,
        changes={
            "work_authorized": True,
            "employment_types": ["full_time"],
            "hours_min": 24,
            "hours_max": 40,
        },
    )
    for slug, values in {
        "rn:OH": {
            "state": "OH",
            "title": "RN",
            "scope": "multistate",
            "expires_on": TODAY() + 90 * day,
        },
        "ccm": {"expires_on": TODAY() - day},
        "bls": {},
        "sw-bachelor:OH": {
            "state": "OH",
            "status": CredentialStatus.LIMITED_PERMIT,
            "issued_on": TODAY() - 30 * day,
            "expires_on": TODAY() + 300 * day,
        },
    }.items():
        Credential.objects.create(profile=profile, term=term(slug=slug), **values)
    services.add_education(
        profile=profile,
        by=me,
        term=term(slug="bachelor:nursing"),
        school="Xavier University",
        program="BSN",
        finished_year=1998,
    )
    ExperienceFactory(
        profile=profile,
        job_title="Lead navigator",
        employer_name="Riverside Clinic",
        role_family=RoleFamily.objects.first(),
        setting=Setting.objects.get(slug="primary-care"),
        populations=["adults"],
        ehrs=["epic"],
    )
    services.add_language(profile=profile, by=me, term=term(slug="spanish:professional"))
    services.set_skills(
        profile=profile, by=me, terms=[term(slug="care-planning")], soft_skills=["calm"]
    )
    services.set_denial(profile=profile, by=me, term=term(slug="chaa"), denied=True)
    services.set_visibility(profile=profile, by=me, visibility=Visibility.ANONYMOUS)
    return CandidateProfile.objects.with_facts().get(pk=profile.pk)


def test_same_facts_as_on_her_own_page(clinic, dana):
    held, denied = held_by(dana)

    (seen,) = see_people([dana.public_id], employer=clinic)

    assert seen.held.ids == held.ids
    assert seen.held.idle == held.idle
    assert seen.denied >= denied
    assert sorted(dana.held_terms) == sorted(held.ids)


def test_nothing_that_would_name_her(clinic, dana):
    (seen,) = see_people([dana.public_id], employer=clinic)

    told = repr(seen)
    secrets = [
        "Dana",
        "Whitfield",
        "example.org",
        "Xavier",
        "BSN",
        "1998",
        "Riverside",
        "Lead navigator",
        "45203",
        "Cincinnati",
    ]
    assert [secret for secret in secrets if secret in told] == []
    assert seen.label == f"Candidate {dana.public_id[:4].upper()}"
    assert all(fact.expires is None for fact in seen.held.facts)
    assert (seen.name, seen.email, seen.is_named) == ("", "", False)


def test_named_after_consent(clinic, rival, dana):
    services.give_consent(profile=dana, by=dana.user, employer=clinic)

    (seen,) = see_people([dana.public_id], employer=clinic)
    (elsewhere,) = see_people([dana.public_id], employer=rival)

    assert (seen.label, seen.email) == ("Dana Whitfield", "dana@example.org")
    assert elsewhere.label.startswith("Candidate ")


def test_words_of_the_list(clinic, dana):
    (seen,) = see_people([dana.public_id], employer=clinic)

    assert "RN, OH, multistate" in seen.licenses
    assert [line for line in seen.licenses if line.endswith("expired")] == ["CCM, expired"]
    assert seen.degrees == ["Bachelor’s in nursing"] or seen.degrees[0].startswith("Bachelor")
    assert (seen.wants, seen.hours) == ("Full time", "24 to 40 hours a week")
    assert seen.totals[0].words == "3 years"


def test_order_is_kept_and_who_hides_is_left_out(clinic, dana):
    other = CandidateProfileFactory(visibility=Visibility.NAMED)
    hidden = CandidateProfileFactory()

    seen = see_people(
        [other.public_id, hidden.public_id, "nobody", dana.public_id], employer=clinic
    )

    assert [person.public_id for person in seen] == [other.public_id, dana.public_id]


def test_as_many_queries_for_one_as_for_three(clinic, dana):
    others = [CandidateProfileFactory(visibility=Visibility.NAMED) for _n in range(2)]
    for profile in others:
        ExperienceFactory(profile=profile, setting=Setting.objects.get(slug="oncology"))
    see_people([dana.public_id], employer=clinic)

    with CaptureQueriesContext(connection) as for_one:
        see_people([dana.public_id], employer=clinic)
    with CaptureQueriesContext(connection) as for_three:
        see_people([dana.public_id, *(p.public_id for p in others)], employer=clinic)

    # the vocabulary's version is asked per person; a request asks once
    asked = [
        [q["sql"] for q in queries if "vocabularyversion" not in q["sql"]]
        for queries in (for_one, for_three)
    ]
    assert len(asked[0]) == len(asked[1])
