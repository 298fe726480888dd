"""Saved searches, through the services."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from matching import services
from matching.models import SavedSearch, Subscriber
from profiles.models import CandidateProfile


def saved(profile: CandidateProfile, query: str = "", **more: Any) -> SavedSearch:
    """A search of this candidate."""
    own = services.subscribe_profile(profile=profile, by=profile.user)
    return services.save_search(subscriber=own, by=profile.user, query=QueryDict(query), **more)


def saved_by_address(
    email: str, query: str = "", *, confirmed: bool = True, **more: Any
) -> SavedSearch:
    services.ask_address(
        email=email, query=QueryDict(query), pace=more.pop("pace", "daily"), weekday=0, **more
    )
    search = SavedSearch.objects.get(subscriber=Subscriber.objects.get(email=email), query=query)
    return services.confirm_search(search=search) if confirmed else search
