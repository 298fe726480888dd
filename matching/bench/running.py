"""One size: fill, load, ask, compare. Two sizes, a tenth and the whole, give the growth."""

from __future__ import annotations

import datetime as dt
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import override_settings

from matching.bench import alerts, relational
from matching.bench.asking import Asking, sample
from matching.bench.crowd import Crowd
from matching.bench.filling import Spots, close_tables, fill_jobs, open_tables
from matching.bench.filling_people import fill_people
from matching.bench.floor import Floor, FloorJobs, FloorPeople
from matching.bench.scratch import as_owner, scratch_database
from matching.index.kept import JOBS, PEOPLE
from qualifications import vocabulary

SEED = 20_261_125
ON = dt.date(2026, 11, 25)
Say = Callable[[str], None]


@dataclass(frozen=True)
class Size:
    postings: int
    candidates: int
    queries: int

    @property
    def tenth(self) -> Size:
        return Size(max(1, self.postings // 10), max(1, self.candidates // 10), self.queries)


def run(size: Size, *, say: Say, growth: bool = True) -> dict[str, Any]:
    """Figures of the whole size, and beside them those of a tenth of it."""
    with override_settings(MATCH_INDEX=True):
        small = _measured(size.tenth, say) if growth else None
        whole = _measured(size, say)
    whole["tenth"] = small
    whole["ratios"]["mismatches"] = whole["mismatches"] + (small["mismatches"] if small else 0)
    return whole


def _measured(size: Size, say: Say) -> dict[str, Any]:
    say(f"{size.postings:,} postings, {size.candidates:,} candidates")
    with scratch_database():
        try:
            return _in_scratch(size, say)
        finally:
            JOBS.forget()
            PEOPLE.forget()


def _in_scratch(size: Size, say: Say) -> dict[str, Any]:
    dice = random.Random(SEED)
    asked = sample(dice, size.candidates, size.queries)
    with vocabulary.pinned():
        crowd = Crowd(dice, ON)
        with as_owner():
            formulas, floor, people = _filled(size, dice, crowd, set(asked), say)
        loads = _loaded(say)
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
            # what runs beside would be counted for nobody
            cursor.execute("SET max_parallel_workers_per_gather = 0")
        asking = Asking(floor, crowd, people, relational_most=20)
        jobs = sample(dice, size.postings, size.queries)
        asking.candidates(asked[:2])  # warm
        asking.postings(jobs[:2])
        asking.times.forget()
        asking.candidates(asked)
        asking.postings(jobs)
        say("  jobs and people asked")
        percolated, differing = alerts.measure(dice, crowd)
    return {
        "n": {
            "postings": size.postings,
            "candidates": size.candidates,
            "queries": len(asked),
            "formulas": formulas,
        },
        "times": asking.times.rows(),
        "alerts": percolated,
        "mismatches": asking.differing.total() + differing,
        "differing": {**asking.differing, "alerts": differing},
        "ratios": {**_ratios(asking), "alerts_cpu_s": percolated["cpu_s"]},
        **loads,
    }


def _filled(
    size: Size, dice: random.Random, crowd: Crowd, kept: set[int], say: Say
) -> tuple[int, Floor, Any]:
    begun = time.monotonic()
    open_tables()
    spots = Spots.read()
    formulas = fill_jobs(dice, spots, size.postings)
    say(f"  jobs filled, {formulas:,} formulas ({time.monotonic() - begun:.0f} s)")
    with connection.cursor() as cursor:
        jobs, rows = _floor_rows(cursor)
    floor_people = FloorPeople(
        crowd.ids, {t for row in rows for group in row[3] for t in group}, size.candidates
    )
    people = fill_people(dice, spots, crowd, size.candidates, kept, floor_people)
    floor_people.close()
    say(f"  people filled ({time.monotonic() - begun:.0f} s)")
    close_tables()
    relational.make_tables()
    for pk, person in people.items():
        held, known_not = crowd.sets(person)
        relational.put_terms(pk, crowd.ids[held].tolist(), crowd.ids[known_not].tolist())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE bench_term")
        cursor.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO PUBLIC")
    say(f"  normal tables made ({time.monotonic() - begun:.0f} s)")
    return formulas, Floor(FloorJobs(jobs, rows), floor_people), people


def _floor_rows(cursor: Any) -> tuple[list[Any], list[Any]]:
    cursor.execute(
        """SELECT posting_id, formula_id, published_at, lat, lng, workplace = 'remote',
        CASE WHEN workplace = 'remote' THEN states ELSE '{}' END FROM listings_searchrow"""
    )
    jobs = cursor.fetchall()
    cursor.execute(
        """SELECT f.id, f.required_count, p.wish, p.needs,
            (SELECT json_agg(term_ids) FROM qualifications_formulaanyof WHERE path_id = p.id)
        FROM qualifications_formula f JOIN qualifications_formulapath p ON p.formula_id = f.id"""
    )
    rows = [
        (pk, asks, wish, [*([term] for term in needs), *(any_ofs or [])])
        for pk, asks, wish, needs, any_ofs in cursor.fetchall()
    ]
    return jobs, rows


def _loaded(say: Say) -> dict[str, Any]:
    begun = time.perf_counter()
    JOBS.load()
    jobs_s = time.perf_counter() - begun
    PEOPLE.load()
    people_s = time.perf_counter() - begun - jobs_s
    with JOBS.fresh() as jobs, PEOPLE.fresh() as people:
        assert jobs is not None and people is not None
        sizes = {
            "job_index_bytes": jobs.jobs.nbytes + jobs.formulas.nbytes,
            "bytes_per_posting": round(
                (jobs.jobs.nbytes + jobs.formulas.nbytes) / len(jobs.jobs), 1
            ),
            "people_index_bytes": people.people.nbytes,
            "bytes_per_person": round(people.people.nbytes / len(people.people.base.ids), 1),
            "asked_terms": len(people.people.base.terms),
        }
    say(f"  indexes loaded: jobs {jobs_s:.1f} s, people {people_s:.1f} s")
    return {"jobs_ready_s": round(jobs_s, 2), "people_ready_s": round(people_s, 2), "sizes": sizes}


def _ratios(asking: Asking) -> dict[str, float]:
    """Ours divided by the other: smaller is better."""
    p95 = asking.times.p95
    pairs = {
        "forward_p95_vs_floor": ("best 20 jobs", "floor"),
        "forward_p95_vs_relational": ("best 20 jobs", "relational"),
        "buckets_p95_vs_floor": ("bucket counts", "floor"),
        "buckets_p95_vs_relational": ("bucket counts", "relational"),
        "reverse_p95_vs_floor": ("best 50 people", "floor"),
        "reverse_p95_vs_tables": ("best 50 people", "tables"),
    }
    return {
        name: round(p95(what, "ours") / p95(what, who), 4)
        for name, (what, who) in pairs.items()
        if (what, who) in asking.times.wall
    }
