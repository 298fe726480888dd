"""How many people the requirements of a posting leave, beside its form and as a page of its own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.errors import Refused
from core.pages import render_page
from listings.models import JobPosting
from listings.permissions import can_edit_posting
from matching import services
from matching.models import PeopleCount
from matching.pages import wants_part
from matching.panels import count_panel
from matching.selectors.people import asked_by
from matching.services.counting import count_key
from profiles.permissions import can_find_people
from profiles.selectors import family_head


@require_safe
def people_count(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was counted today for the draft as it stands; a button when nothing was."""
    posting = _posting(request, public_id)
    return render_page(request, "matching/people_count.html", _context(request, posting))


@require_POST
def people_count_make(request: HttpRequest, public_id: str) -> HttpResponse:
    posting = _posting(request, public_id)
    refusal = ""
    try:
        services.count_people(posting=posting, by=request.user)  # type: ignore[arg-type]
    except Refused as refused:
        refusal = str(refused.reason)
    if wants_part(request):
        context = _context(request, posting) | {"refusal": refusal}
        return render_page(request, "matching/people_count.html", context, partial="panel")
    if refusal:
        messages.error(request, refusal)
    return redirect("matching:people_count", public_id)


def _posting(request: HttpRequest, public_id: str) -> JobPosting:
    known = JobPosting.objects.of_member(request.user).select_related("employer", "facility")
    posting = get_object_or_404(known, public_id=public_id)
    verdict = can_edit_posting(request.user, posting)
    if not verdict:
        error = PermissionDenied(verdict.reason)
        error.reason = verdict.reason  # type: ignore[attr-defined]
        raise error
    return posting


def _context(request: HttpRequest, posting: JobPosting) -> dict[str, Any]:
    allowed = can_find_people(request.user, posting.employer)  # type: ignore[arg-type]
    context: dict[str, Any] = {"posting": posting, "allowed": allowed}
    if not allowed or posting.employer is None:
        return context
    asked = asked_by(posting)
    count = PeopleCount.objects.filter(
        employer=family_head(posting.employer),
        counted_on=timezone.localdate(),
        digest=count_key(asked),
    ).first()
    return context | {"spot": asked.spot, "panel": count_panel(asked, count) if count else None}
