"""The demo candidate's saved searches, and the mail they made this morning."""

from __future__ import annotations

import datetime as dt

from django.http import QueryDict
from django.utils import timezone

from jobboard.demo import timing
from listings.models import SearchRow
from matching.enums import Pace
from matching.models import JobNews
from matching.services import (
    change_times,
    match_news,
    save_search,
    send_alerts,
    subscribe_profile,
)
from profiles.models import CandidateProfile

SAVED_DAYS_AGO = 3


def add_alerts(profile: CandidateProfile) -> None:
    """Two searches saved some days ago, and one mail with what came since."""
    profile = CandidateProfile.objects.select_related("user", "place").get(pk=profile.pk)
    user, place, now = profile.user, profile.place, timezone.now()
    began = now - dt.timedelta(days=SAVED_DAYS_AGO)
    near = f"near={place.zip}&radius=100&" if place else ""
    with timing.at(began):
        own = subscribe_profile(profile=profile, by=user)
        change_times(subscriber=own, by=user, changes={"newly_qualify": True})
        for query, pace in ((f"{near}kind=clinical", Pace.DAILY), ("fit=meets_all", Pace.WEEKLY)):
            save_search(
                subscriber=own, by=user, query=QueryDict(query), pace=pace, weekday=began.weekday()
            )
    # what was published earlier was news to nobody here
    fresh = SearchRow.objects.filter(published_at__gte=began).values("posting")
    JobNews.objects.exclude(posting_id__in=fresh).delete()
    while match_news():
        pass
    send_alerts(now)
