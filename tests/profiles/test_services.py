from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from core import events
from core.errors import Refused
from profiles import services
from profiles.models import CandidateProfile, Denial, Employer, Facility
from tests.factories.profiles import primary_care


def fresh(profile: CandidateProfile) -> CandidateProfile:
    return CandidateProfile.objects.with_facts().get(pk=profile.pk)


def test_add_credential_keeps_what_follows_from_it(profile, candidate, term):
    services.add_credential(
        profile=profile, by=candidate, term=term("sw-clinical:TX"), title="LCSW", state="TX"
    )

    held = set(fresh(profile).held_terms)
    assert {term("sw-clinical:TX").pk, term("sw-master:TX").pk, term("sw-bachelor").pk} <= held
    assert term("rn").pk not in held


def test_add_credential_multistate_counts_in_other_compact_states(profile, candidate, term):
    services.add_credential(
        profile=profile, by=candidate, term=term("rn:KY"), state="KY", scope="multistate"
    )

    held = set(fresh(profile).held_terms)
    assert term("rn:OH").pk in held
    assert term("rn:CA").pk not in held


def test_add_credential_single_state_does_not_travel(profile, candidate, term):
    services.add_credential(profile=profile, by=candidate, term=term("rn:KY"), state="KY")

    assert term("rn:OH").pk not in fresh(profile).held_terms


def test_add_credential_twice_refused_on_the_field(profile, candidate, term):
    services.add_credential(profile=profile, by=candidate, term=term("bls"))

    with pytest.raises(Refused) as refusal:
        services.add_credential(profile=profile, by=candidate, term=term("bls"))

    assert refusal.value.field == "term"
    assert profile.credentials.count() == 1


def test_add_credential_by_someone_else_changes_nothing(profile, other_candidate, term):
    with pytest.raises(Refused):
        services.add_credential(profile=profile, by=other_candidate, term=term("bls"))

    assert profile.credentials.count() == 0
    assert fresh(profile).held_terms == []


def test_add_credential_refuses_unknown_columns(profile, candidate, term):
    with pytest.raises(TypeError):
        services.add_credential(
            profile=profile, by=candidate, term=term("bls"), verification="registry"
        )

    assert profile.credentials.count() == 0


def test_add_credential_number_is_ciphertext_in_the_database(profile, candidate, term):
    services.add_credential(profile=profile, by=candidate, term=term("bls"), number="ABC123")

    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM profiles_credential")
        stored = cursor.fetchone()[0]
    assert "ABC123" not in stored
    assert profile.credentials.get().number == "ABC123"


def test_update_fact_forgets_a_check_of_what_it_was(profile, candidate, term):
    line = services.add_credential(profile=profile, by=candidate, term=term("bls"))
    profile.credentials.update(verification="registry", verified_at=timezone.now())
    line.refresh_from_db()

    services.update_fact(fact=line, by=candidate, changes={"expires_on": dt.date(2098, 1, 1)})

    line.refresh_from_db()
    assert (line.verification, line.verified_at) == ("stated", None)


def test_update_fact_expired_no_longer_counts(profile, candidate, term):
    line = services.add_credential(profile=profile, by=candidate, term=term("bls"))
    assert term("bls").pk in fresh(profile).held_terms

    services.update_fact(fact=line, by=candidate, changes={"expires_on": dt.date(2020, 1, 1)})

    assert term("bls").pk not in fresh(profile).held_terms


def test_delete_fact_takes_back_what_followed(profile, candidate, term):
    line = services.add_credential(profile=profile, by=candidate, term=term("rn:OH"), state="OH")

    services.delete_fact(fact=line, by=candidate)

    assert fresh(profile).held_terms == []
    assert (
        events.Event.objects.filter(verb="credential_deleted", actor_id=candidate.pk).count() == 1
    )


def test_set_denial_closes_upwards(profile, candidate, term):
    services.set_denial(profile=profile, by=candidate, term=term("lpn"), denied=True)

    denied = set(fresh(profile).denied_terms)
    assert {term("lpn").pk, term("rn").pk, term("rn:OH").pk} <= denied
    assert term("sw-bachelor").pk not in denied


def test_set_denial_of_something_held_refused(profile, candidate, term):
    services.add_credential(profile=profile, by=candidate, term=term("rn:OH"), state="OH")

    with pytest.raises(Refused):
        services.set_denial(profile=profile, by=candidate, term=term("lpn"), denied=True)

    assert not Denial.objects.exists()


def test_set_denial_is_dropped_by_a_later_fact(profile, candidate, term):
    services.set_denial(profile=profile, by=candidate, term=term("ccm"), denied=True)

    services.add_credential(profile=profile, by=candidate, term=term("ccm"))

    assert not Denial.objects.exists()
    assert term("ccm").pk not in fresh(profile).denied_terms


def test_set_denial_taken_back_is_not_stated_again(profile, candidate, term):
    services.set_denial(profile=profile, by=candidate, term=term("ccm"), denied=True)

    services.set_denial(profile=profile, by=candidate, term=term("ccm"), denied=False)

    assert fresh(profile).denied_terms == []


