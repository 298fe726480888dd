from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_safe

from matching import selectors
from matching.cards import job_cards
from matching.pages import public_page
from matching.reach import reach_parts
from matching.reader import reading_profile, reading_standing
from matching.selectors.corners import FEWEST_JOBS
from matching.visiting import panel_of
from profiles.models import CandidateProfile

RADII = [10, 25, 50, 100]
MOST_ROLES = 6
MOST_SETTINGS = 12


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """A search box, what is open now, and how the board works in words."""
    profile = reading_profile(request)
    standing = reading_standing(profile)
    context: dict[str, Any] = {
        "now": timezone.localtime(),
        "radii": RADII,
        "totals": selectors.open_totals(),
        "roles": [(group, group.roles[:MOST_ROLES]) for group in selectors.open_roles()],
        "settings": selectors.open_settings()[:MOST_SETTINGS],
        "fewest": FEWEST_JOBS,
        "standing": standing,
        "panel": panel_of(QueryDict()) if standing is None else None,
        "profile": profile,
        "reach": _reach(profile, standing) if profile and standing else [],
        "cards": job_cards(selectors.newest_postings(), profile=profile, standing=standing),
    }
    return public_page(request, "matching/home.html", context)


def _reach(profile: CandidateProfile, standing: selectors.Standing) -> list[dict[str, Any]]:
    return reach_parts(selectors.reach_counts(profile, standing))[1:]
