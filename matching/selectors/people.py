"""People for employers: how many meet a formula around a job. Every read of people runs behind the walls.

The one place that asks the database about people for a job, so that a faster index can stand behind it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import BooleanField, Count, ExpressionWrapper, F, FloatField, Q, Value
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
from profiles.models import Employer, Facility
from profiles.walls import as_recruiter
from qualifications.formulas import EMPTY, Node, bind

# The farthest anybody can say she would travel (CandidateProfile.radius_miles).
FARTHEST_MILES = 200


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
    if site is None:
        return None
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
