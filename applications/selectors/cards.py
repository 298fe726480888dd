from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from listings.models import JobPosting
from matching.cards import job_cards
from matching.selectors.fit import standing_of
from profiles.models import CandidateProfile, User


def cards_for(user: User, postings: Iterable[JobPosting]) -> list[dict[str, Any]]:
    """Job cards as this reader sees them: with fit and bookmark for a candidate, plain for all others."""
    profile = None
    if user.is_authenticated:
        profile = CandidateProfile.objects.for_matching().filter(user_id=user.pk).first()
    standing = standing_of(profile) if profile is not None else None
    return job_cards(postings, profile=profile, standing=standing)
