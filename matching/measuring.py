"""How long one search takes in the database and in Python: the service the page calls, with all its facets.

The floor, measured in the same run, is the plainest question one can ask of the same rows: how many are there.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from listings.models import SearchRow
from matching.filters import JobSearchFilter
from matching.search import job_search_of
from matching.selectors.fit import Standing, bucket_counts, standing_of
from profiles.models import CandidateProfile

SEARCHES = {
    "everything": "",
    "a common word": "q=care+coordinator",
    "a rare word": "q=oncology+navigator",
    "a radius": "near=45203&radius=50",
    "one role": "role=rn-care-coordinator",
    "many choices": "role=rn-care-coordinator&role=chw&setting=primary-care&type=full_time&pay=25",
    "by pay": "sort=pay&state=OH&state=KY",
    "page 40": "page=40",
}


def measure_searches(times: int = 15) -> list[dict[str, Any]]:
    """Rows of {"search", "jobs", "median_ms", "worst_ms", "queries", "vs_floor"}; first the floor. The last
    ones are those of a candidate with facts, when there is one."""
    floor = _timed("floor: count of all rows", lambda: SearchRow.objects.count(), times)
    rows = [floor]
    for name, query in SEARCHES.items():
        rows.append(_timed(name, _search(query, None), times))
    profile = CandidateProfile.objects.for_matching().exclude(credentials=None).first()
    if profile is not None:
        standing = standing_of(profile)
        rows.append(
            _timed("a candidate's standing", lambda: len(standing_of(profile).buckets), times)
        )
        rows.append(_timed("everything, with fit and buckets", _search("", standing), times))
        rows.append(_timed("jobs she qualifies for", _search("fit=meets_all", standing), times))
    for row in rows:
        row["vs_floor"] = round(row["median_ms"] / max(floor["median_ms"], 0.01), 1)
    return rows


def _search(query: str, standing: Standing | None) -> Callable[[], int]:
    data = QueryDict(query)

    def run() -> int:
        filterset = JobSearchFilter(data, standing=standing)
        search = job_search_of(filterset, profile=None, number=data.get("page", "1"))
        search.active(), search.facets(), search.cards()
        if standing:
            bucket_counts(filterset.rows_of_any_fit(), standing)
        return search.total

    return run


def _timed(name: str, run: Callable[[], int], times: int) -> dict[str, Any]:
    with CaptureQueriesContext(connection) as queries:
        found = run()  # also warms up; not counted
    seconds = []
    for _ in range(times):
        begun = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - begun)
    return {
        "search": name,
        "jobs": found,
        "median_ms": round(statistics.median(seconds) * 1000, 2),
        "worst_ms": round(max(seconds) * 1000, 2),
        "queries": len(queries),
    }
