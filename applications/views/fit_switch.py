"""The switch that groups applicants by fit: a notice first, then on or off."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from applications import services
from applications.permissions import can_read_applicants
from applications.selectors.fit_switch import fit_on_until
from applications.views.access import permit
from applications.views.hiring import member_posting
from core.pages import render_page
from qualifications.evaluation import RULE_VERSION


@require_safe
def applicant_fit(request: HttpRequest, public_id: str) -> HttpResponse:
    """What grouping by fit does and does not do, and that its use is recorded, before it can be turned on."""
    posting = member_posting(request, public_id)
    permit(can_read_applicants(request.user, posting))  # type: ignore[arg-type]
    context = {
        "posting": posting,
        "on_until": fit_on_until(request.user, posting),  # type: ignore[arg-type]
        "rule_version": RULE_VERSION,
    }
    return render_page(request, "applications/applicant_fit.html", context)


@require_POST
def applicant_fit_on(request: HttpRequest, public_id: str) -> HttpResponse:
    posting = member_posting(request, public_id)
    permit(can_read_applicants(request.user, posting))  # type: ignore[arg-type]
    services.turn_fit_on(posting=posting, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Grouped by fit for 24 hours. This is on record."))
    return redirect("applications:applicant_list", public_id)


@require_POST
def applicant_fit_off(request: HttpRequest, public_id: str) -> HttpResponse:
    posting = member_posting(request, public_id)
    permit(can_read_applicants(request.user, posting))  # type: ignore[arg-type]
    services.turn_fit_off(posting=posting, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("One list by date again."))
    return redirect("applications:applicant_list", public_id)
