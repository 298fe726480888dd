from __future__ import annotations

import io
from collections.abc import Iterable

import zipcodes
from django.db import connection, transaction

from core.places.finding import fold_city
from core.places.states import ALL_STATES

COLUMNS = "zip, city, state, county, lat, lng, timezone, is_post_office, names"
_SET = ", ".join(f"{name} = EXCLUDED.{name}" for name in COLUMNS.split(", ")[1:])
_OLD = ", ".join(f"p.{name}" for name in COLUMNS.split(", ")[1:])
_NEW = ", ".join(f"EXCLUDED.{name}" for name in COLUMNS.split(", ")[1:])
# One statement for new and changed rows; an unchanged row is not written.
_MERGE = f"""
WITH written AS (
    INSERT INTO core_place AS p ({COLUMNS}) SELECT {COLUMNS} FROM incoming_place
    ON CONFLICT (zip) DO UPDATE SET {_SET} WHERE ({_OLD}) IS DISTINCT FROM ({_NEW})
    RETURNING xmax = 0 AS is_new
)
SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM written
"""


@transaction.atomic
def load_places() -> dict[str, int]:
    """Fill the table from the `zipcodes` package. Returns {"added", "changed", "unchanged"} counts.

    Can run at any time, also twice at once. ZIPs that left the data stay: records may point at them.
    """
    rows = [row for row in zipcodes.list_all() if row["state"] in ALL_STATES]
    text = io.StringIO("".join(_lines(rows)))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('core.load_places'))")
        cursor.execute("CREATE TEMP TABLE incoming_place (LIKE core_place) ON COMMIT DROP")
        cursor.cursor.copy_expert(f"COPY incoming_place ({COLUMNS}) FROM STDIN", text)
        cursor.execute(_MERGE)
        added, changed = cursor.fetchone()
    return {"added": added, "changed": changed, "unchanged": len(rows) - added - changed}


def _lines(rows: Iterable[dict]) -> Iterable[str]:
    """Rows in COPY's text form. The data holds no tab, newline or backslash; a replacement keeps it so."""
    for row in rows:
        names = sorted(
            {fold_city(name) for name in (row["city"], *row["acceptable_cities"])} - {""}
        )
        values = (
            row["zip_code"],
            row["city"],
            row["state"],
            row["county"] or "",
            row["lat"],
            row["long"],
            row["timezone"] or "",
            "t" if row["zip_code_type"] in {"PO BOX", "UNIQUE"} else "f",
            "{" + ",".join(f'"{name}"' for name in names) + "}",
        )
        yield "\t".join(value.translate(_UNSAFE) for value in values) + "\n"


_UNSAFE = str.maketrans({"\t": " ", "\n": " ", "\r": " ", "\\": " "})
