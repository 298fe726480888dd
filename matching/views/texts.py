"""Pages of plain words. Each is its template."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from matching.pages import public_page


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return public_page(request, "matching/about.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return public_page(request, "matching/privacy.html")


@login_not_required
@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    return public_page(request, "matching/terms.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return public_page(request, "matching/accessibility.html")
