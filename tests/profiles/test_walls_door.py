"""The door in the walls: nothing is written, no way out from inside, nothing left behind."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from core.errors import Refused
from profiles import services
from profiles.enums import Visibility
from profiles.models import CandidateProfile, Credential, EmployerConsent
from profiles.walls import WayOut, as_recruiter
from tests.database import owner_role
from tests.factories.profiles import CandidateProfileFactory
from tests.profiles.test_walls import ask, columns, dana, people_seen_by, refused

__all__ = ["dana"]
pytestmark = pytest.mark.django_db


def test_nothing_can_be_written(clinic, dana):
    services.give_consent(profile=dana, by=dana.user, employer=clinic)
    tables = {table for table, _column in columns()}
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE jobboard_recruiter")
        for table in sorted(tables):
            assert "permission denied" in refused(f'DELETE FROM "{table}" RETURNING 1')
            assert "permission denied" in refused(
                f'INSERT INTO "{table}" DEFAULT VALUES RETURNING 1'
            )
        assert "permission denied" in refused(
            "UPDATE profiles_candidateprofile SET visibility = 'named' RETURNING 1"
        )
        assert "permission denied" in refused("CREATE TABLE public.copied (id int)")
        transaction.set_rollback(True)


def test_within_the_door_the_transaction_itself_is_read_only(clinic):
    with as_recruiter(clinic):
        assert ask("SELECT current_setting('transaction_read_only')") == [("on",)]


def test_role_reads_no_secrets_of_the_server(clinic):
    with as_recruiter(clinic):
        assert "permission denied" in refused("SELECT rolpassword FROM pg_authid")
        assert "permission denied" in refused("SELECT pg_read_file('/etc/passwd')")
        assert ask("SELECT count(*) FROM pg_stats WHERE schemaname = 'public'") == [(0,)]


@pytest.mark.parametrize(
    "sql",
    [
        "RESET ROLE",
        "SET ROLE NONE",
        "SET LOCAL ROLE jobboard_app",
        "SELECT set_config('role', 'jobboard_app', true)",
        "SELECT set_config('jobboard.employer_id', '1', true)",
        "SELECT 1; RESET ROLE",
        "DISCARD ALL",
        "DO $$ BEGIN RESET ROLE; END $$",
        "COMMIT",
        "DELETE FROM profiles_user",
        "",
    ],
)
def test_no_way_out_from_inside(sql, clinic, dana):
    with as_recruiter(clinic):
        with pytest.raises(WayOut):
            ask(sql)

        assert ask("SELECT current_user") == [("jobboard_recruiter",)]


def state() -> tuple:
    return ask(
        "SELECT current_user, coalesce(current_setting('jobboard.employer_id', true), ''),"
        " current_setting('transaction_read_only')"
    )[0]


def test_role_and_reader_end_with_the_block(clinic):
    before = state()

    with as_recruiter(clinic):
        inside = state()

    assert inside == ("jobboard_recruiter", str(clinic.pk), "on")
    assert state() == before
    assert before[0] == "jobboard_app"


def test_error_inside_leaves_nothing_behind(clinic):
    before = state()

    with pytest.raises(ZeroDivisionError), as_recruiter(clinic):
        raise ZeroDivisionError
    with pytest.raises(DatabaseError), as_recruiter(clinic):
        ask("SELECT phone FROM profiles_candidateprofile")

    assert state() == before
    assert CandidateProfile.objects.count() == 0


def test_nested_blocks_each_see_their_own(clinic, rival, dana):
    services.give_consent(profile=dana, by=dana.user, employer=clinic)

    with as_recruiter(clinic):
        with as_recruiter(rival):
            inner = ask("SELECT full_name FROM profiles_user")
        outer = ask("SELECT full_name FROM profiles_user")
        with transaction.atomic():
            assert state()[0] == "jobboard_recruiter"

    assert inner == []
    assert outer == [("Dana Whitfield",)]


def test_work_before_the_block_is_kept(clinic, dana):
    with transaction.atomic():
        services.give_consent(profile=dana, by=dana.user, employer=clinic)
        with as_recruiter(clinic):
            ask("SELECT 1")

    assert EmployerConsent.objects.count() == 1


def test_only_a_saved_employer_opens_the_door(clinic):
    for nobody in (None, clinic.pk, str(clinic.pk), type(clinic)()):
        with pytest.raises(TypeError), as_recruiter(nobody):
            raise AssertionError


def test_application_sees_and_writes_as_before(dana, other_candidate):
    assert CandidateProfile.objects.count() == 2
    assert other_candidate.candidate_profile.phone == ""
    with pytest.raises(Refused):
        services.set_visibility(profile=dana, by=other_candidate, visibility=Visibility.NAMED)
    assert Credential.objects.filter(profile=dana).update(expires_on=dt.date(2030, 1, 1)) == 1


def test_owner_passes_the_same_walls(clinic, dana):
    hidden = CandidateProfileFactory()

    with owner_role():
        everybody = {pk for (pk,) in ask("SELECT id FROM profiles_candidateprofile")}
        seen = people_seen_by(clinic)
        after = ask("SELECT count(*) FROM profiles_candidateprofile")

    assert everybody == {dana.pk, hidden.pk}
    assert seen == {dana.pk}
    assert after == [(2,)]


@pytest.mark.django_db(transaction=True)
def test_connection_that_is_used_again_is_the_applications(clinic, rival):
    profile = CandidateProfileFactory(visibility=Visibility.ANONYMOUS)
    backend = ask("SELECT pg_backend_pid()")

    seen = people_seen_by(clinic)
    with pytest.raises(ZeroDivisionError), as_recruiter(rival):
        raise ZeroDivisionError

    assert seen == {profile.pk}
    assert ask("SELECT pg_backend_pid()") == backend
    assert state() == ("jobboard_app", "", "off")
    assert CandidateProfile.objects.update(headline="Nurse navigator") == 1
