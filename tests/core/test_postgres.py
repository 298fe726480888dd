from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, transaction
from django.db.migrations.state import ProjectState

from core.postgres import ApplicationRole, append_only
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
