"""People for a job, asked of the tables: what answers while an index loads, behind the walls, and in tests.

Reads only columns that the recruiter role may read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matching.circles import SLACK, Circle, unit_sql
from matching.index.asks import Ask, Spot
from matching.index.columns import CHORD_SQL
from matching.index.fits import BUCKETS, MOST, NOTHING_ASKED, bucket_of_key, key_of
from matching.index.people import FARTHEST
from matching.index.plain import fetched

AnyOf = frozenset[int]


@dataclass(frozen=True, slots=True)
class PersonFit:
    profile_id: int
    key: int

    @property
    def bucket(self) -> str:
        return bucket_of_key(self.key)


class _Sql:
    """Text and its values, side by side."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}

    def add(self, value: Any) -> str:
        name = f"v{len(self.values)}"
        self.values[name] = value
        return f"%({name})s"


def best_people(ask: Ask, limit: int) -> list[PersonFit]:
    sql = _Sql()
    query = f"""SELECT id, key FROM ({_keyed(ask, sql)}) k
        ORDER BY key, updated_at DESC, id DESC LIMIT {sql.add(limit)}"""
    return [PersonFit(*row) for row in fetched(query, sql.values)]


def people_counts(ask: Ask) -> dict[str, int]:
    sql = _Sql()
    query = f"SELECT key >> 24, count(*) FROM ({_keyed(ask, sql)}) k GROUP BY 1"
    counts = dict.fromkeys(BUCKETS, 0)
    for number, n in fetched(query, sql.values):
        counts[BUCKETS[number]] += n
    return counts


def _keyed(ask: Ask, sql: _Sql) -> str:
    """id, updated_at and key of everybody within whose reach the job is."""
    gap = _gap(ask, sql) if ask.asks else "0"
    out, unstated = f"least(g.gap >> 16, {MOST})", f"least(g.gap & 65535, {MOST})"
    bucket = "CASE WHEN g.gap >> 16 > 0 THEN least((g.gap >> 16) + 1, 3) WHEN g.gap > 0 THEN 1 ELSE 0 END"
    key = f"({bucket}) * 16777216 + {out} * 65536 + {unstated} * 256 + {MOST}"
    if not ask.asks:
        key = str(key_of(NOTHING_ASKED))
    return f"""SELECT p.id, p.updated_at, ({key}) - {_wishes(ask, sql)} AS key
        FROM profiles_candidateprofile p, LATERAL (SELECT {gap} AS gap) g
        WHERE p.visibility <> 'hidden' AND {_within(ask.spot, sql)} AND {_not_hidden(ask, sql)}"""


def _gap(ask: Ask, sql: _Sql) -> str:
    """Ruled out and not stated of the nearest path, as one number."""
    paths = [
        " + ".join(_worth(group, sql) for group in sorted(path, key=sorted)) or "0"
        for path in ask.form.paths
    ]
    return f"least({', '.join(paths)})"


def _worth(group: AnyOf, sql: _Sql) -> str:
    terms = f"{sql.add(sorted(group))}::int[]"
    return f"CASE WHEN p.held_terms && {terms} THEN 0 WHEN {terms} <@ p.denied_terms THEN 65536 ELSE 1 END"


def _wishes(ask: Ask, sql: _Sql) -> str:
    met = []
    for ways in ask.form.wishes:
        paths = [
            " AND ".join(f"p.held_terms && {sql.add(sorted(g))}::int[]" for g in path) or "true"
            for path in ways
        ]
        if paths:
            met.append(f"({' OR '.join(f'({path})' for path in paths)})::int")
    return f"({' + '.join(met)})" if met else "0"


def _within(spot: Spot, sql: _Sql) -> str:
    """Her own radius and her openness to remote work decide; without a home everything is within reach."""
    if spot.remote:
        here = f"p.area_state = ANY({sql.add(sorted(spot.states))})" if spot.states else "true"
        return f"(p.area_lat IS NULL OR p.open_to_remote AND {here})"
    if spot.lat is None or spot.lng is None:
        return "p.area_lat IS NULL"
    circle = Circle(spot.lat, spot.lng, FARTHEST * SLACK)
    south, north, west, east = (sql.add(edge) for edge in circle.box)
    squares = [
        f"({axis} - {value}) * ({axis} - {value})"
        for axis, value in zip(
            unit_sql("p.area_lat", "p.area_lng"), map(sql.add, circle.center), strict=True
        )
    ]
    return f"""(p.area_lat IS NULL OR p.area_lat BETWEEN {south} AND {north}
        AND p.area_lng BETWEEN {west} AND {east} AND {" + ".join(squares)} <= {CHORD_SQL})"""


def _not_hidden(ask: Ask, sql: _Sql) -> str:
    """Behind the walls the database sees to it itself, and the column cannot be read."""
    if not ask.hidden_from:
        return "true"
    return f"NOT p.hidden_from && {sql.add(sorted(ask.hidden_from))}::bigint[]"
