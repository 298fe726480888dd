"""What the job page and the employer page show beside the posting itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F, Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.enums import OPEN_STATES
from applications.models import Application
from core.places import bounding_box
from listings.enums import Origin, PostingState
from listings.models import JobPosting, SearchRow
from profiles.enums import EmployerLevel
from profiles.models import Employer


def postings_for_page() -> QuerySet[JobPosting]:
    return JobPosting.objects.select_related(
        "employer", "facility__setting", "place", "role_family", "formula", "opening"
    ).prefetch_related("settings", "duties", "pay_components")


def nearest_live(posting: JobPosting, limit: int = 3) -> list[JobPosting]:
    """Live jobs most like this one: the same role family first, then those nearby, then the newest."""
    rows = SearchRow.objects.exclude(posting_id=posting.pk)
    family = posting.role_family.slug if posting.role_family else ""
    near = Q(state_code=posting.state_code) if posting.state_code else Q(pk__isnull=False)
    if posting.place:
        south, north, west, east = bounding_box(posting.place.lat, posting.place.lng, 50)
        near = Q(lat__range=(south, north), lng__range=(west, east))
    same = Q(role_family=family) if family else Q(pk__isnull=True)
    ids: list[int] = []
    for condition in (same & near, same, near, Q()):
        if len(ids) < limit:
            found = rows.filter(condition).exclude(posting_id__in=ids)
            found = found.order_by("-published_at", "-posting_id")
            ids += found.values_list("posting_id", flat=True)[: limit - len(ids)]
    by_id = {row.pk: row for row in JobPosting.objects.for_list().filter(pk__in=ids)}
    return [by_id[pk] for pk in ids if pk in by_id]


@dataclass(frozen=True, slots=True)
class Received:
    """`waiting_days`: how long the oldest application that nobody answered waits; None when all are answered."""

    total: int
    reviewed: int
    waiting_days: int | None


def received(posting: JobPosting) -> Received:
    waiting = Q(state__in=OPEN_STATES, answered_at__isnull=True)
    found = Application.objects.filter(posting=posting).aggregate(
        total=Count("pk"),
        reviewed=Count("pk", filter=Q(viewed_at__isnull=False)),
        oldest=Min("sent_at", filter=waiting),
    )
    days = (timezone.now() - found["oldest"]).days if found["oldest"] else None
    return Received(found["total"], found["reviewed"], days)


def posting_number(posting: JobPosting) -> int:
    """Which posting of its opening this is: 1 for the first."""
    earlier = JobPosting.objects.filter(
        opening_id=posting.opening_id, published_at__isnull=False, pk__lt=posting.pk
    )
    return earlier.count() + 1


def verification_words(employer: Employer) -> tuple[str, str]:
    """What was checked, and when; never a bare tick."""
    words = {
        EmployerLevel.UNVERIFIED: _("Not checked yet"),
        EmployerLevel.DOMAIN_EMAIL: _("Writes from its own domain"),
        EmployerLevel.DOMAIN_PROOF: _("Owns its web domain"),
        EmployerLevel.REGISTRY: _("Found in the registry"),
    }
    return words[EmployerLevel(employer.level)], employer.email_domain if employer.level else ""


def live_postings_of(employer: Employer) -> QuerySet[JobPosting]:
    return (
        JobPosting.objects.live()
        .filter(employer=employer, origin=Origin.EMPLOYER)
        .for_list()
        .order_by(F("published_at").desc(nulls_last=True), "-pk")
    )


def is_gone(posting: JobPosting) -> bool:
    """It was public and has closed: the page says so (410). One that was removed or never published
    does not exist for the public (404)."""
    return posting.state == PostingState.CLOSED and posting.published_at is not None
