from __future__ import annotations

import datetime as dt
import json

import pytest
from django.utils import timezone

from core.errors import Refused
from profiles import selectors, services
from profiles.enums import Population
from profiles.models import CandidateProfile
from profiles.selectors.experience import areas_of
from qualifications import vocabulary as word_list
from qualifications.holding import Fact, closure, experience_facts
from qualifications.models import RoleFamily, Setting
from tests.factories.profiles import ExperienceFactory

TODAY = dt.date(2026, 11, 24)


def loaded(profile) -> CandidateProfile:
    return CandidateProfile.objects.with_facts().get(pk=profile.pk)


def test_facts_of_takes_a_fixed_number_of_queries(full_profile, django_assert_num_queries):
    ExperienceFactory.create_batch(3, profile=full_profile)

    profile = loaded(full_profile)

    with django_assert_num_queries(1):  # the version of the vocabulary
        selectors.facts_of(profile, TODAY)


def test_facts_of_counts_overlapping_jobs_once(profile, vocabulary):
    for start, end in [
        (dt.date(2020, 1, 1), dt.date(2021, 12, 31)),
        (dt.date(2021, 1, 1), dt.date(2022, 12, 31)),
    ]:
        ExperienceFactory(profile=profile, started_on=start, ended_on=end)

    facts = {fact.term: fact for fact in selectors.facts_of(loaded(profile), TODAY)}

    assert facts["experience:care-coordination"].months == 36


def test_facts_of_counts_time_in_a_setting_and_a_system(profile, vocabulary):
    ExperienceFactory(
        profile=profile, setting=Setting.objects.get(slug="primary-care"), ehrs=["epic"], areas=[]
    )

    facts = {fact.term: fact.months for fact in selectors.facts_of(loaded(profile), TODAY)}

    assert facts["experience:primary-care"] == 36
    assert facts["experience:epic"] == 36
    assert "epic" in facts


def test_facts_of_ignores_a_job_that_has_not_begun(profile, vocabulary):
    ExperienceFactory(profile=profile, started_on=dt.date(2027, 1, 1), ended_on=None)

    assert not [f for f in selectors.facts_of(loaded(profile), TODAY) if "care" in f.term]


def test_facts_of_privilege_needs_its_home_license(profile, candidate, term):
    services.add_credential(
        profile=profile,
        by=candidate,
        term=term("counselor:OH"),
        state="OH",
        privilege_states=["AZ"],
    )

    held, _denied = selectors.held_by(loaded(profile), TODAY)

    assert {term("counselor:OH").pk, term("counselor:AZ").pk} <= held.ids


def test_facts_of_degree_under_way_is_not_held(profile, candidate, term):
    services.add_education(
        profile=profile, by=candidate, term=term("bachelor:nursing"), in_progress=True
    )

    held, _denied = selectors.held_by(loaded(profile), TODAY)

    assert term("bachelor:nursing").pk not in held.ids


def test_profile_completeness_of_an_empty_profile(profile):
    found = selectors.profile_completeness(loaded(profile))

    assert (found.filled, found.is_complete) == (0, False)
    assert found.next_card.card == "credentials"


def test_profile_completeness_of_a_full_profile(full_profile):
    assert selectors.profile_completeness(full_profile).is_complete


def test_profile_completeness_takes_a_no_for_an_answer(profile, candidate, term):
    services.set_denial(profile=profile, by=candidate, term=term("lpn"), denied=True)

    cards = {c.card: c for c in selectors.profile_completeness(loaded(profile)).cards}

    assert cards["credentials"].filled
    assert cards["credentials"].words == "You said: none"


def test_snapshot_of_has_no_private_word(full_profile):
    text = json.dumps(selectors.snapshot_of(full_profile, TODAY))

    for private in ("1987", "SECRETNUMBER", "45203", "finished_year", "visibility", "photo"):
        assert private not in text


def test_snapshot_of_replays_the_facts(full_profile):
    snapshot = selectors.snapshot_of(full_profile, TODAY)

    facts = [Fact.from_dict(data) for data in snapshot["facts"]]
    assert closure(facts, TODAY).ids == selectors.held_by(full_profile, TODAY)[0].ids


def test_snapshot_of_keys_are_an_allow_list(full_profile):
    assert set(selectors.snapshot_of(full_profile)) == {
        "snapshot_version",
        "profile_version",
        "on",
        "name",
        "email",
        "phone",
        "headline",
        "about",
        "credentials",
        "education",
        "experience",
        "experience_totals",
        "languages",
        "skills",
        "soft_skills",
        "availability",
        "facts",
        "denied",
    }


def test_area_totals_show_the_arithmetic(profile, vocabulary):
    ExperienceFactory(
        profile=profile,
        employer_name="A",
        started_on=dt.date(2020, 1, 1),
        ended_on=dt.date(2020, 12, 31),
    )
    ExperienceFactory(
        profile=profile,
        employer_name="B",
        started_on=dt.date(2022, 1, 1),
        ended_on=dt.date(2022, 6, 30),
    )

    total = next(
        t for t in selectors.area_totals(loaded(profile), TODAY) if t.key == "care-coordination"
    )

    assert total.words == "1 year 6 months"
    assert [(s.label, s.months) for s in total.stretches] == [("A", 12), ("B", 6)]


