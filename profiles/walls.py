"""The one door through which people are read for an employer.

Inside `as_recruiter(employer)` the database answers as the recruiter role: only people who chose to be seen,
nobody who hides from this employer or its family, a name only where she agreed (migration 0002_walls). Take
plain values out of the block (`values`, dataclasses): a row or QuerySet looked at later is read as the
application again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from core.postgres import READER_SETTING, recruiter_role
from profiles.models import Employer

_READS = {"SELECT", "WITH", "SAVEPOINT", "RELEASE", "ROLLBACK"}
# What would open the door from inside. Values travel beside the statement, so a name in them is no matter.
_WAYS_OUT = re.compile(r";|\b(set_config|set|reset|discard|do|call|prepare)\b", re.IGNORECASE)


# What the door itself says; also from behind a wall, for a block within a block.
_ENTER = (
    "SELECT set_config(%s, %s, true), set_config('transaction_read_only', 'on', true),"
    " set_config('role', %s, true)"
)


class WayOut(Exception):
    """Code behind the wall sent a statement that could change the role, the reader or a row."""


@contextmanager
def as_recruiter(employer: Employer) -> Iterator[None]:
    """Read people as this employer may. Always ends in a rollback (to its savepoint when nested): role and
    reader go with it, whatever happened inside; nothing could be written anyway."""
    if not isinstance(employer, Employer) or not isinstance(employer.pk, int):
        raise TypeError("as_recruiter() takes a saved employer.")
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_ENTER, [READER_SETTING, str(employer.pk), recruiter_role()])
        with connection.execute_wrapper(_only_reads):
            yield
        transaction.set_rollback(True)


def _only_reads(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    text = str(sql)
    first = text.split(None, 1)[0].upper() if text.strip() else ""
    if sql is not _ENTER and (first not in _READS or _WAYS_OUT.search(text)):
        raise WayOut(f"Refused behind the wall: {first or 'nothing'}")
    return execute(sql, params, many, context)
