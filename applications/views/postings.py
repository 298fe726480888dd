from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from applications.selectors.cards import cards_for
from applications.selectors.job_page import job_page
from applications.selectors.postings import (
    is_gone,
    live_postings_of,
    nearest_live,
    postings_for_page,
    verification_words,
)
from applications.selectors.record import reply_record
from core.pages import paginate, render_page
from core.pages.middleware import public_page
from listings.models import JobPosting
from listings.permissions import can_view_posting
from profiles.models import Employer


@login_not_required
@require_safe
def posting_short(request: HttpRequest, public_id: str) -> HttpResponse:
    """The address without the words: leads to the one with them, whatever the state."""
    posting = get_object_or_404(JobPosting, public_id=public_id)
    if not is_gone(posting) and not can_view_posting(request.user, posting):  # type: ignore[arg-type]
        raise Http404
    return redirect(_address(posting), permanent=True)


@login_not_required
@public_page
@require_safe
def posting_detail(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    posting = get_object_or_404(postings_for_page(), public_id=public_id)
    may_view = can_view_posting(request.user, posting)  # type: ignore[arg-type]
    if not may_view and not is_gone(posting):
        raise Http404
    if slug != posting.slug:
        return redirect(_address(posting), permanent=True)
    if not may_view:
        return _gone(request, posting)
    was, have = request.GET.get("was", "")[:60], request.GET.getlist("have")
    context = job_page(posting, request.user, was=was, have=have)  # type: ignore[arg-type]
    response = render_page(request, "applications/posting_detail.html", context)
    if posting.is_imported or not posting.is_live:
        response["X-Robots-Tag"] = "noindex"
    return response


def _gone(request: HttpRequest, posting: JobPosting) -> HttpResponse:
    mine = posting.applications.filter(profile__user_id=request.user.pk).order_by("-pk").first()
    context = {
        "posting": posting,
        "application": mine if request.user.pk else None,
        "cards": cards_for(request.user, nearest_live(posting)),  # type: ignore[arg-type]
    }
    return render_page(request, "applications/posting_gone.html", context, status=410)


@login_not_required
@public_page
@require_safe
def employer_detail(request: HttpRequest, slug: str) -> HttpResponse:
    employer = get_object_or_404(Employer, slug=slug, suspended_at__isnull=True)
    page = paginate(request, live_postings_of(employer))
    checked, domain = verification_words(employer)
    context = {
        "employer": employer,
        "record": reply_record(employer),
        "sites": employer.facilities.select_related("place", "setting"),
        "page": page,
        "cards": cards_for(request.user, page.object_list),  # type: ignore[arg-type]
        "checked": checked,
        "domain": domain,
    }
    return render_page(request, "applications/employer_detail.html", context)


def _address(posting: JobPosting) -> str:
    return reverse("applications:posting_detail", args=[posting.public_id, posting.slug])
