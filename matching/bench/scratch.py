"""A database of its own on the same server, gone afterwards whatever happens."""

from __future__ import annotations

import secrets
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg2 import sql


@contextmanager
def scratch_database() -> Iterator[None]:
    """Inside, the default connection is to an empty database with structure, vocabulary and places."""
    kept = dict(connection.settings_dict)
    kept_options = dict(kept["OPTIONS"])
    name = f"match_bench_{secrets.token_hex(4)}"
    previous = signal.signal(signal.SIGTERM, _as_interrupt)
    try:
        _on_server(kept, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        connection.close()
        connection.settings_dict["NAME"] = name
        with as_owner():
            call_command("migrate", verbosity=0)
            call_command("load_vocabulary", stdout=_Nowhere())
            call_command("load_places", stdout=_Nowhere())
        yield
    finally:
        previous_interrupt = signal.signal(
            signal.SIGINT, signal.SIG_IGN
        )  # dropping is not to be cut short
        connection.close()
        connection.settings_dict.update(kept)
        connection.settings_dict["OPTIONS"] = kept_options
        _on_server(
            kept, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )
        signal.signal(signal.SIGINT, previous_interrupt)
        signal.signal(signal.SIGTERM, previous)


@contextmanager
def as_owner() -> Iterator[None]:
    """Connections made inside work as the log-in itself, without limits of time."""
    options = connection.settings_dict["OPTIONS"]
    kept = options.get("options", "")
    connection.close()
    options["options"] = "-c synchronous_commit=off -c maintenance_work_mem=512MB"
    try:
        yield
    finally:
        connection.close()
        options["options"] = kept


def _on_server(to: dict[str, Any], statement: sql.Composable) -> None:
    params = {
        "dbname": to["NAME"],
        "user": to["USER"],
        "password": to["PASSWORD"],
        "host": to["HOST"],
        "port": to["PORT"],
    }
    session = psycopg2.connect(**{name: value for name, value in params.items() if value})
    try:
        session.autocommit = True
        with session.cursor() as cursor:
            cursor.execute(statement)
    finally:
        session.close()


def _as_interrupt(_number: int, _frame: Any) -> None:
    raise KeyboardInterrupt


class _Nowhere:
    def write(self, _text: str) -> None:
        """What the commands would print."""

    def flush(self) -> None:
        """Nothing is kept."""


def is_local() -> bool:
    """Whether the server runs on this machine, so that its processor time can be read."""
    host = settings.DATABASES["default"]["HOST"]
    return not host or host.startswith("/")
