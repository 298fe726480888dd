"""The plain way: requirements and people's terms as normal tables, relational division by joins and counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection

from matching.index import Reach

# one row per job, path, group and term: how one would model it first
TABLES = """
CREATE TABLE bench_path AS
    SELECT s.posting_id, p.number AS path, p.wish FROM listings_searchrow s
    JOIN qualifications_formulapath p ON p.formula_id = s.formula_id;
CREATE TABLE bench_requirement AS
    SELECT s.posting_id, p.number AS path, g.grp, g.term_id FROM listings_searchrow s
    JOIN qualifications_formulapath p ON p.formula_id = s.formula_id,
    LATERAL (
        SELECT -n AS grp, term_id FROM unnest(p.needs) WITH ORDINALITY AS needed(term_id, n)
        UNION ALL
        SELECT a.id, t.term_id FROM qualifications_formulaanyof a, unnest(a.term_ids) AS t(term_id)
        WHERE a.path_id = p.id
    ) g;
CREATE TABLE bench_term (candidate_id bigint, term_id int, held bool, PRIMARY KEY (candidate_id, term_id));
CREATE INDEX ON bench_path (posting_id);
CREATE INDEX ON bench_requirement (posting_id);
ANALYZE bench_path; ANALYZE bench_requirement;
"""
# reach -> met, ruled out or open by group -> by path -> by job
KEYED = """
WITH reach AS ({reach}),
by_group AS (
    SELECT q.posting_id, q.path, q.grp, coalesce(bool_or(t.held), false) AS met,
        bool_and(coalesce(NOT t.held, false)) AS ruled_out
    FROM reach JOIN bench_requirement q USING (posting_id)
    LEFT JOIN bench_term t ON t.candidate_id = %(candidate)s AND t.term_id = q.term_id
    GROUP BY 1, 2, 3),
by_path AS (
    SELECT p.posting_id, p.path, p.wish, count(*) FILTER (WHERE NOT g.met AND g.ruled_out) AS ruled_out,
        count(*) FILTER (WHERE NOT g.met AND NOT g.ruled_out) AS unstated
    FROM reach JOIN bench_path p USING (posting_id) LEFT JOIN by_group g USING (posting_id, path)
    GROUP BY 1, 2, 3),
by_job AS (
    SELECT posting_id, min(ruled_out * 256 + unstated) FILTER (WHERE wish IS NULL) AS gap,
        count(DISTINCT wish) FILTER (WHERE ruled_out + unstated = 0) AS wishes
    FROM by_path GROUP BY 1),
keyed AS (
    SELECT r.posting_id, r.published_at, coalesce(j.wishes, 0) AS wishes,
        CASE WHEN coalesce(f.required_count, 0) = 0 THEN 4 WHEN gap >= 512 THEN 3 WHEN gap >= 256 THEN 2
            WHEN gap > 0 THEN 1 ELSE 0 END AS bucket,
        CASE WHEN coalesce(f.required_count, 0) = 0 THEN 0 ELSE gap END AS gap
    FROM reach r LEFT JOIN by_job j USING (posting_id) LEFT JOIN qualifications_formula f ON f.id = r.formula_id)
"""
BEST = f"""{KEYED} SELECT posting_id, bucket, gap, wishes FROM keyed
    ORDER BY bucket, gap, wishes DESC, published_at DESC, posting_id DESC LIMIT %(limit)s"""
COUNTS = f"{KEYED} SELECT bucket, count(*) FROM keyed GROUP BY 1"
WITHIN = """
    SELECT posting_id, formula_id, published_at FROM listings_searchrow
    WHERE workplace <> 'remote' AND lat BETWEEN %(south)s AND %(north)s AND lng BETWEEN %(west)s AND %(east)s
        AND (cos(radians(lat)) * cos(radians(lng)) - %(x)s) ^ 2 + (cos(radians(lat)) * sin(radians(lng)) - %(y)s) ^ 2
            + (sin(radians(lat)) - %(z)s) ^ 2 <= %(chord)s
        OR workplace = 'remote' AND %(remote)s AND (states = '{}' OR states @> ARRAY[%(state)s]::varchar[])
"""
EVERYWHERE = "SELECT posting_id, formula_id, published_at FROM listings_searchrow"


def make_tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute(TABLES)


def put_terms(candidate: int, held: Iterable[int], known_not: Iterable[int]) -> None:
    rows = [(candidate, t, True) for t in held] + [(candidate, t, False) for t in known_not]
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO bench_term VALUES (%s, %s, %s)", rows)


def best_jobs(candidate: int, reach: Reach, limit: int) -> list[tuple[int, int]]:
    params = {**_circle(reach), "candidate": candidate, "limit": limit}
    return [
        (pk, bucket << 24 | (gap >> 8) << 16 | (gap & 255) << 8 | (255 - wishes))
        for pk, bucket, gap, wishes in _rows(BEST.replace("{reach}", WITHIN), params)
    ]


def bucket_counts(candidate: int) -> list[int]:
    found = dict(_rows(COUNTS.replace("{reach}", EVERYWHERE), {"candidate": candidate}))
    return [found.get(bucket, 0) for bucket in range(5)]


def _circle(reach: Reach) -> dict[str, Any]:
    assert reach.circle is not None
    south, north, west, east = reach.circle.box
    x, y, z = reach.circle.center
    return {
        "south": south, "north": north, "west": west, "east": east, "x": x, "y": y, "z": z,
        "chord": reach.circle.reach, "remote": reach.remote, "state": reach.state,
    }  # fmt: skip


def _rows(sql: str, params: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
