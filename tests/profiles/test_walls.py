"""The walls between employers and people, tried with plain SQL as the role that reads for employers."""

from __future__ import annotations

import re

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from matching.services import freeze_counted_people
from profiles import services
from profiles.enums import Visibility
from profiles.models import CandidateProfile, Credential, Education
from profiles.walls import as_recruiter
from qualifications.models import Term
from tests.factories.profiles import EmployerFactory, ExperienceFactory

pytestmark = pytest.mark.django_db

# Everything the role may read. A column that is not here must be refused; a new one is closed by itself.
ALLOWED = {
    "profiles_candidateprofile": {
        "id", "public_id", "user_id", "visibility", "area_state", "area_lat", "area_lng", "radius_miles",
        "open_to_remote", "work_authorized", "employment_types", "shifts", "hours_min", "hours_max",
        "held_terms", "denied_terms", "terms_on", "updated_at",
    },
    "profiles_credential": {
        "id", "profile_id", "term_id", "title", "state", "scope", "status", "issued_on", "expires_on",
        "privilege_states", "verification",
    },
    "profiles_education": {"id", "profile_id", "term_id", "in_progress", "foreign_evaluated"},
    "profiles_experience": {
        "id", "profile_id", "role_family_id", "setting_id", "areas", "populations", "ehrs", "started_on",
        "ended_on", "hours_per_week",
    },
    "profiles_languageskill": {"id", "profile_id", "term_id", "language", "certified_interpreter"},
    "profiles_profileskill": {"id", "profile_id", "term_id"},
    "profiles_employerconsent": {"profile_id", "employer_id"},
    "profiles_user": {"id", "full_name", "email"},
    "matching_countedperson": {
        "profile_id", "held_terms", "area_state", "area_lat", "area_lng", "radius_miles", "open_to_remote",
    },
}  # fmt: skip


def ask(sql: str, params: list | None = None) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def people_seen_by(employer) -> set[int]:
    with as_recruiter(employer):
        return {pk for (pk,) in ask("SELECT id FROM profiles_candidateprofile")}


def names_seen_by(employer) -> set[str]:
    with as_recruiter(employer):
        return {name for (name,) in ask("SELECT full_name FROM profiles_user")}


def refused(sql: str, params: list | None = None) -> str:
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        ask(sql, params)
    return str(error.value)


@pytest.fixture
def dana(candidate, vocabulary) -> CandidateProfile:
    """Anonymous, with a line of every kind that an employer may read."""
    profile = candidate.candidate_profile
    services.set_visibility(profile=profile, by=candidate, visibility=Visibility.ANONYMOUS)
    Credential.objects.create(
        profile=profile, term=Term.objects.get(slug="rn:OH"), state="OH", number="RN-1"
    )
    Education.objects.create(
        profile=profile, term=Term.objects.get(slug="bachelor:nursing"), school="Xavier University"
    )
    ExperienceFactory(profile=profile)
    services.add_language(
        profile=profile, by=candidate, term=Term.objects.get(slug="spanish:professional")
    )
    return profile


def columns() -> list[tuple[str, str]]:
    return ask(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
        " ORDER BY 1, 2"
    )


def test_everything_but_the_allow_list_is_refused(clinic):
    everything = columns()

    open_ones: dict[str, set[str]] = {}
    with as_recruiter(clinic):
        for table, column in everything:
            try:
                with transaction.atomic():
                    ask(f'SELECT "{column}" FROM "{table}" LIMIT 0')
            except DatabaseError as error:
                assert "permission denied" in str(error)
            else:
                open_ones.setdefault(table, set()).add(column)

    assert len(everything) > 300
    assert open_ones == ALLOWED


def test_what_no_employer_may_know_has_no_way_in():
    secrets = re.compile(
        r"zip|phone|number|finished|year|note|school|street|place_id|document|(?<!pro)file_id"
    )
    named = {f"{t}.{c}" for t, cs in ALLOWED.items() for c in cs}

    assert {name for name in named if secrets.search(name)} == set()


def test_every_table_that_is_read_has_row_level_security():
    guarded = {
        name
        for (name,) in ask("SELECT relname FROM pg_class WHERE relrowsecurity AND relkind = 'r'")
    }

    assert guarded == set(ALLOWED)


def test_only_people_who_chose_to_be_seen(clinic, dana, other_candidate):
    hidden = other_candidate.candidate_profile

    assert people_seen_by(clinic) == {dana.pk}

    services.set_visibility(profile=dana, by=dana.user, visibility=Visibility.HIDDEN)
    services.set_visibility(profile=hidden, by=other_candidate, visibility=Visibility.NAMED)

    assert people_seen_by(clinic) == {hidden.pk}


@pytest.mark.parametrize(
    "table",
    [
        "matching_countedperson",
        "profiles_credential",
        "profiles_education",
        "profiles_experience",
        "profiles_languageskill",
        "profiles_profileskill",
    ],
)
def test_lines_are_seen_with_their_person(table, clinic, dana):
    if table == "profiles_profileskill":
        skill = Term.objects.filter(kind="skill").first()
        services.set_skills(profile=dana, by=dana.user, terms=[skill], soft_skills=[])
    if table == "matching_countedperson":
        freeze_counted_people()
    count = f"SELECT count(*) FROM {table}"

    with as_recruiter(clinic):
        shown = ask(count)
    services.set_visibility(profile=dana, by=dana.user, visibility=Visibility.HIDDEN)
    with as_recruiter(clinic):
        hidden = ask(count)

    assert shown == [(1,)]
    assert hidden == [(0,)]


