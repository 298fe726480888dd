"""The same questions put to the tables themselves: what answers while an index loads, and within a
transaction that has written, and what the indexes are tested against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection

from listings.models import SearchRow
from matching.index.fits import BUCKETS, NOTHING_ASKED, FormulaFits, bucket_of_key, key_of
from matching.index.seekers import Reach, Seeker
from qualifications.matching_sql import formula_gaps

NOTHING_ASKED_KEY = key_of(NOTHING_ASKED)


@dataclass(frozen=True, slots=True)
class JobFit:
    posting_id: int
    key: int

    @property
    def bucket(self) -> str:
        return bucket_of_key(self.key)


def formula_fits(held: frozenset[int], known_not: frozenset[int]) -> FormulaFits:
    return FormulaFits.of(formula_gaps(held, known_not))


def best_jobs(seeker: Seeker, limit: int) -> list[JobFit]:
    """Within reach: bucket, fewest unmet, fewest unstated, most wishes met, newest, highest id."""
    fits = formula_fits(seeker.held, seeker.known_not)
    rows, params = _within(seeker.reach)
    sql = f"""SELECT r.posting_id, coalesce(f.key, %s) AS key FROM ({rows}) r
        LEFT JOIN unnest(%s::bigint[], %s::bigint[]) AS f(id, key) ON f.id = r.formula_id
        ORDER BY key, r.published_at DESC, r.posting_id DESC LIMIT %s"""
    found = fetched(sql, [NOTHING_ASKED_KEY, *params, *fits.pairs(), limit])
    return [JobFit(*row) for row in found]


def job_counts(seeker: Seeker) -> dict[str, int]:
    """The five buckets over the jobs within reach."""
    fits = formula_fits(seeker.held, seeker.known_not)
    rows, params = _within(seeker.reach)
    sql = f"""SELECT coalesce(f.key, %s) >> 24, count(*) FROM ({rows}) r
        LEFT JOIN unnest(%s::bigint[], %s::bigint[]) AS f(id, key) ON f.id = r.formula_id
        GROUP BY 1"""
    counts = dict.fromkeys(BUCKETS, 0)
    for number, n in fetched(sql, [NOTHING_ASKED_KEY, *params, *fits.pairs()]):
        counts[BUCKETS[number]] += n
    return counts


def _within(reach: Reach) -> tuple[str, tuple[Any, ...]]:
    rows = SearchRow.objects.filter(reach.condition()).order_by()
    sql: tuple[str, tuple[Any, ...]] = rows.values(
        "posting_id", "formula_id", "published_at"
    ).query.sql_with_params()
    return sql


def fetched(sql: str, params: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
