"""Fill the scratch database by COPY: jobs, people, and for the relational query its normal tables."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO

from django.db import connection

from core.places import Place
from matching.bench.formulas import REGIONS, FormulaShelf, Templates

TABLES = ("listings_searchrow", "profiles_candidateprofile")
BATCH = 20_000


@dataclass(frozen=True)
class Spots:
    """Real ZIP codes, big cities more often."""

    places: list[Place]
    weights: list[float]

    @classmethod
    def read(cls) -> Spots:
        places = list(Place.objects.filter(is_post_office=False).order_by("zip"))
        sizes: dict[tuple[str, str], int] = {}
        for place in places:
            key = (place.state, place.city)
            sizes[key] = sizes.get(key, 0) + 1
        return cls(places, [sizes[p.state, p.city] ** 0.5 for p in places])

    def pick(self, dice: random.Random, times: int) -> list[Place]:
        return dice.choices(self.places, self.weights, k=times)


def open_tables() -> None:
    """Rows may stand alone, and no trigger notes them: only what matching reads is filled."""
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(
                "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'",
                [table],
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(
                """SELECT attname, typname FROM pg_attribute a JOIN pg_type t ON t.oid = atttypid
                WHERE attrelid = %s::regclass AND attnum > 0 AND attnotnull AND NOT atthasdef
                AND attidentity = ''""",
                [table],
            )
            for name, kind in cursor.fetchall():
                cursor.execute(f'ALTER TABLE {table} ALTER "{name}" SET DEFAULT {_nothing(kind)}')
        # an index of arrays is the dearest thing to fill and nothing here reads it
        cursor.execute("DROP INDEX candidateprofile_held_terms")


def close_tables() -> None:
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("ANALYZE")


def _nothing(kind: str) -> str:
    by_kind = {"bool": "false", "timestamptz": "now()", "date": "now()", "jsonb": "'{}'"}
    if kind.startswith("_"):
        return "'{}'"
    return by_kind.get(kind, "0" if kind.startswith(("int", "float", "numeric")) else "''")


# --- jobs ---------------------------------------------------------------------------------------


def fill_jobs(dice: random.Random, spots: Spots, count: int) -> int:
    """Number of distinct formulas."""
    shelf = FormulaShelf(Templates(dice, max(24, min(420, count // 1_250))))
    done = 0
    while done < count:
        size = min(BATCH, count - done)
        rows = list(_jobs(dice, spots, shelf, size))
        shelf.prepare({(template, states) for template, states, _place, _remote in rows})
        text = StringIO("".join(_job_lines(dice, rows, shelf, done)))
        with connection.cursor() as cursor:
            cursor.copy_expert(
                """COPY listings_searchrow (posting_id, formula_id, workplace, state_code, states, lat, lng,
                published_at, employment_type, kind, origin) FROM STDIN""",
                text,
            )
        done += size
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT formula_id) FROM listings_searchrow")
        return int(cursor.fetchone()[0])


Job = tuple[int, tuple[str, ...], Place, bool]


def _jobs(dice: random.Random, spots: Spots, shelf: FormulaShelf, count: int) -> Iterator[Job]:
    templates = shelf.templates.pick(count)
    for template, place in zip(templates, spots.pick(dice, count), strict=True):
        remote = dice.random() < 0.1
        states = dice.choice(REGIONS) if remote else (place.state,)
        yield template, states, place, remote


def _job_lines(
    dice: random.Random, rows: Iterable[Job], shelf: FormulaShelf, first: int
) -> Iterator[str]:
    now = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
    for number, (template, states, place, remote) in enumerate(rows, first + 1):
        imported = dice.random() < 0.08
        formula = None if imported else shelf.id_of(template, states)
        since = dt.timedelta(
            seconds=dice.randint(0, 60 * 86_400), microseconds=dice.randint(0, 999_999)
        )
        where = ("\\N", "\\N") if remote else (repr(place.lat), repr(place.lng))
        columns = [
            str(number), "\\N" if formula is None else str(formula), "remote" if remote else "onsite",
            "" if remote else place.state, "{" + ",".join(states) + "}", *where,
            (now - since).isoformat(), "full_time", "clinical", "imported" if imported else "employer",
        ]  # fmt: skip
        yield "\t".join(columns) + "\n"