def test_name_needs_consent_for_this_employer(clinic, rival, dana):
    assert names_seen_by(clinic) == set()

    services.give_consent(profile=dana, by=dana.user, employer=clinic)

    assert names_seen_by(clinic) == {"Dana Whitfield"}
    assert names_seen_by(rival) == set()
    with as_recruiter(rival):
        assert ask("SELECT count(*) FROM profiles_employerconsent") == [(0,)]

    services.withdraw_consent(profile=dana, by=dana.user, employer=clinic)

    assert names_seen_by(clinic) == set()


def test_consent_of_a_hidden_person_shows_nothing(clinic, dana):
    services.give_consent(profile=dana, by=dana.user, employer=clinic)

    services.set_visibility(profile=dana, by=dana.user, visibility=Visibility.HIDDEN)

    assert people_seen_by(clinic) == set()
    assert names_seen_by(clinic) == set()


def test_open_profile_is_named_to_every_verified_employer(clinic, rival, dana):
    services.set_visibility(profile=dana, by=dana.user, visibility=Visibility.NAMED)

    assert names_seen_by(clinic) == names_seen_by(rival) == {"Dana Whitfield"}


@pytest.fixture
def family(clinic, rival):
    """A health system, two of its organizations, a department of one; and a stranger."""
    system = EmployerFactory(name="Ohio River Health")
    clinic.parent = system
    clinic.save(update_fields=["parent"])
    sister = EmployerFactory(name="Ohio River Home Care", parent=system)
    return {
        "itself": clinic,
        "parent": system,
        "sister": sister,
        "department": EmployerFactory(name="Tall Oaks Infusion", parent=clinic),
        "stranger": rival,
    }


@pytest.mark.parametrize("excluded", ["itself", "parent", "sister", "department"])
def test_exclusion_holds_for_the_whole_family(excluded, family, dana):
    services.exclude_employer(profile=dana, by=dana.user, employer=family[excluded])

    seen = {name for name, employer in family.items() if people_seen_by(employer)}

    assert seen == {"stranger"}
    for table in ALLOWED:
        with as_recruiter(family["sister"]):
            assert ask(f"SELECT count(*) FROM {table}") == [(0,)], table


def test_lifting_an_exclusion_opens_again(family, dana):
    services.exclude_employer(profile=dana, by=dana.user, employer=family["parent"])

    services.lift_exclusion(profile=dana, by=dana.user, employer=family["parent"])

    assert people_seen_by(family["sister"]) == {dana.pk}


def test_exclusion_beats_consent_given_to_a_sister(family, dana):
    services.give_consent(profile=dana, by=dana.user, employer=family["sister"])
    services.exclude_employer(profile=dana, by=dana.user, employer=family["itself"])

    assert names_seen_by(family["sister"]) == set()


def test_stale_write_of_the_profile_cannot_open_a_wall(clinic, dana):
    stale = CandidateProfile.objects.get(pk=dana.pk)
    services.exclude_employer(profile=dana, by=dana.user, employer=clinic)

    stale.area_lat, stale.area_lng = 1.2345, 2.3456
    stale.save()

    assert people_seen_by(clinic) == set()
    dana.refresh_from_db()
    assert dana.hidden_from == [clinic.pk]
    assert (dana.area_state, dana.area_lat, dana.area_lng) == ("OH", 39.1, -84.5)


def test_place_is_kept_to_a_tenth_of_a_degree_and_goes_with_it(dana):
    services.update_profile(profile=dana, by=dana.user, changes={"place": None})

    dana.refresh_from_db()

    assert (dana.area_state, dana.area_lat, dana.area_lng) == ("", None, None)


@pytest.mark.parametrize(
    "reader",
    [None, "", "0", "-1", "999999999", "1 OR 1=1", "abc", "1.0", "١", "9" * 30, "null", " 1"],
)
def test_without_a_real_reader_nobody_is_seen(reader, clinic, dana):
    services.set_visibility(profile=dana, by=dana.user, visibility=Visibility.NAMED)
    with transaction.atomic():
        with connection.cursor() as cursor:
            if reader is not None:
                cursor.execute("SELECT set_config('jobboard.employer_id', %s, true)", [reader])
            cursor.execute("SET LOCAL ROLE jobboard_recruiter")

        seen = {table: ask(f"SELECT count(*) FROM {table}") for table in ALLOWED}
        transaction.set_rollback(True)

    assert set(seen) == set(ALLOWED)
    assert all(rows == [(0,)] for rows in seen.values())


def test_unverified_and_suspended_employers_see_nobody(clinic, dana):
    assert people_seen_by(EmployerFactory(unverified=True)) == set()
    assert people_seen_by(EmployerFactory(suspended_at=timezone.now())) == set()


def test_employers_whose_family_runs_in_a_circle_are_answered(clinic, rival, dana):
    clinic.parent, rival.parent = rival, clinic
    clinic.save(update_fields=["parent"])
    rival.save(update_fields=["parent"])

    assert people_seen_by(clinic) == {dana.pk}
