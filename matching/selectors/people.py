"""People for employers: who they are, page by page, and how many meet a formula around a job.

Every read of people runs behind the walls. This is the one place that asks the database about people for a
job, so that a faster index can stand behind it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.core import signing
from django.db.models import (
    BooleanField,
    Case,
    Count,
    ExpressionWrapper,
    F,
    FloatField,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Abs, Cast, Cos, Least, Radians
from django.db.models.lookups import LessThanOrEqual

from core.places import bounding_box
from core.places.distance import MILES_PER_DEGREE
from listings.drafting.content import content_of
from listings.drafting.tree import reads_as
from listings.enums import Workplace
from listings.models import JobPosting
from matching.counting import Cells
from matching.models import CountedPerson
from matching.selectors.fit import BUCKETS
from profiles.models import CandidateProfile, Employer, Facility
from profiles.walls import as_recruiter
from qualifications.compiling import compiled
from qualifications.enums import Bucket
from qualifications.formulas import EMPTY, Node, bind
from qualifications.matching_sql import people_meeting
from qualifications.vocabulary import current

# The farthest anybody can say she would travel (CandidateProfile.radius_miles).
FARTHEST_MILES = 200
# Marks between pages are signed: nobody makes one up to look at a moment of his choice.
_SALT = "matching.people"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a job is, as coarsely as people's homes are kept: a tenth of a degree, or the states of a remote
    job (none: all). `name` is what the employer reads."""

    lat: float | None = None
    lng: float | None = None
    states: tuple[str, ...] = ()
    name: str = ""

    @property
    def is_remote(self) -> bool:
        return self.lat is None

    @property
    def key(self) -> str:
        return ",".join(self.states) if self.is_remote else f"{self.lat:.1f}/{self.lng:.1f}"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a job asks for and where, from its open draft or else as published. No spot: none chosen yet."""

    node: Node
    spot: Spot | None


def asked_by(posting: JobPosting) -> Asked:
    revision = posting.revisions.open().first()
    content = revision.content if revision else content_of(posting)
    spot = _spot_of(posting, content)
    node = reads_as(content.get("requirements") or {"op": "all", "children": []}) or EMPTY
    return Asked(bind(node, _states(posting, content)), spot)


def _states(posting: JobPosting, content: dict) -> tuple[str, ...]:
    if content.get("workplace") == Workplace.REMOTE:
        return tuple(sorted(map(str, content.get("remote_states") or [])))
    site = _site(posting, content)
    return (site.place.state,) if site else ()


def _spot_of(posting: JobPosting, content: dict) -> Spot | None:
    if content.get("workplace") == Workplace.REMOTE:
        return Spot(states=_states(posting, content))
    site = _site(posting, content)
    return spot_of_site(site) if site else None


def spot_of_site(site: Facility) -> Spot:
    place = site.place
    return Spot(
        round(place.lat, 1), round(place.lng, 1), (place.state,), f"{place.city}, {place.state}"
    )


def _site(posting: JobPosting, content: dict) -> Facility | None:
    if posting.employer is None:
        return None
    sites = posting.employer.facilities.select_related("place")
    return sites.filter(public_id=str(content.get("facility") or "")).first()


def within_reach_of(spot: Spot) -> Q:
    """Condition on people: the job is within her own radius of where she lives, or remote where she lives and
    she is open to that. The same box as her own search draws, around a coarser home."""
    if spot.is_remote:
        here = Q(area_state__in=spot.states) if spot.states else Q()
        return Q(open_to_remote=True) & here
    lat, lng = float(spot.lat or 0), float(spot.lng or 0)
    south, north, west, east = bounding_box(lat, lng, FARTHEST_MILES)
    miles = Cast(F("radius_miles"), FloatField()) / Value(MILES_PER_DEGREE)
    widest = Cos(Radians(Least(Abs(F("area_lat")) + miles, Value(89.0))))
    return (
        Q(area_lat__range=(south, north), area_lng__range=(west, east))
        & Q(LessThanOrEqual(Abs(F("area_lat") - Value(lat)), miles))
        & Q(LessThanOrEqual(Abs(F("area_lng") - Value(lng)), miles / widest))
    )


def held_cells(spot: Spot, terms: Iterable[int], *, employer: Employer) -> Cells:
    """People within reach as they stood last night, by which of these terms they hold."""
    names = {f"t{term}": term for term in sorted(set(terms))}
    holds = {
        name: ExpressionWrapper(Q(held_terms__contains=[term]), BooleanField())
        for name, term in names.items()
    }
    with as_recruiter(employer):
        rows = list(
            CountedPerson.objects.filter(within_reach_of(spot))
            .annotate(**holds)
            .values(*names)
            .annotate(n=Count("pk"))
            .values_list("n", *names)
        )
    cells: dict[frozenset[int], int] = {}
    for n, *held in rows:
        key = frozenset(term for term, yes in zip(names.values(), held, strict=True) if yes)
        cells[key] = cells.get(key, 0) + n
    return cells


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an employer looks for. Everything is optional; `bucket` needs a formula."""

    node: Node = EMPTY
    spot: Spot | None = None
    bucket: str = ""
    terms: tuple[int, ...] = ()  # each of these is held
    employment_type: str = ""
    remote_only: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A page of people by date, newest first, and where the next page begins ("" at the end)."""

    public_ids: list[str]
    after: str


def find_people(wanted: Wanted, *, employer: Employer, after: str = "", limit: int = 25) -> Found:
    """People this employer may see, most recently updated first; never sorted by fit."""
    with as_recruiter(employer):
        rows = list(
            _people(wanted)
            .filter(_below(after))
            .order_by("-updated_at", "-id")
            .values_list("public_id", "updated_at", "id")[: limit + 1]
        )
    following = rows[limit - 1] if len(rows) > limit else None
    return Found(
        [public_id for public_id, _at, _pk in rows[:limit]],
        signing.dumps([following[1].isoformat(), following[2]], salt=_SALT) if following else "",
    )


def bucket_members(wanted: Wanted, *, employer: Employer, most: int) -> list[tuple[str, str]]:
    """(public id, bucket) of the newest people, for the record of what a grouping showed."""
    found = []
    with as_recruiter(employer):
        for bucket in BUCKETS:
            rows = _people(replace(wanted, bucket=bucket)).order_by("-updated_at", "-id")
            found += [(pk, bucket) for pk in rows.values_list("public_id", flat=True)[:most]]
    return found


def _people(wanted: Wanted) -> QuerySet[CandidateProfile]:
    people = CandidateProfile.objects.all()
    if wanted.spot:
        people = people.filter(within_reach_of(wanted.spot))
    if wanted.terms:
        people = people.filter(held_terms__contains=sorted(set(wanted.terms)))
    if wanted.employment_type:
        people = people.filter(employment_types__contains=[wanted.employment_type])
    if wanted.remote_only:
        people = people.filter(open_to_remote=True)
    return _in_bucket(people, wanted.node, wanted.bucket) if wanted.bucket else people


def _in_bucket(
    people: QuerySet[CandidateProfile], node: Node, bucket: str
) -> QuerySet[CandidateProfile]:
    """The buckets of `qualifications.matching_sql.bucket_of`, asked of the database for everybody at once."""
    form = compiled(node, current())
    if not form.required_count or not node.required:
        return people if bucket == Bucket.NO_REQUIREMENTS else people.none()
    if bucket == Bucket.NO_REQUIREMENTS:
        return people.none()
    if bucket == Bucket.MEETS_ALL:
        return people.filter(people_meeting(node))
    ruled_out = [
        sum((_is_out(group) for group in path), Value(0)) if path else Value(0)
        for path in form.paths
    ]
    gaps = Least(*ruled_out) if len(ruled_out) > 1 else ruled_out[0]
    people = people.exclude(people_meeting(node)).alias(gaps=gaps)
    if bucket == Bucket.COULD_MEET:
        return people.filter(gaps=0)
    return people.filter(gaps=1) if bucket == Bucket.ONE_GAP else people.filter(gaps__gte=2)


def _is_out(group: frozenset[int]) -> Case:
    """1 where she said, or it follows, that she has none of these."""
    none_of_them = Q(denied_terms__contains=sorted(group))
    return Case(When(none_of_them, then=Value(1)), default=Value(0), output_field=IntegerField())


def _below(after: str) -> Q:
    """The page after this mark; from the top when it is not one of ours."""
    try:
        at, pk = signing.loads(after, salt=_SALT) if after else ("", 0)
    except signing.BadSignature:
        at = ""
    if not at:
        return Q()
    moment = dt.datetime.fromisoformat(at)
    return Q(updated_at__lt=moment) | Q(updated_at=moment, id__lt=pk)
