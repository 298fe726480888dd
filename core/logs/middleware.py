from __future__ import annotations

import re
import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

from core.logs.context import request_id_set

_log = structlog.get_logger("request")
_PROXY_ID = re.compile(r"[A-Za-z0-9_\-]{8,40}\Z")
QUIET = {"/healthz", "/readyz", "/metrics"}


class RequestLogMiddleware:
    """Gives each request an id (a proxy's own is kept when it is well formed) and writes one line for it.

    The line names the route, not the path: paths hold ids and searches.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        offered = request.headers.get("X-Request-ID", "")
        start = time.monotonic()
        with request_id_set(offered if _PROXY_ID.match(offered) else "") as request_id:
            request.request_id = request_id  # type: ignore[attr-defined]
            response = self.get_response(request)
            response.headers["X-Request-ID"] = request_id
            if request.path not in QUIET and not request.path.startswith("/static/"):
                self.write(request, response, time.monotonic() - start)
        return response

    def write(self, request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        match = getattr(request, "resolver_match", None)
        # Reading request.user here would open the session of a page that never needed it.
        user = request.__dict__.get("_cached_user")
        _log.info(
            "request",
            method=request.method,
            route=match.route if match else "unknown",
            status=response.status_code,
            ms=round(seconds * 1000, 1),
            user_id=getattr(user, "pk", None),
        )
