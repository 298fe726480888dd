"""What a corner of the board shows: its jobs, figures and neighbors, all counted now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from core.places import ALL_STATES
from listings.filters import PostingFilter
from listings.models import SearchRow
from listings.selectors import FacetCounts, SearchPage, facet_counts, search_page
from matching.corners import Corner
from matching.selectors.statistics import Spread, spread_of
from qualifications.models import RoleFamily, Setting
from qualifications.selectors import role_families_offered

# A page for fewer jobs says nothing that the search does not.
FEWEST_JOBS = 3
PER_PAGE = 20
MOST_NEIGHBORS = 12


@dataclass(frozen=True, slots=True)
class Neighbor:
    """`label`: what it differs in."""

    corner: Corner
    count: int
    label: str


@dataclass(frozen=True, slots=True)
class CornerPage:
    corner: Corner
    counts: FacetCounts
    page: SearchPage
    spread: Spread
    employers: int
    search: str
    cities: list[Neighbor] = field(default_factory=list)
    states: list[Neighbor] = field(default_factory=list)
    settings: list[Neighbor] = field(default_factory=list)
    roles: list[Neighbor] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.counts.total


def has_page(corner: Corner) -> bool:
    return corner.filter.rows()[:FEWEST_JOBS].count() >= FEWEST_JOBS


def corner_page(corner: Corner) -> CornerPage | None:
    """None where fewer than `FEWEST_JOBS` jobs are."""
    chosen = corner.filter
    counts = facet_counts(chosen)
    if counts.total < FEWEST_JOBS:
        return None
    rows = chosen.rows().order_by()
    return CornerPage(
        corner,
        counts,
        search_page(chosen, total=counts.total, per_page=PER_PAGE),
        spread_of(rows),
        _employers(rows),
        _search_of(corner, chosen),
        cities=_cities(corner) if corner.state else [],
        states=[] if corner.city else _states(corner, counts),
        settings=_settings(corner, counts),
        roles=_roles(corner, counts),
    )


def _employers(rows: QuerySet[SearchRow]) -> int:
    return rows.aggregate(
        n=Count("posting__employer", distinct=True)
        + Count("posting__company_name", distinct=True, filter=Q(posting__employer__isnull=True))
    )["n"]


def _search_of(corner: Corner, chosen: PostingFilter) -> str:
    """The query of the same jobs in the search; a city becomes the circle around it."""
    if not corner.city:
        return chosen.query_string()
    return chosen.query_string(near=f"{corner.city}, {corner.state}", state=None)


def _cities(corner: Corner) -> list[Neighbor]:
    wider = replace(corner, city="")
    rows = wider.filter.rows().order_by().filter(state_code=corner.state)
    groups = (
        rows.exclude(posting__city="")
        .values(city=F("posting__city"))
        .annotate(n=Count("*"))
        .filter(n__gte=FEWEST_JOBS)
        .order_by("-n", "city")
    )
    found = [Neighbor(replace(corner, city=row["city"]), row["n"], row["city"]) for row in groups]
    return [one for one in found if one.corner != corner][:MOST_NEIGHBORS]


def _counted(counts: FacetCounts, facet: str) -> dict[str, int]:
    """Values of a facet, under all other choices, that are common enough and not the one chosen."""
    values = counts.facets.get(facet, [])
    return {v.value: v.count for v in values if v.count >= FEWEST_JOBS and not v.selected}


def _states(corner: Corner, counts: FacetCounts) -> list[Neighbor]:
    found = _counted(counts, "state")
    return _top(
        Neighbor(replace(corner, state=code), n, ALL_STATES[code])
        for code, n in found.items()
        if code in ALL_STATES
    )


def _settings(corner: Corner, counts: FacetCounts) -> list[Neighbor]:
    found = _counted(counts, "setting")
    rows = Setting.objects.filter(slug__in=found)
    return _top(Neighbor(replace(corner, setting=row), found[row.slug], row.name) for row in rows)


def _roles(corner: Corner, counts: FacetCounts) -> list[Neighbor]:
    found = _counted(counts, "role")
    rows = RoleFamily.objects.filter(slug__in=found)
    return _top(Neighbor(replace(corner, role=row), found[row.slug], row.name) for row in rows)


def _top(found: Iterable[Neighbor]) -> list[Neighbor]:
    return sorted(found, key=lambda one: (-one.count, one.label))[:MOST_NEIGHBORS]


def corners() -> list[Corner]:
    """Corners of one or two parts that have a page, for the sitemap: a role, a state, a city, a role in a state."""
    roles = {row.slug: row for row in role_families_offered()}
    rows = SearchRow.objects.order_by().annotate(city=Coalesce(F("posting__city"), F("state_code")))
    enough = {"n__gte": FEWEST_JOBS}
    by_role = rows.values("role_family").annotate(n=Count("*")).filter(**enough)
    by_city = rows.values("state_code", "city").annotate(n=Count("*")).filter(**enough)
    by_state = rows.values("state_code").annotate(n=Count("*")).filter(**enough)
    both = rows.values("role_family", "state_code").annotate(n=Count("*")).filter(**enough)
    found = [Corner(role=roles[r["role_family"]]) for r in by_role if r["role_family"] in roles]
    found += [Corner(state=r["state_code"]) for r in by_state if r["state_code"] in ALL_STATES]
    found += [
        Corner(state=r["state_code"], city=r["city"])
        for r in by_city
        if r["city"] and r["state_code"] in ALL_STATES
    ]
    found += [
        Corner(role=roles[r["role_family"]], state=r["state_code"])
        for r in both
        if r["role_family"] in roles and r["state_code"] in ALL_STATES
    ]
    return sorted(found, key=lambda corner: corner.parts)
