"""Pages that belong to no room: errors, the styleguide, the report of a broken content policy."""

from __future__ import annotations

import json
import logging

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from core.pages import charts, samples
from core.pages.render import render_page

log = logging.getLogger(__name__)
MOST_REPORT_BYTES = 16_384


COLORS = [
    ("paper", "page"), ("surface", "sheet"), ("sunken", "inset, hover"), ("ink", "text, 15.5:1"),
    ("quiet", "second text, 7.2:1"), ("line", "hairline"), ("edge", "field border, 3.7:1"),
    ("teal", "action, 6.3:1"), ("coral", "the one clock, 5.6:1"), ("met", "met, 6.0:1"),
    ("unmet", "not met, 7.9:1"), ("unknown", "not stated, 6.7:1"), ("later", "due later, 7.4:1"),
]  # fmt: skip


@login_not_required
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state, from invented samples; open to all, indexed by nobody."""
    counts = [2, 4, 8, 13, 17, 15, 11, 8, 4, 3, 1]
    steps = [
        (32 + 2 * i, f"${32 + 2 * i}", f"${32 + 2 * i}.00–${33 + 2 * i}.99", n)
        for i, n in enumerate(counts)
    ]
    chart = charts.histogram(
        steps, 2, half=(38.4, 44.9), typical=41.6, typical_label="typical, $41.60",
        you=40.2, you_label="you, $40.20",
    )  # fmt: skip
    context = {
        "sample": samples,
        "colors": COLORS,
        "chart": chart,
        "form": samples.SampleForm(),
        "refused": samples.refused_form(),
        "tree": samples.tree(),
        "decision": samples.DecisionForm(prefix="decide"),
        "page": samples.sample_page(),
    }
    return render_page(request, "core/styleguide.html", context)


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
