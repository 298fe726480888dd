"""The employer's lists: answers due, applicants of a job by date (by fit behind a switch) and as a grid."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from applications import services
from applications.permissions import can_read_applicants
from applications.selectors.applicants import applicant, applicants_of, fit_groups, next_due
from applications.selectors.applicants_page import applicants_head, grid_context
from applications.selectors.fit_switch import fit_on_until
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
    """Newest first; in groups by fit once the reader has turned that on. Who may not read yet sees how many
    applied, and what to do."""
    posting = member_posting(request, public_id)
    context = _head(request, posting, "list")
    rows = applicants_of(posting, request.user, by_fit=bool(context["fit_until"]))  # type: ignore[arg-type]
    page = paginate(request, rows, 50)
    people = [applicant(application) for application in page.object_list]
    context |= {"page": page, "groups": fit_groups(people, by_fit=bool(context["fit_until"]))}
    return render_page(request, "applications/applicant_list.html", context)


@require_safe
def applicant_grid(request: HttpRequest, public_id: str) -> HttpResponse:
    posting = member_posting(request, public_id)
    rows = applicants_of(posting, request.user).open()[:GRID_ROWS]  # type: ignore[arg-type,attr-defined]
    context = _head(request, posting, "grid")
    context |= grid_context(list(rows), by_fit=bool(context["fit_until"]))
    return render_page(request, "applications/applicant_grid.html", context)


@require_POST
def applicant_next(request: HttpRequest, public_id: str) -> HttpResponse:
    """Begin with the answer that is due first; the candidate's timeline says it is being read."""
    posting = member_posting(request, public_id)
    permit(can_read_applicants(request.user, posting))  # type: ignore[arg-type]
    application = next_due(posting, request.user)  # type: ignore[arg-type]
    if application is None:
        messages.info(request, _("Every applicant of this job has an answer."))
        return redirect("applications:applicant_list", public_id)
    services.start_review(application=application, by=request.user)  # type: ignore[arg-type]
    return redirect("applications:applicant_detail", application.public_id)


def member_posting(request: HttpRequest, public_id: str) -> JobPosting:
    mine = JobPosting.objects.of_member(request.user).select_related("employer", "facility")
    return get_object_or_404(mine, public_id=public_id)


def _head(request: HttpRequest, posting: JobPosting, view: str) -> dict[str, Any]:
    readable = can_read_applicants(request.user, posting)  # type: ignore[arg-type]
    until = fit_on_until(request.user, posting) if readable else None  # type: ignore[arg-type]
    return applicants_head(posting, view) | {"readable": readable, "fit_until": until}
