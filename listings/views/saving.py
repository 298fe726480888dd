from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import Refused
from core.pages import safe_next
from listings import services
from listings.models import JobPosting
from listings.views.fetching import denied
from profiles.models import CandidateProfile


def _profile(request: HttpRequest) -> CandidateProfile:
    profile = CandidateProfile.objects.filter(user=request.user).first()
    if profile is None:
        raise denied(_("Only candidates save jobs."))
    return profile


@require_POST
def job_save(request: HttpRequest, public_id: str) -> HttpResponse:
    profile = _profile(request)
    posting = get_object_or_404(JobPosting.objects.visible_to(request.user), public_id=public_id)
    try:
        services.save_job(profile=profile, posting=posting)
        messages.success(request, _("Saved. You find it under Saved."))
    except Refused as refused:
        messages.error(request, refused.reason)
    return redirect(safe_next(request, reverse("applications:saved_list")))


@require_POST
def job_unsave(request: HttpRequest, public_id: str) -> HttpResponse:
    profile = _profile(request)
    # also a job that is over: it is the candidate's own list
    posting = get_object_or_404(JobPosting, saves__profile=profile, public_id=public_id)
    services.unsave_job(profile=profile, posting=posting)
    messages.success(request, _("No longer saved."))
    return redirect(safe_next(request, reverse("applications:saved_list")))
