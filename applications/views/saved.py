"""A candidate's saved jobs, with what happened to them since."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from applications.selectors.saved import saved_of, saved_rows
from core.pages import paginate, render_page
from profiles.models import CandidateProfile


@require_safe
def saved_list(request: HttpRequest) -> HttpResponse:
    profile = CandidateProfile.objects.visible_to(request.user).first()
    page = paginate(request, saved_of(profile))
    context = {"page": page, "rows": saved_rows(page.object_list)}
    return render_page(request, "applications/saved_list.html", context)
