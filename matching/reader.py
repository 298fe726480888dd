"""Who is reading a public page: nobody we know, or a candidate with facts."""

from __future__ import annotations

from django.http import HttpRequest

from matching.selectors.fit import Standing, standing_of
from profiles.models import CandidateProfile


def reading_profile(request: HttpRequest) -> CandidateProfile | None:
    """The candidate profile of the signed-in person with its facts joined; None for all others."""
    if not request.user.is_authenticated:
        return None
    return CandidateProfile.objects.for_matching().filter(user=request.user).first()


def reading_standing(profile: CandidateProfile | None) -> Standing | None:
    """None also for a candidate who has stated nothing yet: five empty buckets would say nothing."""
    if profile is None:
        return None
    standing = standing_of(profile)
    return standing if standing.held.facts or standing.denied else None
