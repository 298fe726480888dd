from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from matching import notice, selectors
from matching.pages import public_page
from matching.selectors import guide, pay
from matching.wages import OLDER_ARTICLE
from profiles.matching_inputs import NEVER
from qualifications.verdicts import RULE_VERSION


@login_not_required
@require_safe
def career_guide(request: HttpRequest) -> HttpResponse:
    """What outpatient care coordinators do, what jobs ask, and how people get there."""
    names = pay.role_names()
    context = {
        "duties": guide.duties(),
        "soft_skills": guide.soft_skills(),
        "settings": selectors.open_settings(),
        "roles": selectors.open_roles(),
        "shares": guide.education_shares(),
        "spread": pay.pay_spread(pay.PayQuestion()),
        "goals": guide.goals(),
        "ladders": [
            [(slug, names[slug]) for slug in ladder if slug in names] for ladder in guide.LADDERS
        ],
        "older": OLDER_ARTICLE,
    }
    return public_page(request, "matching/career_guide.html", context)


@login_not_required
@require_safe
def how_matching_works(request: HttpRequest) -> HttpResponse:
    context = {
        "inputs": notice.compared_inputs(),
        "named": notice.named_inputs(),
        "placed": notice.placed_inputs(),
        "never": NEVER,
        "laws": notice.law_rows(timezone.localdate()),
        "years": notice.YEARS_KEPT,
        "rule_version": RULE_VERSION,
    }
    return public_page(request, "matching/how_matching_works.html", context)
