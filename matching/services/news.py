"""From jobs that became news to hits: every saved search asked, each batch whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

from django.db import transaction
from django.utils import timezone

from listings.models import JobPosting, SearchRow
from matching.alerts.asking import Asking, Pairs
from matching.alerts.slots import instant_due
from matching.models import AlertHit, JobNews, SavedSearch, ToldOpening

JOBS_AT_ONCE = 500
# A portion may want every job of a batch: so many pairs must fit into memory.
SEARCHES_AT_ONCE = 4_000


@transaction.atomic
def match_news(*, jobs: int = JOBS_AT_ONCE, searches: int = SEARCHES_AT_ONCE) -> int:
    """Ask all searches about the oldest news and let go of it; how many notes. A worker that dies on the way
    leaves everything as it was, and two workers take different notes."""
    if not SavedSearch.objects.wanted().exists():
        return _let_go_of_all()
    news = list(JobNews.objects.select_for_update(skip_locked=True).order_by("pk")[:jobs])
    if not news:
        return 0
    rows = list(
        SearchRow.objects.filter(pk__in={note.posting_id for note in news})
        .defer("words", "title_words")
        .order_by("pk")
    )
    if rows:
        before = _rows_before(news)
        openings = dict(
            JobPosting.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", "opening")
        )
        for some in _portions(searches):
            _keep_hits(some, _wanted(some, rows, before), openings)
    JobNews.objects.filter(pk__in=[note.pk for note in news]).delete()
    return len(news)


def _let_go_of_all() -> int:
    """Nobody to ask: what was noted until now is news to no one."""
    last = JobNews.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    gone: int = JobNews.objects.filter(pk__lte=last).delete()[0]
    return gone


def _rows_before(news: Sequence[JobNews]) -> dict[int, Any]:
    """Each changed job as it was before the first of these changes; not those that came with them."""
    found: dict[int, Any] = {}
    for note in news:
        if note.posting_id not in found:
            found[note.posting_id] = SimpleNamespace(**note.before) if note.before else None
    return {pk: row for pk, row in found.items() if row is not None}


def _portions(size: int) -> Iterator[list[SavedSearch]]:
    last = 0
    while True:
        some = list(
            SavedSearch.objects.wanted()
            .filter(pk__gt=last)
            .select_related("subscriber")
            .only("query", "wants", "pace", "created_at", "subscriber__profile_id")
            .order_by("pk")[:size]
        )
        if not some:
            return
        yield some
        last = some[-1].pk


def _wanted(
    searches: Sequence[SavedSearch], rows: Sequence[SearchRow], before: dict[int, Any]
) -> Pairs:
    """A job that was there when a search was saved, and matched it then, is no news to it."""
    asking = Asking(searches, rows)
    found = asking.pairs(rows)
    if before:
        known = asking.pairs(list(before.values()))
        published = {row.pk: row.published_at for row in rows}
        saved = {search.pk: search.created_at for search in searches}
        found = {
            (search, posting)
            for search, posting in found
            if (search, posting) not in known or published[posting] >= saved[search]
        }
    return asking.verified(found)


def _keep_hits(searches: Sequence[SavedSearch], pairs: Pairs, openings: dict[int, int]) -> None:
    by_pk = {search.pk: search for search in searches}
    told = _already_told(by_pk, pairs, openings)
    now = timezone.now()
    hits = []
    for pk, posting in sorted(pairs):
        search, opening = by_pk[pk], openings[posting]
        if (search.subscriber_id, opening) not in told:
            hits.append(
                AlertHit(
                    subscriber_id=search.subscriber_id,
                    search=search,
                    posting_id=posting,
                    opening_id=opening,
                    due_at=instant_due(search.pace, now),
                    found_at=now,
                )
            )
    AlertHit.objects.bulk_create(hits, ignore_conflicts=True, batch_size=2_000)


def _already_told(
    by_pk: dict[int, SavedSearch], pairs: Pairs, openings: dict[int, int]
) -> set[tuple[int, int]]:
    rows = ToldOpening.objects.filter(
        subscriber__in={by_pk[pk].subscriber_id for pk, _posting in pairs},
        opening__in={openings[posting] for _pk, posting in pairs},
    )
    return set(rows.values_list("subscriber_id", "opening_id"))
