"""Walls between employers and people: a role that reads only what it was given, row by row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.migrations.operations import RunSQL

from core.postgres.operations import _Role, application_role

# Who reads: a plain number in a setting of the transaction, set by the door (profiles/walls.py).
READER_SETTING = "jobboard.employer_id"


def recruiter_role() -> str:
    """Role in which employers' reads of people run (ADR 5)."""
    return settings.RECRUITER_ROLE


class RecruiterRole(_Role):
    """Make the role that reads people for employers. It owns nothing and begins with no right at all:
    `behind_wall` gives it single columns. The application and the owner may switch to it."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        connection, role = schema_editor.connection, recruiter_role()
        self._make(connection, role, [name for name in [application_role()] if name])
        with connection.cursor() as cursor:
            self._check(cursor, role)
            cursor.execute(f'REVOKE ALL ON ALL TABLES IN SCHEMA public FROM "{role}"')
            cursor.execute(f'REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM "{role}"')
            cursor.execute(f'GRANT USAGE ON SCHEMA public TO "{role}"')

    def _check(self, cursor: Any, role: str) -> None:
        super()._check(cursor, role)
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member"
            " WHERE r.rolname = %s)",
            [role],
        )
        if cursor.fetchone()[0]:
            raise ImproperlyConfigured(
                f'The role "{role}" is a member of other roles and could read what they read. '
                "Revoke these memberships, then migrate again."
            )

    def describe(self) -> str:
        return "Create the role in which employers read people"


def behind_wall(table: str, *, columns: Iterable[str], rule: str) -> RunSQL:
    """Migration operation: the recruiter role reads these columns of the rows for which `rule` holds.

    Row-level security goes on for everybody, so the application's role gets a policy that lets it see and
    write every row as before; the owner is not bound by policies. What a rule reads of other tables runs
    with the recruiter's own rights, so their walls hold inside it too.
    """
    role, app = recruiter_role(), application_role()
    named = ", ".join(f'"{column}"' for column in columns)
    everything = (
        f'CREATE POLICY {table}_application ON "{table}" TO "{app}" USING (true) WITH CHECK (true);'
        if app
        else ""
    )
    return RunSQL(
        f'{everything} CREATE POLICY {table}_recruiter ON "{table}" FOR SELECT TO "{role}" USING ({rule}); '
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY; GRANT SELECT ({named}) ON "{table}" TO "{role}"',
        f'REVOKE SELECT ({named}) ON "{table}" FROM "{role}"; '
        f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY; DROP POLICY {table}_recruiter ON "{table}"; '
        f'DROP POLICY IF EXISTS {table}_application ON "{table}"',
    )


def open_column(table: str, column: str) -> RunSQL:
    """Migration operation: one column more of a table that stands behind a wall already."""
    role = recruiter_role()
    return RunSQL(
        f'GRANT SELECT ("{column}") ON "{table}" TO "{role}"',
        f'REVOKE SELECT ("{column}") ON "{table}" FROM "{role}"',
    )


def for_recruiters(function: str) -> RunSQL:
    """Migration operation: nobody but the recruiter role (and the owner) may call this function."""
    role = recruiter_role()
    return RunSQL(
        f'REVOKE ALL ON FUNCTION {function} FROM PUBLIC; GRANT EXECUTE ON FUNCTION {function} TO "{role}"',
        f'REVOKE ALL ON FUNCTION {function} FROM "{role}"',
    )
