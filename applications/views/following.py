"""The candidate's side: her day, her applications, what she can do with one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications import services
from applications.forms import MessageForm
from applications.models import InterviewSlot
from applications.selectors.application_page import application_page
from applications.selectors.following import standing_interview, told_open
from applications.selectors.interview_file import interview_calendar as calendar_text
from applications.selectors.today import application_rows, me_today
from applications.views.access import own_application, refuse
from core import limits
from core.errors import Refused
from core.files import file_response
from core.pages import render_page

MESSAGES_AN_HOUR = 30


@require_safe
def me_home(request: HttpRequest) -> HttpResponse:
    context = me_today(request.user)  # type: ignore[arg-type]
    return render_page(request, "applications/me_home.html", context)


@require_safe
def application_list(request: HttpRequest) -> HttpResponse:
    context = {"rows": application_rows(request.user)}  # type: ignore[arg-type]
    return render_page(request, "applications/application_list.html", context)


@require_safe
def application_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    application = own_application(request, public_id)
    context = application_page(application, request.user) | {"message_form": MessageForm()}  # type: ignore[arg-type]
    return render_page(request, "applications/application_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def application_withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    application = own_application(request, public_id)
    if request.method == "POST":
        try:
            services.withdraw_application(application=application, by=request.user)  # type: ignore[arg-type]
        except Refused as error:
            refuse(request, error)
        else:
            messages.success(request, _("Withdrawn. They are told that you withdrew, not why."))
        return redirect("applications:application_detail", public_id)
    if not told_open(application):
        return redirect("applications:application_detail", public_id)
    context = {"application": application, "posting": application.posting}
    return render_page(request, "applications/application_withdraw.html", context)


@require_POST
def application_message(request: HttpRequest, public_id: str) -> HttpResponse:
    application = own_application(request, public_id)
    form = MessageForm(request.POST)
    error: Refused | None = None
    if form.is_valid():
        try:
            send_limited(request, application, form.cleaned_data["body"])
        except Refused as refusal:
            error = refusal
        else:
            messages.success(request, _("Your message is with them."))
            return redirect("applications:application_detail", public_id)
    if error is not None:
        form.add_error("body", str(error.reason))
    context = application_page(application, request.user) | {"message_form": form}  # type: ignore[arg-type]
    return render_page(request, "applications/application_detail.html", context, status=422)


def send_limited(request: HttpRequest, application, body: str) -> None:
    limit = limits.hit(f"message:{request.user.pk}", limit=MESSAGES_AN_HOUR, seconds=3600)
    limit.require()
    services.send_message(application=application, by=request.user, body=body)  # type: ignore[arg-type]


@require_POST
def interview_choose(request: HttpRequest, public_id: str, slot: int) -> HttpResponse:
    application = own_application(request, public_id)
    row = get_object_or_404(
        InterviewSlot.objects.select_related("interview__application__profile"),
        pk=slot,
        interview__application=application,
    )
    try:
        services.choose_slot(slot=row, by=request.user)  # type: ignore[arg-type]
    except Refused as error:
        refuse(request, error)
    else:
        messages.success(request, _("Booked. Both of you get it by mail."))
    return redirect("applications:application_detail", public_id)


@require_safe
def interview_calendar(request: HttpRequest, public_id: str) -> HttpResponse:
    application = own_application(request, public_id)
    interview = standing_interview(application)
    if interview is None or interview.chosen is None:
        raise Http404
    response = HttpResponse(calendar_text(interview), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="interview.ics"'
    return response


@require_safe
def application_resume(request: HttpRequest, public_id: str) -> HttpResponse:
    application = own_application(request, public_id)
    if application.resume is None:
        raise Http404
    return file_response(application.resume)
