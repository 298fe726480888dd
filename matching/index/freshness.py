"""Keep what a process holds in memory as fresh as the database, at each use.

An index remembers the snapshot it was read in. A use asks for the changes noted by transactions which that
snapshot did not see, however late they committed, and reads those rows again. So what an index answers is
what a query at that moment would have answered.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from django.conf import settings
from django.db import DatabaseError, connection, transaction

log = logging.getLogger(__name__)

# More changes than this are read again as a whole.
MOST_CHANGES = 20_000
# After a failed load; the tables answer meanwhile.
RETRY_SECONDS = 60

# The upper end leaves out the notes of another server, brought along in a dump.
_SINCE = """xid >= pg_snapshot_xmin(%(last)s::pg_snapshot)
    AND xid < pg_snapshot_xmax(pg_current_snapshot())"""
_UNSEEN = f"""{_SINCE}
    AND NOT pg_visible_in_snapshot(xid, %(last)s::pg_snapshot)"""
# A transaction that has written sees rows nobody else does; one on an older snapshot, rows that are gone;
# another role, rows of its own. For these the tables answer. A cleared-away change that our snapshot may
# not have seen means that nothing can be told by the notes any more.
_LOOK = f"""SELECT pg_current_xact_id_if_assigned() IS NULL
        AND current_setting('transaction_isolation') = 'read committed',
        current_user::text, count(*), coalesce(bool_or(row_id = 0), false)
    FROM (SELECT row_id FROM matching_indexchange WHERE {_SINCE}
        AND (what = 'pruned' OR what = ANY(%(whats)s)
             AND NOT pg_visible_in_snapshot(xid, %(last)s::pg_snapshot))
        LIMIT {MOST_CHANGES + 1}) c"""
# The changed rows of one kind, to be joined to what they are now.
CHANGED = (
    f"""(SELECT DISTINCT row_id FROM matching_indexchange WHERE what = %(what)s AND {_UNSEEN}) c"""
)


class Held(Protocol):
    """What an index is to this module."""

    def refresh(self, cursor: Any, last: str) -> str:
        """Read again what changed since the snapshot `last`; the snapshot it is now as of."""
        ...

    @property
    def is_long(self) -> bool:
        """So much has changed that reading all anew, beside this one, is worth it."""
        ...


H = TypeVar("H", bound=Held)


@dataclass
class _State(Generic[H]):
    index: H
    last: str
    role: str
    database: str


class Keeper(Generic[H]):
    """One index of this process: loaded in the background at first use, used by one thread at a time."""

    def __init__(self, whats: list[str], load: Callable[[Any], H]) -> None:
        self._whats = whats
        self._load = load
        self._lock = threading.RLock()
        self._state: _State[H] | None = None
        self._loading: threading.Thread | None = None
        self._not_before = 0.0

    @contextmanager
    def fresh(self) -> Iterator[H | None]:
        """The index as of now, for use within the block; None when the tables have to answer."""
        if not settings.MATCH_INDEX:
            yield None
            return
        with self._lock:
            state = self._state
            if state is None or state.database != connection.settings_dict["NAME"]:
                self.start_loading()
                yield None
            else:
                yield state.index if self._brought_up_to_date(state) else None

    def _brought_up_to_date(self, state: _State[H]) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(_LOOK, {"last": state.last, "whats": self._whats})
            usable, role, changes, whole = cursor.fetchone()
            if not usable or role != state.role:
                return False
            if whole or changes > MOST_CHANGES:
                self.forget()
                self.start_loading()
                return False
            if changes:
                try:
                    state.last = state.index.refresh(cursor, state.last)
                except DatabaseError:
                    raise
                except Exception:
                    log.exception("An index in memory could not take in a change; it is made anew.")
                    self.forget()
                    return False
                if state.index.is_long:
                    self.start_loading()
        return True

    # --- loading ----------------------------------------------------------------------------

    def forget(self) -> None:
        with self._lock:
            self._state = None

    def start_loading(self) -> None:
        """In a thread with a connection of its own; does nothing while one is at it."""
        with self._lock:
            busy = self._loading is not None and self._loading.is_alive()
            if busy or time.monotonic() < self._not_before:
                return
            self._loading = threading.Thread(target=self._load_quietly, daemon=True)
            self._loading.start()

    def wait(self, seconds: float = 30) -> None:
        """Until a load that has begun is over."""
        if self._loading is not None:
            self._loading.join(seconds)

    def _load_quietly(self) -> None:
        try:
            self.load()
        except Exception:
            self._not_before = time.monotonic() + RETRY_SECONDS
            log.exception("An index could not be loaded; the tables answer.")
        finally:
            connection.close()

    def load(self) -> None:
        """Read everything in one snapshot, in this thread; must not be within a transaction."""
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            cursor.execute("SELECT pg_current_snapshot()::text, current_user::text")
            last, role = cursor.fetchone()
            index = self._load(cursor)
        with self._lock:
            self._state = _State(index, last, role, connection.settings_dict["NAME"])
