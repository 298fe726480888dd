"""What a saved search wants, compiled from its query string once: facets, circle, pay and words as data that
thousands of searches can be laid side by side from. What has no such form is `beside`: the filter is asked."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import QueryDict

from core.places import Place
from matching.filters import JobSearchFilter
from matching.models import Subscriber
from matching.reader import reading_standing
from profiles.models import CandidateProfile

# Raised when the compiled form changes; older ones are compiled anew when they are next read.
VERSION = 1
# Choices that say nothing about a job still to come.
LEFT_OUT = ("sort", "posted", "have")
# Choices that mean nothing without a profile.
PERSONAL = ("fit", "reach", "opens")
_COMPILED = {"q", "near", "radius", "pay", "pay_unit", "fit", "reach"}
# Not compiled, but each only ever leaves fewer jobs.
_NARROWING = {"asks", "accepts", "opens"}


def canonical(data: QueryDict, *, has_profile: bool) -> str:
    """The query string a search is kept under."""
    left_out = [*LEFT_OUT, *(() if has_profile else PERSONAL)]
    filterset = JobSearchFilter(data)
    return filterset.query_string(**{n: None for n in left_out if n in filterset.base_filters})


def filter_of(query: str, profile: CandidateProfile | None) -> JobSearchFilter:
    """The filter behind a saved search, for its owner (from `for_matching()`)."""
    return JobSearchFilter(QueryDict(query), standing=reading_standing(profile), profile=profile)


def owner_of(subscriber: Subscriber) -> CandidateProfile | None:
    """The candidate as matching reads her; None for an address."""
    pk = subscriber.profile_id
    return CandidateProfile.objects.for_matching().get(pk=pk) if pk else None


def compiled_wants(query: str) -> dict[str, Any]:
    filterset = JobSearchFilter(QueryDict(query))
    chosen = filterset.chosen
    facets, odd = _facets(filterset)
    unknown = set(chosen) - set(filterset.facet_columns) - _COMPILED - set(LEFT_OUT)
    place = chosen.get("near")
    spots = []
    if isinstance(place, Place) and unknown <= _NARROWING:
        spots = [[place.lat, place.lng, filterset.radius_miles]]
    return {
        "version": VERSION,
        "facets": facets,
        "q": chosen.get("q", ""),
        "pay": filterset.pay_floor() or 0,
        "spots": spots,
        "fit": list(chosen.get("fit", [])),
        "reach": "reach" in chosen,
        "beside": bool(odd or unknown or (place and not spots)),
    }


def _facets(filterset: JobSearchFilter) -> tuple[dict[str, list[str]], bool]:
    """Values by column of the facets that are a plain "one of these", and whether there are others."""
    found: dict[str, list[str]] = {}
    odd = False
    for name, condition in filterset.facet_conditions().items():
        if name in LEFT_OUT:
            continue
        column = filterset.facet_columns.get(name, name)
        values = filterset.chosen.get(name)
        plain = isinstance(values, list) and condition in (
            Q(**{f"{column}__in": values}),
            Q(**{f"{column}__overlap": values}),
        )
        if plain and values:
            found[column] = sorted(values)
        else:
            odd = True
    return found, odd
