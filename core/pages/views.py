"""Pages that belong to no room: errors, the report of a broken content policy."""

from __future__ import annotations

import json
import logging

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

log = logging.getLogger(__name__)
MOST_REPORT_BYTES = 16_384


@csrf_exempt
@login_not_required
@require_POST
def csp_report(request: HttpRequest) -> HttpResponse:
    """A browser says what the content policy stopped; only the rule and the blocked address are kept."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_REPORT_BYTES:
        return HttpResponse(status=413)
    try:
        report = json.loads(request.body)
    except ValueError:
        return HttpResponse(status=400)
    first = report[0] if isinstance(report, list) and report else report
    body = first.get("csp-report") or first.get("body") or {} if isinstance(first, dict) else {}
    if isinstance(body, dict):
        rule = body.get("effective-directive") or body.get("effectiveDirective")
        blocked = body.get("blocked-uri") or body.get("blockedURL")
        log.warning("csp_violation", extra={"rule": str(rule)[:80], "blocked": str(blocked)[:200]})
    return HttpResponse(status=204)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The reason a permission gave (a refusal meant to be read) is shown; nothing else of the exception."""
    reason = getattr(exception, "reason", "")
    return render(request, "errors/403.html", {"reason": reason}, status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without asking who is there: the database may be what is broken."""
    return HttpResponse(render_to_string("errors/500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "errors/csrf.html", status=403)
