"""Answers: invite, offer, refuse, take back, hire. Each its own address; each page shows what is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from applications import emails, services
from applications.forms import DeclineForm, HireForm, InterviewForm, OfferForm
from applications.models import Application
from applications.permissions import can_answer_application
from applications.selectors.applicants import applicant
from applications.views.access import readable_application, refuse
from core.errors import Refused
from core.pages import render_page

either = require_http_methods(["GET", "HEAD", "POST"])


@either
def applicant_invite(request: HttpRequest, public_id: str) -> HttpResponse:
    application = readable_application(request, public_id, can_answer_application)
    place = application.posting.place
    initial = {"version": application.version, "timezone": place.timezone if place else None}
    form = InterviewForm(_posted(request), initial=initial)

    def send(data: dict[str, Any]) -> None:
        services.invite_to_interview(
            application=application,
            by=request.user,  # type: ignore[arg-type]
            version=data["version"],
            starts=data["starts"],
            timezone_name=data["timezone"],
            where=data["where"],
            note=data["note"],
            duration_minutes=data["duration"],
        )

    return _answer(
        request,
        application,
        form,
        send,
        "applications/applicant_invite.html",
        _("Invited. They choose a time."),
    )


@either
def applicant_offer(request: HttpRequest, public_id: str) -> HttpResponse:
    application = readable_application(request, public_id, can_answer_application)
    form = OfferForm(_posted(request), initial={"version": application.version})

    def send(data: dict[str, Any]) -> None:
        services.make_offer(
            application=application,
            by=request.user,  # type: ignore[arg-type]
            version=data["version"],
            text=data["text"],
        )

    return _answer(
        request,
        application,
        form,
        send,
        "applications/applicant_offer.html",
        _("Your offer is on its way."),
    )


@either
def applicant_hire(request: HttpRequest, public_id: str) -> HttpResponse:
    application = readable_application(request, public_id, can_answer_application)
    form = HireForm(_posted(request), initial={"version": application.version})
    others = (
        Application.objects.open().filter(opening=application.opening_id).exclude(pk=application.pk)
    )
    subject, text = emails.decline_preview(application, "filled", "", "")

    def send(data: dict[str, Any]) -> None:
        services.hire_applicant(
            application=application,
            by=request.user,  # type: ignore[arg-type]
            version=data["version"],
            text=data["text"],
            decline_others=data["decline_others"],
        )

    extra = {"others": others.count(), "subject": subject, "text": text}
    return _answer(
        request,
        application,
        form,
        send,
        "applications/applicant_hire.html",
        _("Hired. They are told."),
        extra,
    )


@either
def applicant_decline(request: HttpRequest, public_id: str) -> HttpResponse:
    """GET asks; the preview page posts here what was read there."""
    application = readable_application(request, public_id, can_answer_application)
    form = _decline_form(request, application)

    def send(data: dict[str, Any]) -> None:
        services.decline_application(
            application=application,
            by=request.user,  # type: ignore[arg-type]
            version=data["version"],
            reason=data["reason"],
            requirement=data.get("requirement", ""),
            text=data["text"],
        )

    done = _("The mail leaves in 60 minutes. Until then you can undo it.")
    return _answer(request, application, form, send, "applications/applicant_decline.html", done)


@require_POST
def applicant_decline_preview(request: HttpRequest, public_id: str) -> HttpResponse:
    """The mail word for word, before anything is decided. Writes nothing."""
    application = readable_application(request, public_id, can_answer_application)
    form = _decline_form(request, application)
    context: dict[str, Any] = _about(application) | {"form": form}
    if not form.is_valid():
        return render_page(request, "applications/applicant_decline.html", context, status=422)
    data = form.cleaned_data
    subject, text = emails.decline_preview(
        application, data["reason"], form.requirement_text(), data["text"]
    )
    context |= {"subject": subject, "text": text, "data": data}
    return render_page(request, "applications/applicant_decline_preview.html", context)


@require_POST
def applicant_undo(request: HttpRequest, public_id: str) -> HttpResponse:
    application = readable_application(request, public_id, can_answer_application)
    try:
        services.undo_decline(application=application, by=request.user)  # type: ignore[arg-type]
    except Refused as error:
        refuse(request, error)
    else:
        messages.success(request, _("Taken back. Nothing was sent, and they never hear of it."))
    return redirect("applications:applicant_detail", public_id)


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _decline_form(request: HttpRequest, application: Application) -> DeclineForm:
    initial = {"version": application.version}
    return DeclineForm(_posted(request), application=application, initial=initial)


def _about(application: Application) -> dict[str, Any]:
    return {
        "application": application,
        "posting": application.posting,
        "person": applicant(application),
    }


def _answer(
    request: HttpRequest,
    application: Application,
    form: forms.Form,
    send: Callable[[dict[str, Any]], None],
    template: str,
    done: str,
    extra: dict[str, Any] | None = None,
) -> HttpResponse:
    """The shape of every answer: a form, one service, then the applicant's page. A colleague who was
    faster is named as such, with what was typed kept."""
    status = 200
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            send(form.cleaned_data)
        except Refused as error:
            status, refusal = 409, str(error.reason)
        else:
            messages.success(request, done)
            return redirect("applications:applicant_detail", application.public_id)
    elif request.method == "POST":
        status = 422
    context = _about(application) | {"form": form, "refusal": refusal} | (extra or {})
    return render_page(request, template, context, status=status)
