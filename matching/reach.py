"""A candidate's reach in words and links: the five parts it falls into, and where a figure leads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from core.templatetags.look_tags import verdict_class
from matching.selectors.fit import BUCKETS
from profiles.models import CandidateProfile
from qualifications.enums import Bucket


def reach_words(profile: CandidateProfile) -> str:
    """ "within 25 miles of Cincinnati, OH, or remote": what `within_reach` asks."""
    place = profile.place
    if place is None:
        return _("anywhere in the country, as you gave no ZIP code")
    text = (
        _("within %(miles)d miles of %(city)s, %(state)s, or remote")
        if profile.open_to_remote
        else _("within %(miles)d miles of %(city)s, %(state)s")
    )
    return text % {"miles": profile.radius_miles, "city": place.city, "state": place.state}


def reach_link(*, fit: str = "", opens: str = "") -> str:
    """The search within her reach: what stands there is what was counted. In the search's own order."""
    choices = {"fit": fit, "reach": "mine", "opens": opens}
    query = urlencode({name: value for name, value in choices.items() if value})
    return f"{reverse('matching:job_search')}?{query}"


def reach_parts(counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """All within reach and the five buckets, for components/buckets.html."""
    total = {
        "label": _("Within reach"),
        "n": sum(counts.values()),
        "state": "calm",
        "href": reach_link(),
    }
    parts = [
        {
            "label": Bucket(bucket).label,
            "n": counts[bucket],
            "bucket": bucket,
            "state": verdict_class(bucket),
            "href": reach_link(fit=bucket),
        }
        for bucket in BUCKETS
    ]
    return [total, *parts]
