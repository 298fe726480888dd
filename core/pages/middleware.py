"""What every answer tells the browser: who may frame, cache, embed or be told about it; and addresses that
cannot be."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

PERMISSIONS = (
    "accelerometer=(), autoplay=(), bluetooth=(), browsing-topics=(), camera=(), display-capture=(), "
    "encrypted-media=(), fullscreen=(self), geolocation=(), gyroscope=(), hid=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(self), "
    "screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()"
)
EVERYWHERE = {
    "Reporting-Endpoints": 'csp="/csp-report"',
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
    "X-Permitted-Cross-Domain-Policies": "none",
}
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"
PUBLIC_CACHE = "public, max-age=60, stale-while-revalidate=300"


class HeadersMiddleware:
    """Stands before everything that can answer, so that errors, redirects and static files get it too.

    A view that sets one of these headers itself keeps its value. HTML is never stored unless the view
    wears `public_page` and the visitor is anonymous.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in EVERYWHERE.items():
            response.headers.setdefault(name, value)
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if _signed_out(request, response):
            response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        if kind.endswith("json") and "Content-Disposition" not in response.headers:
            response.headers["Content-Security-Policy"] = DATA_POLICY
        if kind == "text/html":
            patch_vary_headers(response, ["Cookie", "HX-Request"])
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = _caching(request, response)
        return response


class NoSuchAddressMiddleware:
    """No address has a NUL in it, and the database refuses to look for one: such a page does not exist."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\x00" in request.path_info:
            raise Http404
        return self.get_response(request)


def _signed_out(request: HttpRequest, response: HttpResponseBase) -> bool:
    match = getattr(request, "resolver_match", None)
    leaving = getattr(match, "url_name", "") == "account_logout" and request.method == "POST"
    return leaving and response.status_code == 302


def _caching(request: HttpRequest, response: HttpResponseBase) -> str:
    wants_public = getattr(response, "public_page", False)
    user = getattr(request, "user", None)
    anonymous = user is None or not user.is_authenticated
    # A cookie or a CSRF token makes the page one person's.
    personal = bool(response.cookies) or request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
    if wants_public and anonymous and not personal and response.status_code == 200:
        return PUBLIC_CACHE
    return "no-store"


def public_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that is the same for every anonymous visitor: it may be cached for a minute."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.public_page = True  # type: ignore[attr-defined]
        return response

    return wrapped
