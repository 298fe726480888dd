from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

# Deep OFFSETs are how a crawler slows a search down; nobody reads that far.
LAST_PAGE = 200


def render_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    partial: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page; or only its partial `name` (`{% partialdef name %}`) when htmx asks for a fragment.
    A history restore and a boosted link get the whole page."""
    htmx = getattr(request, "htmx", None)
    if partial and htmx and not htmx.boosted and not htmx.history_restore_request:
        template = f"{template}#{partial}"
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def paginate(
    request: HttpRequest, objects: Any, per_page: int = 20, *, param: str = "page"
) -> Page:
    """The page `?page=` asks for; nonsense gives the nearest page that exists."""
    paginator = Paginator(objects, per_page)
    wanted = request.GET.get(param, "1")[:6]
    page = paginator.get_page(wanted)
    if page.number > LAST_PAGE:
        page = paginator.get_page(LAST_PAGE)
    return page


def safe_next(request: HttpRequest, default: str = "/") -> str:
    """Where `next` points, if it is a page of ours; else `default`."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    # browsers drop control characters and read backslashes as slashes: anything odd goes home
    if (
        target.startswith("/")
        and not any(ord(c) < 33 or c == "\\" for c in target)
        and url_has_allowed_host_and_scheme(
            target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )
    ):
        return target
    return default
