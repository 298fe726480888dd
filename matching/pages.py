"""How the public pages answer: one copy for everybody who carries no cookie."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from core.pages import render_page

SECONDS = 60


def public_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    partial: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """`render_page` with cache headers: shared for a visitor without cookies, private for all others
    (a session may hold a notice or a person)."""
    response = render_page(request, template, context, partial=partial, status=status)
    return cacheable(request, response)


def cacheable(
    request: HttpRequest, response: HttpResponse, *, seconds: int = SECONDS
) -> HttpResponse:
    if request.COOKIES or response.status_code != 200:
        patch_cache_control(response, private=True, no_cache=True)
    else:
        patch_cache_control(response, public=True, max_age=seconds)
    return response


def wants_part(request: HttpRequest) -> bool:
    """Whether `render_page` answers with the partial: htmx asks, but not for a link or to go back."""
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request
