"""Clear away old notes of changes, so that no process can believe it has seen them all."""

from __future__ import annotations

import datetime as dt

from django.db import connection, transaction
from django.utils import timezone

# A process that no page has used for longer reads everything again.
KEPT = dt.timedelta(days=1)


@transaction.atomic
def prune_changes() -> int:
    """Delete notes older than a day and keep one that says up to which transaction they are gone.

    Only of transactions that every later snapshot sees: so whoever still looks in regularly misses none.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """DELETE FROM matching_indexchange WHERE at < %s
            AND (xid < pg_snapshot_xmin(pg_current_snapshot())
                OR xid >= pg_snapshot_xmax(pg_current_snapshot())) -- of another server, from a dump
            RETURNING xid::text, xid < pg_snapshot_xmin(pg_current_snapshot())""",
            [timezone.now() - KEPT],
        )
        gone = cursor.fetchall()
        seen = [int(xid) for xid, ours in gone if ours]
        if seen:
            cursor.execute(
                "INSERT INTO matching_indexchange (what, row_id, xid) VALUES ('pruned', 0, %s::text::xid8)",
                [str(max(seen))],
            )
    return len(gone)