def test_area_totals_take_off_what_was_worked_twice(profile, vocabulary):
    for name, first, last in (
        ("Clinic A", dt.date(2020, 1, 1), dt.date(2023, 2, 28)),
        ("Clinic B", dt.date(2022, 11, 1), dt.date(2023, 10, 31)),
    ):
        ExperienceFactory(profile=profile, employer_name=name, started_on=first, ended_on=last)

    total = next(
        t for t in selectors.area_totals(loaded(profile), TODAY) if t.key == "care-coordination"
    )

    assert (total.words, total.at_once) == ("3 years 10 months", "4 months")


def test_every_setting_and_every_group_of_people_counts_as_time(profile, vocabulary):
    for setting in Setting.objects.all():
        ExperienceFactory(
            profile=profile,
            setting=setting,
            areas=[],
            role_family=None,
            started_on=dt.date(2020, 1, 1),
            ended_on=dt.date(2020, 12, 31),
        )
    for code in Population.values:
        ExperienceFactory(
            profile=profile,
            areas=[],
            role_family=None,
            populations=[code],
            started_on=dt.date(2020, 1, 1),
            ended_on=dt.date(2020, 12, 31),
        )

    counted = [
        {f.term for f in facts_of_line(line) if f.months == 12}
        for line in loaded(profile).experience.all()
    ]

    assert len(counted) == Setting.objects.count() + len(Population.values)
    assert all(counted)


def facts_of_line(line):
    words = word_list.current()
    job = (areas_of(line, words), line.started_on, line.ended_on, "", "")
    return experience_facts([job], TODAY, words=words)


def test_role_people_and_setting_are_counted_at_once(profile, vocabulary):
    ExperienceFactory(
        profile=profile,
        areas=[],
        role_family=RoleFamily.objects.get(slug="case-manager"),
        setting=Setting.objects.get(slug="fqhc"),
        populations=["children"],
        started_on=dt.date(2020, 1, 1),
        ended_on=dt.date(2021, 12, 31),
    )

    fact = next(
        f
        for f in selectors.facts_of(loaded(profile), TODAY)
        if f.term == "experience:case-management"
    )

    assert fact.months == 24
    assert dict(fact.together)["with-children"] == 24
    assert dict(fact.together)["community-health-center"] == 24


def test_limited_permit_is_a_fact_with_its_length(profile, candidate, term, vocabulary):
    services.add_credential(
        profile=profile,
        by=candidate,
        term=term("sw-master:NY"),
        state="NY",
        status="limited_permit",
        issued_on=dt.date(2026, 6, 1),
        expires_on=dt.date(2027, 5, 31),
    )

    fact = selectors.facts_of(loaded(profile), TODAY)[0]
    row = selectors.wallet_of(loaded(profile), TODAY)[0]

    assert (fact.status, fact.months) == ("limited_permit", 12)
    assert (row.state, row.name) == ("running", "LMSW, limited permit")


def test_limited_permit_needs_both_dates(profile, candidate, term, vocabulary):
    with pytest.raises(Refused, match="both its dates"):
        services.add_credential(
            profile=profile,
            by=candidate,
            term=term("sw-master:NY"),
            state="NY",
            status="limited_permit",
            expires_on=dt.date(2027, 5, 31),
        )

    assert not profile.credentials.exists()


def test_certified_interpreter_is_a_fact(profile, candidate, term, vocabulary):
    services.add_language(
        profile=profile, by=candidate, term=term("spanish:fluent"), certified_interpreter=True
    )

    assert {f.term for f in selectors.facts_of(loaded(profile), TODAY)} == {
        "spanish:fluent",
        "medical-interpreter-certified",
    }


@pytest.mark.parametrize(
    ("expires", "state", "words"),
    [
        (dt.date(2026, 11, 23), "expired", "Expired: it no longer counts"),
        (dt.date(2026, 11, 24), "expiring", "0 days left"),
        (dt.date(2027, 1, 12), "expiring", "7 weeks left"),
        (dt.date(2027, 10, 31), "running", "11 months left"),
        (None, "open", "Expiry date not stated"),
    ],
)
def test_wallet_of_says_how_long(profile, candidate, term, expires, state, words):
    services.add_credential(profile=profile, by=candidate, term=term("bls"), expires_on=expires)

    row = selectors.wallet_of(loaded(profile), TODAY)[0]

    assert (row.state, row.expiry_words) == (state, words)


def test_wallet_of_names_the_look_up_and_keeps_the_number(full_profile):
    row = selectors.wallet_of(full_profile, TODAY)[0]

    assert "nursys" in row.lookup
    assert row.name == "RN, multistate"
    assert "number kept private" in row.detail
    assert "SECRETNUMBER" not in row.detail


def test_wallet_of_says_who_checked(full_profile):
    full_profile.credentials.update(verification="document_seen", verified_at=timezone.now())

    row = selectors.wallet_of(loaded(full_profile), TODAY)[0]

    assert row.verification_words.startswith("Document seen")


def test_sole_owner_of(owner, clinic, outsider):
    assert selectors.sole_owner_of(owner) == [clinic]


def test_mail_recipient_of_someone_gone(db):
    assert selectors.mail_recipient(user_id=0, stream="alerts").refuse == "account_gone"


def test_mail_recipient_speaks_her_language(candidate):
    candidate.language = "es"
    candidate.save()

    assert selectors.mail_recipient(user_id=candidate.pk, stream="alerts").language == "es"
