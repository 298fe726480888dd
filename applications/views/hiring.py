"""The employer's lists: answers due, applicants of a job by date and as a grid."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from applications import services
from applications.permissions import can_read_applicants
from applications.selectors.applicants import applicant, applicants_of, next_due
from applications.selectors.applicants_page import applicants_head, grid_context
from applications.selectors.today import hire_today
from applications.views.access import permit
from core.pages import paginate, render_page
from listings.models import JobPosting

# A grid is read as a whole; beyond this the list by date serves better.
GRID_ROWS = 100


@require_safe
def hire_home(request: HttpRequest) -> HttpResponse:
    context = hire_today(request.user)  # type: ignore[arg-type]
    return render_page(request, "applications/hire_home.html", context)


@require_safe
def applicant_list(request: HttpRequest, public_id: str) -> HttpResponse:
    """Newest first. Who may not read yet sees how many applied, and what to do."""
    posting = _posting(request, public_id)
    rows = applicants_of(posting, request.user)  # type: ignore[arg-type]
    page = paginate(request, rows, 50)
    context = _head(request, posting, "list") | {
        "page": page,
        "people": [applicant(application) for application in page.object_list],
    }
    return render_page(request, "applications/applicant_list.html", context)


@require_safe
def applicant_grid(request: HttpRequest, public_id: str) -> HttpResponse:
    posting = _posting(request, public_id)
    rows = applicants_of(posting, request.user).open()[:GRID_ROWS]  # type: ignore[arg-type,attr-defined]
    context = _head(request, posting, "grid") | grid_context(list(rows))
    return render_page(request, "applications/applicant_grid.html", context)


@require_POST
def applicant_next(request: HttpRequest, public_id: str) -> HttpResponse:
    """Begin with the answer that is due first; the candidate's timeline says it is being read."""
    posting = _posting(request, public_id)
    permit(can_read_applicants(request.user, posting))  # type: ignore[arg-type]
    application = next_due(posting, request.user)  # type: ignore[arg-type]
    if application is None:
        messages.info(request, _("Every applicant of this job has an answer."))
        return redirect("applications:applicant_list", public_id)
    services.start_review(application=application, by=request.user)  # type: ignore[arg-type]
    return redirect("applications:applicant_detail", application.public_id)


def _posting(request: HttpRequest, public_id: str) -> JobPosting:
    mine = JobPosting.objects.of_member(request.user).select_related("employer", "facility")
    return get_object_or_404(mine, public_id=public_id)


def _head(request: HttpRequest, posting: JobPosting, view: str) -> dict[str, Any]:
    readable = can_read_applicants(request.user, posting)  # type: ignore[arg-type]
    return applicants_head(posting, view) | {"readable": readable}
