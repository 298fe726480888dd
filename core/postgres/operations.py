from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import ProgrammingError, transaction
from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation

# SQLSTATE of "permission denied"
_DENIED = "42501"

REFUSE_CHANGE = """
CREATE OR REPLACE FUNCTION core_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Table % is append-only: % refused.', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$
"""


def application_role() -> str:
    """Role the application works as; empty when it works as the owner (DATABASE_ROLE=owner)."""
    return "" if settings.DATABASE_ROLE == "owner" else settings.DATABASE_ROLE


def append_only(table: str) -> RunSQL:
    """Migration operation: rows of `table` can be added, never changed or deleted.

    Twice: the application's role loses the right (also to TRUNCATE), and a trigger stops the owner's slips.
    Put it right after the CreateModel.
    """
    role = application_role()
    # A role name from settings, not from a person; quoted all the same.
    revoke = f'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM "{role}";' if role else ""
    grant = f'GRANT UPDATE, DELETE ON "{table}" TO "{role}";' if role else ""
    return RunSQL(
        f'{revoke} CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON "{table}" '
        "FOR EACH ROW EXECUTE FUNCTION core_refuse_change()",
        f'DROP TRIGGER {table}_append_only ON "{table}"; {grant}',
    )


REFUSE_EARLY_CHANGE = """
CREATE OR REPLACE FUNCTION core_refuse_early_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.at < now() - TG_ARGV[0]::interval THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'Rows of % are kept for %: % refused.', TG_TABLE_NAME, TG_ARGV[0], TG_OP
        USING ERRCODE = 'insufficient_privilege';
END $$
"""


def kept_for(table: str, interval: str) -> RunSQL:
    """Migration operation: rows of `table` never change, and go no sooner than `interval` after their `at`.

    Like `append_only`, for records the law wants kept and privacy wants gone afterwards.
    """
    role = application_role()
    revoke = f'REVOKE UPDATE, TRUNCATE ON "{table}" FROM "{role}";' if role else ""
    grant = f'GRANT UPDATE ON "{table}" TO "{role}";' if role else ""
    return RunSQL(
        f"{REFUSE_EARLY_CHANGE}; {revoke} CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE "
        f"ON \"{table}\" FOR EACH ROW EXECUTE FUNCTION core_refuse_early_change('{interval}')",
        f'DROP TRIGGER {table}_kept ON "{table}"; {grant}',
    )


class _Role(Operation):
    """Make a role that cannot log in, create, or bypass row-level security. Backwards it stays: other
    databases of the same server may use it."""

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label: str, state: Any) -> None:
        """No change of models."""

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """The role stays."""

    def _make(self, connection: Any, role: str, members: list[str]) -> None:
        """The role, and that the log-in and these roles may switch to it."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_user, EXISTS (SELECT FROM pg_roles WHERE rolname = %s)", [role]
            )
            user, exists = cursor.fetchone()
            grants = " ".join(f'GRANT "{role}" TO "{name}";' for name in (user, *members))
            remedy = (
                f'Ask an administrator of the server to run: CREATE ROLE "{role}" NOLOGIN; {grants} '
                "then migrate again."
            )
            try:
                with transaction.atomic(using=connection.alias):
                    if not exists:
                        # another database of this server may be set up at the same moment: roles are shared
                        cursor.execute(
                            f"""DO $$ BEGIN CREATE ROLE "{role}" NOLOGIN NOBYPASSRLS;
                            EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"""
                        )
                    for name in (user, *members):
                        self._let_switch(connection, cursor, role, name)
            except ProgrammingError as error:
                if getattr(error.__cause__, "pgcode", "") != _DENIED:
                    raise
                raise ImproperlyConfigured(
                    f'The database user "{user}" may not make the role "{role}". {remedy}'
                ) from None

    @staticmethod
    def _let_switch(connection: Any, cursor: Any, role: str, name: str) -> None:
        # From 16 on, who makes a role is its member but may not switch to it; and a member can be kept
        # from acting with the role's rights unasked.
        newer = connection.pg_version >= 160_000
        cursor.execute("SELECT pg_has_role(%s, %s, %s)", [name, role, "SET" if newer else "MEMBER"])
        if not cursor.fetchone()[0]:
            options = " WITH INHERIT FALSE, SET TRUE" if newer else ""
            # as above: the same grant may come from the set-up of another database
            cursor.execute(
                f"""DO $$ BEGIN GRANT "{role}" TO "{name}"{options};
                EXCEPTION WHEN unique_violation THEN NULL; END $$"""
            )

    def _check(self, cursor: Any, role: str) -> None:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = %s", [role])
        if cursor.fetchone()[0]:
            raise ImproperlyConfigured(
                f'The role "{role}" is a superuser or bypasses row-level security; the application must not. '
                f'Run: ALTER ROLE "{role}" NOSUPERUSER NOBYPASSRLS;'
            )


class ApplicationRole(_Role):
    """Make the role the application works as and give it the owner's tables, present and future.

    The login user becomes a member and every connection of the application switches to it (settings.py).
    """

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        role = application_role()
        if not role:
            return
        connection = schema_editor.connection
        self._make(connection, role, [])
        with connection.cursor() as cursor:
            self._check(cursor, role)
            for sql in (
                'GRANT USAGE ON SCHEMA public TO "{role}"',
                'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{role}"',
                'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{role}"',
                'ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "{role}"',
                'ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO "{role}"',
                # the history of migrations is the owner's; the application only reads how far it got
                'REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM "{role}"',
            ):
                cursor.execute(sql.format(role=role))

    def describe(self) -> str:
        return "Create the role the application works as"
