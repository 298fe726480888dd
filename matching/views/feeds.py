"""What machines read: which pages they may visit, and which jobs there are."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from matching.pages import cacheable
from matching.selectors import sitemap_postings
from matching.selectors.corners import corners
from qualifications import vocabulary
from qualifications.entries import catalogue

STATIC_PAGES = [
    "home",
    "job_search",
    "career_guide",
    "how_matching_works",
    "qualification_list",
    "pay_insight",
    "about",
    "privacy",
    "terms",
    "accessibility",
]


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    context = {"sitemap": settings.SITE_URL + reverse("matching:sitemap")}
    response = render(request, "matching/robots.txt", context, content_type="text/plain")
    return cacheable(request, response, seconds=3600)


@login_not_required
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    context = {
        "site": settings.SITE_URL,
        "pages": [reverse(f"matching:{name}") for name in STATIC_PAGES],
        "entries": catalogue(vocabulary.current()).by_slug,
        "corners": corners(),
        "postings": sitemap_postings(),
    }
    response = render(request, "matching/sitemap.xml", context, content_type="application/xml")
    return cacheable(request, response, seconds=3600)
