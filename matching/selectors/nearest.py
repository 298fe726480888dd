"""The jobs a candidate is nearest to, within her reach."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Case, IntegerField, Value, When

from listings.models import JobPosting, SearchRow
from matching.selectors.fit import Match, fit_for, within_reach
from matching.selectors.unlocked import Reach
from profiles.models import CandidateProfile

# Beyond so many open requirements nobody would call a job near.
MOST_OPEN = 4


def nearest_jobs(
    profile: CandidateProfile, reach: Reach, limit: int = 3, *, leave_out: Iterable[int] = ()
) -> list[Match]:
    """Fewest unmet requirements first (ruled out before not stated), then newest. Jobs that state no
    requirements are left out: they say nothing about nearness."""
    by_distance: dict[tuple[int, int], list[int]] = defaultdict(list)
    for formula_id, distance in reach.distances().items():
        if sum(distance) <= MOST_OPEN:
            by_distance[distance].append(formula_id)
    if not by_distance:
        return []
    order = [
        When(formula_id__in=by_distance[distance], then=Value(place))
        for place, distance in enumerate(sorted(by_distance))
    ]
    near = [formula_id for ids in by_distance.values() for formula_id in ids]
    rows = (
        SearchRow.objects.filter(within_reach(profile), formula_id__in=near)
        .exclude(pk__in=list(leave_out))
        .annotate(distance=Case(*order, output_field=IntegerField()))
        .order_by("distance", "-published_at", "-posting_id")
    )
    ids = list(rows.values_list("pk", flat=True)[:limit])
    found = JobPosting.objects.for_list().in_bulk(ids)
    postings = [found[pk] for pk in ids if pk in found]
    verdicts = fit_for(postings, reach.standing)
    return [Match(posting, verdicts[posting.pk]) for posting in postings]