def test_set_skills_makes_the_set_exact(profile, candidate, term):
    services.add_skill(profile=profile, by=candidate, term=term("epic"))

    services.set_skills(
        profile=profile,
        by=candidate,
        terms=[term("athenahealth")],
        soft_skills=["communication"],
    )

    now = fresh(profile)
    assert [skill.term.slug for skill in now.skills.all()] == ["athenahealth"]
    assert now.soft_skills == ["communication"]
    assert term("epic").pk not in now.held_terms


def test_update_profile_work_authorization_is_a_fact(profile, candidate, term):
    services.update_profile(profile=profile, by=candidate, changes={"work_authorized": False})
    assert term("work-authorization").pk in fresh(profile).denied_terms

    services.update_profile(profile=profile, by=candidate, changes={"work_authorized": True})

    assert term("work-authorization").pk in fresh(profile).held_terms


def test_update_profile_hours_out_of_order_refused(profile, candidate, vocabulary):
    with pytest.raises(Refused):
        services.update_profile(
            profile=profile, by=candidate, changes={"hours_min": 40, "hours_max": 20}
        )

    assert fresh(profile).hours_min is None


def test_refresh_terms_lets_a_license_lapse_overnight(profile, candidate, term):
    services.add_credential(
        profile=profile, by=candidate, term=term("bls"), expires_on=dt.date(2099, 1, 1)
    )

    done = services.refresh_terms(on=dt.date(2099, 1, 2))

    assert done >= 1
    assert term("bls").pk not in fresh(profile).held_terms


def test_create_employer_makes_its_creator_owner(candidate):
    employer = services.create_employer(
        by=candidate, name="Alder Clinic", website="https://alder.org"
    )

    assert employer.email_domain == "alder.org"
    assert list(employer.memberships.values_list("user_id", "role")) == [(candidate.pk, "owner")]
    assert employer.level == 0


def test_create_employer_same_name_gets_its_own_slug(candidate, outsider):
    first = services.create_employer(by=candidate, name="Alder Clinic", website="https://alder.org")
    second = services.create_employer(by=outsider, name="Alder Clinic", website="https://alder.net")

    assert first.slug != second.slug


def test_create_employer_domain_of_a_mail_service_refused(candidate):
    with pytest.raises(Refused) as refusal:
        services.create_employer(
            by=candidate, name="Alder", website="https://alder.org", email_domain="gmail.com"
        )

    assert refusal.value.field == "email_domain"
    assert not Employer.objects.filter(name="Alder").exists()


def test_update_employer_moving_domain_takes_confirmation_back(clinic, owner):
    services.update_employer(
        employer=clinic,
        by=owner,
        changes={"website": "https://elsewhere.org", "email_domain": "elsewhere.org"},
    )

    clinic.refresh_from_db()
    assert (clinic.level, clinic.domain_confirmed_at) == (0, None)


def test_update_employer_other_words_keep_confirmation(clinic, owner):
    services.update_employer(employer=clinic, by=owner, changes={"about": "We care for **you**."})

    clinic.refresh_from_db()
    assert clinic.level == 1
    assert "<strong>you</strong>" in clinic.about_html


def test_update_employer_by_recruiter_changes_nothing(clinic, recruiter):
    with pytest.raises(Refused):
        services.update_employer(employer=clinic, by=recruiter, changes={"name": "Mine"})

    clinic.refresh_from_db()
    assert clinic.name == "Tall Oaks Medical Group"


def test_add_facility_twice_by_name_refused(clinic_site, clinic, recruiter, place):
    with pytest.raises(Refused):
        services.add_facility(
            employer=clinic,
            by=recruiter,
            name="tall oaks ONCOLOGY",
            setting=primary_care(),
            place=place,
        )

    assert Facility.objects.filter(employer=clinic).count() == 1


def test_add_facility_by_reviewer_changes_nothing(clinic, reviewer, place):
    with pytest.raises(Refused):
        services.add_facility(
            employer=clinic, by=reviewer, name="New", setting=primary_care(), place=place
        )

    assert not Facility.objects.exists()


def test_exclude_employer_ends_consent(profile, candidate, clinic):
    services.give_consent(profile=profile, by=candidate, employer=clinic)

    services.exclude_employer(profile=profile, by=candidate, employer=clinic)

    assert profile.consents.count() == 0
    with pytest.raises(Refused):
        services.give_consent(profile=profile, by=candidate, employer=clinic)


def test_events_of_profiles_hold_no_personal_words(full_profile, candidate):
    written = str(list(events.Event.objects.values_list("data", "fields", "reason_code")))

    for word in ("SECRETNUMBER", "Gateway", "Riverside", "1987", candidate.email):
        assert word not in written


def test_refresh_overnight_is_no_news_of_the_person(candidate, vocabulary):
    profile = candidate.candidate_profile
    before = profile.updated_at

    services.refresh_terms()

    profile.refresh_from_db()
    assert profile.terms_on is not None
    assert profile.updated_at == before
