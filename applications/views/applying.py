from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications import services
from applications.forms import ApplicationForm
from applications.models import Application
from applications.permissions import can_apply_to_posting, posting_takes_applications
from applications.selectors.applying import apply_page
from applications.selectors.postings import is_gone, postings_for_page
from applications.views.access import permit
from core import limits
from core.errors import Refused
from core.pages import render_page
from listings.models import JobPosting
from listings.permissions import can_view_posting
from profiles.models import CandidateProfile

# Nobody writes fifty sincere applications a day; a script does.
A_DAY = 50


@require_http_methods(["GET", "HEAD", "POST"])
def application_create(request: HttpRequest, public_id: str) -> HttpResponse:
    """Shows exactly what the employer will get; a POST sends it."""
    posting = _posting(request, public_id)
    profile = CandidateProfile.objects.with_facts().get(user_id=request.user.pk)
    form = ApplicationForm(request.POST if request.method == "POST" else None, profile=profile)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            application = _send(request, posting, form)
        except Refused as error:
            refusal = str(error.reason)
        else:
            messages.success(request, _("Sent. The date of their answer is below."))
            return redirect("applications:application_detail", application.public_id)
    takes = posting_takes_applications(posting)
    was = request.GET.get("was", "")[:60]
    context = apply_page(posting, profile, was=was)
    context |= {"form": form, "refusal": refusal, "takes": takes}
    status = 409 if refusal else 422 if form.errors else 410 if not takes else 200
    return render_page(request, "applications/application_create.html", context, status=status)


def _posting(request: HttpRequest, public_id: str) -> JobPosting:
    posting = get_object_or_404(postings_for_page(), public_id=public_id)
    if not can_view_posting(request.user, posting) and not is_gone(posting):  # type: ignore[arg-type]
        raise Http404
    permit(can_apply_to_posting(request.user, posting))  # type: ignore[arg-type]
    return posting


def _send(request: HttpRequest, posting: JobPosting, form: ApplicationForm) -> Application:
    limits.hit(f"apply:{request.user.pk}", limit=A_DAY, seconds=86_400).require()
    return services.send_application(
        posting=posting,
        by=request.user,  # type: ignore[arg-type]
        message=form.cleaned_data["message"],
        hidden_fields=form.cleaned_data["hidden_fields"],
        resume=form.cleaned_data.get("resume"),
    )
