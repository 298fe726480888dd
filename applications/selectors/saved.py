"""Saved jobs with what happened to them: closing soon without an application, changed, or over."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.models import Application
from listings.enums import PostingState
from listings.models import JobPosting, SavedJob
from listings.presenting import card_of
from listings.saved_words import Change, changes_since
from matching.cards import job_cards
from profiles.models import CandidateProfile
from qualifications.models import Formula

SOON_DAYS = 3
# About seventy miles: what lies further is no job near the one that closed.
DEGREES_AROUND = 1.0
_OPEN = {PostingState.LIVE, PostingState.PAUSED}
_NEAREST = """
SELECT c.id, n.posting_id
FROM unnest(%(ids)s::bigint[], %(lat)s::float[], %(lng)s::float[], %(roles)s::text[]) c(id, lat, lng, role)
CROSS JOIN LATERAL (
    SELECT s.posting_id FROM listings_searchrow s
    WHERE s.lat BETWEEN c.lat - %(around)s AND c.lat + %(around)s
        AND s.lng BETWEEN c.lng - %(around)s AND c.lng + %(around)s
    ORDER BY s.role_family <> c.role, (s.lat - c.lat) ^ 2 + ((s.lng - c.lng) * cos(radians(c.lat))) ^ 2,
        s.published_at DESC, s.posting_id DESC LIMIT 3
) n
"""


@dataclass
class SavedRow:
    card: dict[str, Any]
    changes: list[Change]
    near: list[dict[str, Any]] = field(default_factory=list)
    is_over: bool = False


def saved_of(profile: CandidateProfile | None) -> QuerySet[SavedJob]:
    if profile is None:
        return SavedJob.objects.none()
    saved = SavedJob.objects.filter(profile=profile).annotate(applied=_sent())
    return saved.order_by("-saved_at", "-pk")


def _sent() -> Exists:
    """She sent an application to this vacancy, whichever posting it was."""
    own = {"profile": OuterRef("profile"), "opening": OuterRef("posting__opening")}
    return Exists(Application.objects.filter(**own))


def without_application(saved: QuerySet[SavedJob]) -> QuerySet[SavedJob]:
    return saved.filter(~_sent())


def closing_soon(posting: JobPosting, today: dt.date) -> bool:
    return (
        posting.state == PostingState.LIVE
        and posting.apply_by is not None
        and 0 <= (posting.apply_by - today).days <= SOON_DAYS
    )


def closing_words(posting: JobPosting, today: dt.date) -> str:
    """ "Closes in 3 days, on Sunday, November 29. You have not applied." """
    assert posting.apply_by is not None
    days = (posting.apply_by - today).days
    when = (
        _("Closes today")
        if not days
        else ngettext("Closes in %(n)d day", "Closes in %(n)d days", days) % {"n": days}
    )
    return _("%(when)s, on %(day)s. You have not applied.") % {
        "when": when,
        "day": date_format(posting.apply_by, "l, F j"),
    }


def saved_rows(saved: Sequence[SavedJob]) -> list[SavedRow]:
    """Rows in the order given, in a fixed number of queries; `saved` come from `saved_of`."""
    jobs = JobPosting.objects.for_list().in_bulk([row.posting_id for row in saved])
    trees = trees_of(saved, jobs)
    today = timezone.localdate()
    over = [jobs[row.posting_id] for row in saved if jobs[row.posting_id].state not in _OPEN]
    near = _nearest(over)
    found = []
    for row in saved:
        posting = jobs[row.posting_id]
        card = card_of(posting)
        if closing_soon(posting, today) and not row.applied:  # type: ignore[attr-defined]
            card["closing"] = closing_words(posting, today)
        is_over = posting.state not in _OPEN
        changes = [] if is_over else changes_since(row.kept, posting, trees)
        found.append(SavedRow(card, changes, near.get(posting.pk, []), is_over))
    return found


def trees_of(saved: Sequence[SavedJob], jobs: dict[int, JobPosting]) -> dict[int, dict[str, Any]]:
    """Requirements by id of the formula: those when a job was saved, where they are other ones now."""
    trees = {job.formula.pk: job.formula.tree for job in jobs.values() if job.formula}
    older = {row.kept.get("formula") for row in saved} - set(trees) - {None}
    return trees | dict(Formula.objects.filter(pk__in=older).values_list("pk", "tree"))


def _nearest(over: Sequence[JobPosting]) -> dict[int, list[dict[str, Any]]]:
    """Three live jobs near each that is over, the same role first: cards by its id."""
    placed = [posting for posting in over if posting.place is not None]
    with connection.cursor() as cursor:
        cursor.execute(
            _NEAREST,
            {
                "ids": [p.pk for p in placed],
                "lat": [p.place.lat for p in placed if p.place],
                "lng": [p.place.lng for p in placed if p.place],
                "roles": [p.role_family.slug if p.role_family else "" for p in placed],
                "around": DEGREES_AROUND,
            },
        )
        pairs = cursor.fetchall()
    jobs = JobPosting.objects.for_list().in_bulk({near for _over, near in pairs})
    cards = dict(zip(jobs, job_cards(jobs.values()), strict=True))
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for over_pk, near_pk in pairs:
        if near_pk in cards:
            found[over_pk].append(cards[near_pk])
    return found
