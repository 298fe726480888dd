"""Who fits what, for all jobs and all people at once: packed columns in memory, as fresh as the database.

Every door has the same answer from the tables themselves (`plain.py`), which is given while an index
loads, within a transaction that has written, and where indexes are switched off.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings

from matching.index import plain, plain_people
from matching.index.asks import Ask, Spot, ask_for, ask_of
from matching.index.fits import BUCKETS, FormulaFits, bucket_of_key
from matching.index.kept import ASKED_BESIDE, JOBS, PEOPLE
from matching.index.people import UnknownTerm
from matching.index.plain import JobFit
from matching.index.plain_people import PersonFit
from matching.index.seekers import Reach, Seeker, reach_around, seeker_of

__all__ = [
    "BUCKETS",
    "Ask",
    "FormulaFits",
    "JobFit",
    "PersonFit",
    "Reach",
    "Seeker",
    "Spot",
    "ask_for",
    "ask_of",
    "best_jobs",
    "best_people",
    "bucket_of_key",
    "formula_fits",
    "job_counts",
    "people_counts",
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


def best_people(ask: Ask, limit: int = 50) -> list[PersonFit]:
    """People open to employers within whose reach the job is: bucket, fewest unmet, fewest unstated, most
    wishes met, most recently active, highest id. Numbers only: who they are is read behind the walls."""
    with PEOPLE.fresh() as index:
        if index is not None:
            try:
                found = index.people.best(ask, limit)
                return [PersonFit(-person.minus_id, person.key) for person in found]
            except UnknownTerm:
                _read_more_terms(ask)
    return plain_people.best_people(ask, limit)


def people_counts(asks: Sequence[Ask]) -> list[dict[str, int]]:
    """For each, the five buckets over the people within whose reach the job is: exact, so nothing to show to
    employers as it is (`matching.counting` says what may be)."""
    with PEOPLE.fresh() as index:
        if index is not None:
            try:
                return [dict(zip(BUCKETS, index.people.counts(ask), strict=True)) for ask in asks]
            except UnknownTerm:
                _read_more_terms(*asks)
    return [plain_people.people_counts(ask) for ask in asks]


def _read_more_terms(*asks: Ask) -> None:
    for ask in asks:
        for paths in (ask.form.paths, *ask.form.wishes):
            ASKED_BESIDE.update(term for path in paths for group in path for term in group)
    PEOPLE.start_loading()
