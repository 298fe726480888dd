"""Who fits what, for all jobs and all people at once: packed columns in memory, as fresh as the database.

Every door has the same answer from the tables themselves (`plain.py`), which is given while an index
loads, within a transaction that has written, and where indexes are switched off.
"""

from __future__ import annotations

from django.conf import settings

from matching.index import plain
from matching.index.fits import BUCKETS, FormulaFits, bucket_of_key
from matching.index.kept import JOBS
from matching.index.plain import JobFit
from matching.index.seekers import Reach, Seeker, reach_around, seeker_of

__all__ = [
    "BUCKETS",
    "FormulaFits",
    "JobFit",
    "Reach",
    "Seeker",
    "best_jobs",
    "bucket_of_key",
    "formula_fits",
    "job_counts",
    "reach_around",
    "seeker_of",
    "start_loading",
]


def start_loading() -> None:
    """Begin to read the jobs, so that the first page need not wait."""
    if settings.MATCH_INDEX:
        JOBS.start_loading()


def formula_fits(held: frozenset[int], known_not: frozenset[int]) -> FormulaFits:
    """The bucket of every distinct formula for this person, by formula id."""
    with JOBS.fresh() as index:
        if index is not None:
            return index.formulas.fits(held, known_not)
    return plain.formula_fits(held, known_not)


def best_jobs(seeker: Seeker, limit: int = 20) -> list[JobFit]:
    """Within reach: bucket, fewest unmet, fewest unstated, most wishes met, newest, highest id."""
    with JOBS.fresh() as index:
        if index is not None:
            fits = index.formulas.fits(seeker.held, seeker.known_not)
            reach = seeker.reach
            found = index.jobs.best(fits, reach.circle, reach.state, reach.remote, limit)
            return [JobFit(-job.posting_id, job.key) for job in found]
    return plain.best_jobs(seeker, limit)


def job_counts(seeker: Seeker) -> dict[str, int]:
    """The five buckets over the jobs within reach; over all jobs for `Reach()`."""
    with JOBS.fresh() as index:
        if index is not None:
            fits = index.formulas.fits(seeker.held, seeker.known_not)
            reach = seeker.reach
            counts = index.jobs.counts(fits, reach.circle, reach.state, reach.remote)
            return dict(zip(BUCKETS, counts, strict=True))
    return plain.job_counts(seeker)
