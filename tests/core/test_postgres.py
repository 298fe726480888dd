from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, transaction
from django.db.migrations.state import ProjectState

from core.postgres import ApplicationRole, RecruiterRole, append_only, behind_wall
from tests.database import owner_role

pytestmark = pytest.mark.django_db


def run(operation: object) -> None:
    state = ProjectState()
    with connection.schema_editor(atomic=True) as editor:
        operation.database_forwards("core", editor, state, state)


def test_user_who_may_not_make_the_role_is_told_the_command(settings):
    settings.DATABASE_ROLE = "jobboard_role_of_nobody"
    operation = ApplicationRole()

    # the tests run as the application's role, which may not create roles
    with pytest.raises(ImproperlyConfigured) as told:
        run(operation)

    assert (
        'CREATE ROLE "jobboard_role_of_nobody" NOLOGIN; GRANT "jobboard_role_of_nobody" TO'
        in str(told.value)
    )


def test_role_that_bypasses_row_level_security_is_refused(settings):
    settings.DATABASE_ROLE = "jobboard_role_too_strong"
    with owner_role(), connection.cursor() as cursor:
        cursor.execute("CREATE ROLE jobboard_role_too_strong NOLOGIN BYPASSRLS")

        with pytest.raises(ImproperlyConfigured, match="NOBYPASSRLS"):
            run(ApplicationRole())


def test_making_the_role_twice_changes_nothing():
    with owner_role():
        run(ApplicationRole())
        run(append_only("core_place"))

    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM core_place")


def test_working_as_the_owner_needs_no_role(settings):
    settings.DATABASE_ROLE = "owner"

    run(ApplicationRole())

    assert "REVOKE" not in append_only("core_place").sql


def test_who_may_not_make_the_recruiter_role_is_told_both_grants(settings):
    settings.RECRUITER_ROLE = "jobboard_recruiter_of_nobody"

    with pytest.raises(ImproperlyConfigured) as told:
        run(RecruiterRole())

    assert (
        'CREATE ROLE "jobboard_recruiter_of_nobody" NOLOGIN; '
        'GRANT "jobboard_recruiter_of_nobody" TO "jobboard_app"; '
    ) in str(told.value)


def test_recruiter_role_begins_with_nothing(settings):
    settings.RECRUITER_ROLE = "jobboard_recruiter_anew"
    with owner_role(), connection.cursor() as cursor:
        cursor.execute("CREATE ROLE jobboard_recruiter_anew NOLOGIN")
        cursor.execute("GRANT SELECT ON profiles_user TO jobboard_recruiter_anew")

        run(RecruiterRole())

        cursor.execute(
            "SELECT has_table_privilege('jobboard_recruiter_anew', 'profiles_user', 'SELECT'),"
            " pg_has_role('jobboard_app', 'jobboard_recruiter_anew', 'MEMBER')"
        )
        assert cursor.fetchone() == (False, True)


def test_recruiter_role_that_belongs_to_others_is_refused(settings):
    settings.RECRUITER_ROLE = "jobboard_recruiter_nosy"
    with owner_role(), connection.cursor() as cursor:
        cursor.execute("CREATE ROLE jobboard_recruiter_nosy NOLOGIN IN ROLE pg_read_all_data")

        with pytest.raises(ImproperlyConfigured, match="member of other roles"):
            run(RecruiterRole())


def test_wall_without_an_application_role_binds_only_the_recruiter(settings):
    settings.DATABASE_ROLE = "owner"

    sql = behind_wall("core_place", columns=["state"], rule="false").sql

    assert "core_place_application" not in sql
    assert 'GRANT SELECT ("state") ON "core_place" TO "jobboard_recruiter"' in sql
