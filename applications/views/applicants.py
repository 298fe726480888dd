"""One applicant, as a member of the employer reads and writes."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from applications import services
from applications.forms import MessageForm, NoteForm
from applications.models import Application
from applications.permissions import (
    can_answer_application,
    can_note_application,
    can_view_resume,
)
from applications.selectors.applicant_page import applicant_page
from applications.views.access import permit, readable_application
from applications.views.following import send_limited
from core.errors import Refused
from core.files import file_response
from core.pages import render_page


@require_safe
def applicant_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    application = readable_application(request, public_id)
    return _page(request, application, NoteForm(prefix="note"), MessageForm())


def _page(
    request: HttpRequest,
    application: Application,
    note_form: NoteForm,
    message_form: MessageForm,
    status: int = 200,
) -> HttpResponse:
    context = applicant_page(application, request.user) | {  # type: ignore[arg-type]
        "note_form": note_form,
        "message_form": message_form,
    }
    return render_page(request, "applications/applicant_detail.html", context, status=status)


@require_POST
def applicant_review(request: HttpRequest, public_id: str) -> HttpResponse:
    application = readable_application(request, public_id, can_note_application)
    services.start_review(application=application, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Their timeline now says that you are reading it."))
    return redirect("applications:applicant_detail", public_id)


@require_POST
def applicant_note(request: HttpRequest, public_id: str) -> HttpResponse:
    application = readable_application(request, public_id, can_note_application)
    form = NoteForm(request.POST, prefix="note")
    if form.is_valid():
        services.write_note(
            application=application, by=request.user, body=form.cleaned_data["body"]
        )  # type: ignore[arg-type]
        messages.success(request, _("Noted. Only your team sees it."))
        return redirect("applications:applicant_detail", public_id)
    return _page(request, application, form, MessageForm(), status=422)


@require_POST
def applicant_message(request: HttpRequest, public_id: str) -> HttpResponse:
    application = readable_application(request, public_id, can_answer_application)
    form = MessageForm(request.POST)
    if form.is_valid():
        try:
            send_limited(request, application, form.cleaned_data["body"])
        except Refused as error:
            form.add_error("body", str(error.reason))
        else:
            messages.success(request, _("Sent. They get a mail that you wrote."))
            return redirect("applications:applicant_detail", public_id)
    return _page(request, application, NoteForm(prefix="note"), form, status=422)


@require_safe
def applicant_resume(request: HttpRequest, public_id: str) -> HttpResponse:
    application = readable_application(request, public_id)
    if application.resume is None:
        raise Http404
    permit(can_view_resume(request.user, application))  # type: ignore[arg-type]
    return file_response(application.resume)
