"""Who fits what: verdicts for a page of jobs, exact counts for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from listings.models import JobPosting, SearchRow
from matching.index import (
    BUCKETS,
    FormulaFits,
    Seeker,
    best_jobs,
    formula_fits,
    job_counts,
    reach_around,
)
from profiles.models import CandidateProfile
from profiles.selectors import held_by
from qualifications.enums import Bucket
from qualifications.evaluation import evaluate
from qualifications.formulas import EMPTY
from qualifications.holding import Held
from qualifications.verdicts import FormulaVerdict


@dataclass(frozen=True)
class Standing:
    """What one person brings, read once per request: the closure of her facts, and the bucket of every
    distinct formula. Fit of any number of jobs follows by formula id."""

    held: Held
    denied: frozenset[int]
    buckets: Mapping[int, str]

    @property
    def line_count(self) -> int:
        """Lines of the profile that say something; one line may give several facts."""
        return len({fact.source_ref for fact in self.held.facts})


def standing_of(profile: CandidateProfile) -> Standing:
    held, denied = held_by(profile)
    return Standing(held, denied, formula_fits(held.ids, held.known_not(denied)))


def fit_for(postings: Iterable[JobPosting], standing: Standing) -> dict[int, FormulaVerdict]:
    """Verdict by posting id. Each distinct formula is evaluated once; a job without one states nothing.

    The postings come with their `formula` joined.
    """
    by_formula: dict[int | None, FormulaVerdict] = {}
    verdicts = {}
    for posting in postings:
        if posting.formula_id not in by_formula:
            tree = posting.formula.tree if posting.formula else EMPTY
            by_formula[posting.formula_id] = evaluate(
                tree, standing.held, standing.denied, standing.held.on
            )
        verdicts[posting.pk] = by_formula[posting.formula_id]
    return verdicts


def in_buckets(standing: Standing, chosen: Iterable[str]) -> Q:
    """Condition on search rows: the job falls in one of these buckets for this person."""
    chosen = set(chosen)
    if isinstance(standing.buckets, FormulaFits):
        ids = standing.buckets.ids_in(chosen)
    else:
        ids = [pk for pk, bucket in standing.buckets.items() if bucket in chosen]
    condition = Q(formula_id__in=ids)
    if Bucket.NO_REQUIREMENTS in chosen:
        condition |= Q(formula_id=None)
    return condition


def bucket_counts(rows: QuerySet[SearchRow], standing: Standing) -> dict[str, int]:
    """Exact: the five add up to `rows.count()`. One grouped query, whatever the number of jobs."""
    counts = dict.fromkeys(BUCKETS, 0)
    groups = rows.order_by().values("formula_id").annotate(n=Count("*"))
    for group in groups:
        bucket = standing.buckets.get(group["formula_id"], Bucket.NO_REQUIREMENTS.value)
        counts[bucket] += group["n"]
    return counts


def within_reach(profile: CandidateProfile) -> Q:
    """Condition on search rows: in the circle around her home as she set it, or remote where she lives.

    Without a home ZIP everything is within reach.
    """
    return reach_around(profile).condition()


@dataclass(frozen=True)
class Match:
    posting: JobPosting
    verdict: FormulaVerdict


def best_matches(
    profile: CandidateProfile, limit: int = 10, *, standing: Standing | None = None
) -> list[Match]:
    """Within reach: by bucket, fewest unmet, most wishes met, then newest. Jobs that state no requirements
    come last."""
    standing = standing or standing_of(profile)
    ids = [job.posting_id for job in best_jobs(_seeker(profile, standing), limit)]
    postings = {posting.pk: posting for posting in JobPosting.objects.for_list().filter(pk__in=ids)}
    ordered = [postings[pk] for pk in ids if pk in postings]
    verdicts = fit_for(ordered, standing)
    return [Match(posting, verdicts[posting.pk]) for posting in ordered]


def reach_counts(profile: CandidateProfile, standing: Standing) -> dict[str, int]:
    """The five buckets over the jobs within reach, for the candidate's own front page."""
    return job_counts(_seeker(profile, standing))


def _seeker(profile: CandidateProfile, standing: Standing) -> Seeker:
    held = standing.held
    return Seeker(held.ids, held.known_not(standing.denied), reach_around(profile))
