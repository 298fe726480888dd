from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from core import events
from core.events import Event
from core.logs.context import request_id_set
from core.places import Place
from tests.database import owner_role
from tests.factories.profiles import cincinnati


@pytest.fixture
def place(db) -> Place:
    return cincinnati()


def test_event_says_who_what_and_from_where_to_where(place, candidate):
    with request_id_set("req-12345"):
        event = events.record(
            verb="approved",
            subject=place,
            by=candidate,
            fields=["city", "state"],
            before="in_review",
            after="live",
            reason="pay.missing",
            data={"revision": 3, "codes": ["a-1"], "automatic": False},
        )

    event.refresh_from_db()
    assert (event.subject_type, event.subject_id, event.actor_id) == (
        "core.place",
        "45203",
        candidate.pk,
    )
    assert (event.fields, event.state_before, event.state_after) == (
        ["city", "state"],
        "in_review",
        "live",
    )
    assert event.data == {"revision": 3, "codes": ["a-1"], "automatic": False}
    assert (event.reason_code, event.request_id) == ("pay.missing", "req-12345")
    assert list(events.for_subject(place)) == [event]


def test_event_of_the_system_has_no_actor(place):
    assert events.record(verb="expired", subject=place).actor_id is None


@pytest.mark.parametrize(
    "data",
    [
        {"note": "Dana is ill"},
        {"email": "dana@example.org"},
        {"deep": [{"x": "two words"}]},
        {"o": object()},
    ],
)
def test_event_refuses_what_a_person_may_have_typed(place, data):
    with pytest.raises(ValueError, match="only ids"):
        events.record(verb="edited", subject=place, data=data)

    assert not events.for_subject(place).exists()


@pytest.mark.parametrize(
    "statement",
    ["UPDATE core_event SET verb = 'x'", "DELETE FROM core_event", "TRUNCATE core_event"],
)
def test_application_role_cannot_rewrite_events(place, statement):
    event = events.record(verb="approved", subject=place)

    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert Event.objects.get(pk=event.pk).verb == "approved"


@pytest.mark.parametrize(
    "statement", ["UPDATE core_event SET verb = 'x'", "DELETE FROM core_event"]
)
def test_owner_s_slip_is_stopped_by_the_trigger(place, statement):
    event = events.record(verb="approved", subject=place)

    with (
        owner_role(),
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert Event.objects.get(pk=event.pk).verb == "approved"


@pytest.mark.django_db
def test_application_role_has_no_dangerous_right():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolcanlogin "
            "FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("jobboard_app", False)
        cursor.execute(
            "SELECT has_table_privilege('django_migrations', 'INSERT'), "
            "has_table_privilege('django_migrations', 'SELECT'), "
            "has_schema_privilege('public', 'CREATE')"
        )
        assert cursor.fetchone() == (False, True, False)


@pytest.mark.django_db
def test_application_role_may_use_every_other_table():
    append_only = r"SELECT tgrelid FROM pg_trigger WHERE tgname ~ '_(append_only|kept)$'"
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
            AND relname <> 'django_migrations' AND oid NOT IN ({append_only})
            AND NOT (has_table_privilege(oid, 'SELECT') AND has_table_privilege(oid, 'INSERT')
                 AND has_table_privilege(oid, 'UPDATE') AND has_table_privilege(oid, 'DELETE'))"""
        )
        assert cursor.fetchall() == []


@pytest.mark.django_db
def test_application_role_may_let_go_of_kept_rows_but_not_change_them():
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT relname, has_table_privilege(oid, 'DELETE'), has_table_privilege(oid, 'UPDATE')
            FROM pg_class WHERE oid IN (SELECT tgrelid FROM pg_trigger WHERE tgname ~ '_kept$')"""
        )
        assert sorted(cursor.fetchall()) == [
            ("applications_matchlog", True, False),
            ("core_accesslog", True, False),
        ]
