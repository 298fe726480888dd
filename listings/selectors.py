"""Reads that span tables: counts beside facets, a page of results, figures of pay."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import (
    BooleanField,
    Case,
    ExpressionWrapper,
    IntegerField,
    QuerySet,
    Value,
    When,
)
from django.utils import timezone

from listings.models import JobPosting, PayLaw, SearchRow

if TYPE_CHECKING:
    from listings.filters import PostingFilter

LAST_PAGE = 200
_BUCKETS = [1, 7, 30]  # days of the "posted" facet


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """`total` is the number of jobs under all choices. `facets`: parameter -> values that some job has or
    that are chosen, most first; each counted under the choices of all *other* facets."""

    total: int
    facets: dict[str, list[FacetValue]] = field(default_factory=dict)


def facet_counts(filterset: PostingFilter) -> FacetCounts:
    """All counts in one statement: the candidate rows once, grouped by each facet's column."""
    active = filterset.facet_conditions()
    columns = {**filterset.facet_columns, "posted": "posted_bucket"}
    rows = filterset.candidate_rows().order_by()
    kept = {
        f"ok_{name}": ExpressionWrapper(condition, output_field=BooleanField())
        for name, condition in active.items()
    }
    rows = rows.annotate(posted_bucket=_posted_bucket(), **kept).values(*columns.values(), *kept)
    grouped = _grouped(rows, list(columns.values()), list(active))
    counts: dict[str, Counter[str]] = {name: Counter() for name in columns}
    total = 0
    for group, values, numbers in grouped:
        if group is None:
            total = numbers[0]
            continue
        name = next(n for n, column in columns.items() if column == group)
        number = numbers[1 + list(active).index(name)] if name in active else numbers[0]
        for value in values if isinstance(values, list) else [values]:
            counts[name][str(value)] += number
    counts["posted"] = _cumulated(counts["posted"])
    return FacetCounts(
        total, {name: _values(filterset, name, counter) for name, counter in counts.items()}
    )


def _posted_bucket() -> Case:
    now = timezone.now()
    whens = [When(published_at__gte=now - dt.timedelta(days=n), then=Value(n)) for n in _BUCKETS]
    return Case(*whens, default=Value(0), output_field=IntegerField())


def _grouped(
    rows: QuerySet, columns: list[str], active: list[str]
) -> list[tuple[str | None, Any, list[int]]]:
    """(column or None for the total, its value, [count under all, count leaving out each active facet])."""
    try:
        inner, params = rows.query.sql_with_params()
    except EmptyResultSet:
        # a condition nothing can meet, such as a fit no formula has
        return [(None, None, [0] * (1 + len(active)))]
    oks = [f"ok_{name}" for name in active]
    everything = " AND ".join(oks) or "TRUE"
    counts = [f"count(*) FILTER (WHERE {everything})"]
    for leave_out in oks:
        others = " AND ".join(ok for ok in oks if ok != leave_out) or "TRUE"
        counts.append(f"count(*) FILTER (WHERE {others})")
    # a row that two facets refuse counts nowhere
    few_fail = f"WHERE {' + '.join(f'(NOT {ok})::int' for ok in oks)} <= 1" if oks else ""
    names = ", ".join(columns)
    sets = ", ".join(f"({name})" for name in columns)
    sql = f"""WITH m AS MATERIALIZED ({inner})
        SELECT grouping({names}), {names}, {", ".join(counts)} FROM m {few_fail}
        GROUP BY GROUPING SETS ((), {sets})"""  # column names are ours, values are parameters
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        fetched = cursor.fetchall()
    width = len(columns)
    result: list[tuple[str | None, Any, list[int]]] = []
    for row in fetched:
        numbers = list(row[1 + width :])
        # grouping(): a bit per column, first column highest, 0 where the row is grouped by it
        mask = row[0] ^ ((1 << width) - 1)
        if mask == 0:
            result.append((None, None, numbers))
            continue
        at = width - mask.bit_length()
        result.append((columns[at], row[1 + at], numbers))
    return result


def _cumulated(counter: Counter[str]) -> Counter[str]:
    so_far, result = 0, Counter[str]()
    for days in _BUCKETS:
        so_far += counter.get(str(days), 0)
        result[str(days)] = so_far
    return result


_FIXED_ORDER = {"kind", "type", "workplace", "education", "origin", "posted"}


def _values(filterset: PostingFilter, name: str, counter: Counter[str]) -> list[FacetValue]:
    chosen = filterset.chosen.get(name, [])
    selected = {chosen} if isinstance(chosen, str) else set(chosen)
    values = [
        FacetValue(str(value), str(label), counter.get(str(value), 0), str(value) in selected)
        for value, label in filterset.form.fields[name].choices
        if value and (counter.get(str(value)) or str(value) in selected)
    ]
    return values if name in _FIXED_ORDER else sorted(values, key=lambda v: (-v.count, v.label))


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of results. `postings` come with `miles` (None without a place)."""

    postings: list[JobPosting]
    number: int
    pages: int
    total: int

    @property
    def has_next(self) -> bool:
        return self.number < self.pages

    @property
    def has_previous(self) -> bool:
        return self.number > 1


def search_page(
    filterset: PostingFilter, *, total: int, number: Any = 1, per_page: int = 20
) -> SearchPage:
    """The page asked for, or the nearest one there is; never deeper than LAST_PAGE."""
    pages = max(1, min(LAST_PAGE, -(-total // per_page)))
    text = str(number)[:6]
    wanted = int(text) if text.isascii() and text.isdigit() else 1
    wanted = min(max(wanted, 1), pages)
    start = (wanted - 1) * per_page
    return SearchPage(postings_of(filterset.rows()[start : start + per_page]), wanted, pages, total)


def postings_of(rows: Iterable[SearchRow]) -> list[JobPosting]:
    """The jobs of these search rows, in their order, ready for cards."""
    if isinstance(rows, QuerySet):
        rows = rows.defer("words", "title_words")
    found = list(rows)
    by_id = JobPosting.objects.for_list().in_bulk([row.pk for row in found])
    result = []
    for row in found:
        posting = by_id.get(row.pk)
        if posting is not None:
            posting.miles = getattr(row, "miles", None)  # type: ignore[attr-defined]
            result.append(posting)
    return result


def pay_laws_for(states: list[str], on: dt.date, *, city: str = "") -> list[PayLaw]:
    """Posting rules of these states, and of the city of the site, that hold on that day."""
    laws = PayLaw.objects.in_force(on).for_states(states).filter(in_posting=True)
    return [law for law in laws if not law.locality or (city and law.locality.startswith(city))]
