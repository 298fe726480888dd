"""A pytest plugin: make the test database as its owner, run the tests as the application."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase

# Rows that belong to the product, not to a test: emptying the database leaves them standing.
REFERENCE_TABLES = ("qualifications_", "core_place", "core_holiday", "django_", "auth_permission")
_ROLE_OPTION = f" -c role={settings.DATABASE_ROLE}"


def pytest_configure() -> None:
    _as_owner(True)
    TransactionTestCase._fixture_teardown = _empty_tables  # type: ignore[method-assign]


def _as_owner(yes: bool) -> None:
    """Change the role that connections are opened with, in this and in every later thread."""
    options = connection.settings_dict["OPTIONS"]
    plain = options.get("options", "").replace(_ROLE_OPTION, "")
    options["options"] = plain if yes else plain + _ROLE_OPTION


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        connection.close()
        _as_owner(False)
    yield
    with django_db_blocker.unblock():
        connection.close()
        _as_owner(True)
        _end_other_sessions()


def _end_other_sessions() -> None:
    """A browser's last request may still be answered when the last test is over; the database is dropped now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    connection.close()


@contextmanager
def owner_role() -> Iterator[None]:
    """Inside, this connection may do what the owner may: empty tables, look past row-level security."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def _empty_tables(self: TransactionTestCase) -> None:
    """After a test that committed: empty every table but the reference ones, as the owner."""
    connection.close_if_unusable_or_obsolete()
    with connection.cursor() as cursor:
        tables = [
            t
            for t in connection.introspection.table_names(cursor)
            if not t.startswith(REFERENCE_TABLES)
        ]
        tables.append("django_session")
        names = ", ".join(connection.ops.quote_name(t) for t in sorted(set(tables)))
        with owner_role():
            cursor.execute("SET lock_timeout = '10s'")
            cursor.execute(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
            cursor.execute("RESET lock_timeout")


@pytest.fixture(scope="session")
def vocabulary(django_db_setup: None, django_db_blocker: Any) -> None:
    """The catalogue as the product ships it, loaded once for all tests that ask for it."""
    with django_db_blocker.unblock():
        call_command("load_vocabulary", verbosity=0)


@pytest.fixture(scope="session")
def places(django_db_setup: None, django_db_blocker: Any) -> None:
    """All ZIP places, loaded once for all tests that ask for them."""
    with django_db_blocker.unblock():
        call_command("load_places", verbosity=0)
