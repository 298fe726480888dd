"""Account and privacy: who may see me, a copy of everything, the end of the account, who I am again."""

from __future__ import annotations

import time
from urllib.parse import urlencode

from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import Refused
from core.pages import render_page, safe_next
from profiles import services
from profiles.accounts.fresh import fresh_auth_required
from profiles.forms import (
    AccountForm,
    DeletionForm,
    ExclusionForm,
    MailedCodeForm,
    VisibilityForm,
)
from profiles.models import CandidateProfile, Employer, EmployerExclusion
from profiles.selectors import may_tell, onlookers_of, sole_owner_of
from profiles.services import reauthentication
from profiles.views.answering import own_profile, refuse

CODE_KEY = "mailed_code"


@require_safe
def privacy_detail(request: HttpRequest) -> HttpResponse:
    profile = CandidateProfile.objects.visible_to(request.user).first()
    exclusions = EmployerExclusion.objects.filter(profile=profile).select_related("employer")
    context = {
        "profile": profile,
        "exclusions": exclusions.order_by("employer__name", "pk") if profile else [],
        "exclusion_form": ExclusionForm(),
        "onlookers": onlookers_of(profile) if profile else [],
        "may_tell": profile is not None and may_tell(profile),
    }
    return render_page(request, "profiles/privacy_detail.html", context)


@require_http_methods(["GET", "POST"])
def account_edit(request: HttpRequest) -> HttpResponse:
    form = AccountForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        services.update_account(user=request.user, by=request.user, changes=form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("profiles:account_edit")
    return render_page(request, "profiles/account_edit.html", {"form": form})


@require_http_methods(["GET", "POST"])
def visibility_edit(request: HttpRequest) -> HttpResponse:
    profile = own_profile(request)
    form = VisibilityForm(request.POST or None, initial={"visibility": profile.visibility})
    if request.method == "POST" and form.is_valid():
        visibility = form.cleaned_data["visibility"]
        services.set_visibility(profile=profile, by=request.user, visibility=visibility)
        messages.success(request, _("Saved."))
        return redirect("profiles:privacy_detail")
    return render_page(request, "profiles/visibility_edit.html", {"form": form})


@require_http_methods(["GET", "POST"])
def exclusion_create(request: HttpRequest) -> HttpResponse:
    profile = own_profile(request)
    form = ExclusionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        employer = form.cleaned_data["employer"]
        services.exclude_employer(profile=profile, by=request.user, employer=employer)
        messages.success(request, _("You are hidden from %(name)s.") % {"name": employer})
        return redirect("profiles:privacy_detail")
    return render_page(request, "profiles/exclusion_create.html", {"form": form})


@require_POST
def exclusion_delete(request: HttpRequest, public_id: str) -> HttpResponse:
    profile = own_profile(request)
    exclusion = get_object_or_404(
        profile.exclusions.select_related("employer"), employer__public_id=public_id
    )
    services.lift_exclusion(profile=profile, by=request.user, employer=exclusion.employer)
    messages.success(request, _("You no longer hide from %(name)s.") % {"name": exclusion.employer})
    return redirect("profiles:privacy_detail")


@require_POST
def consent_create(request: HttpRequest, public_id: str) -> HttpResponse:
    """Tell one employer who she is."""
    profile = own_profile(request)
    employer = get_object_or_404(Employer, public_id=public_id)
    try:
        services.give_consent(profile=profile, by=request.user, employer=employer)
        messages.success(
            request, _("%(name)s now sees your name and e-mail address.") % {"name": employer}
        )
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return redirect("profiles:privacy_detail")


@require_POST
def consent_delete(request: HttpRequest, public_id: str) -> HttpResponse:
    profile = own_profile(request)
    consent = get_object_or_404(
        profile.consents.select_related("employer"), employer__public_id=public_id
    )
    services.withdraw_consent(profile=profile, by=request.user, employer=consent.employer)
    messages.success(
        request, _("%(name)s no longer sees who you are.") % {"name": consent.employer}
    )
    return redirect("profiles:privacy_detail")


@require_POST
@fresh_auth_required
def data_export(request: HttpRequest) -> HttpResponse:
    packed = services.export(user=request.user, by=request.user)
    name = f"outpatient-careers-{timezone.localdate():%Y-%m-%d}.zip"
    response = HttpResponse(packed, content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "POST"])
@fresh_auth_required
def account_delete(request: HttpRequest) -> HttpResponse:
    form = DeletionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.request_deletion(user=request.user, by=request.user)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            logout(request)
            return redirect("profiles:account_deleted")
    context = {"form": form, "owned": sole_owner_of(request.user)}
    return render_page(request, "profiles/account_delete.html", context)


@login_not_required
@require_safe
def account_deleted(request: HttpRequest) -> HttpResponse:
    return render_page(request, "profiles/account_deleted.html")


@require_http_methods(["GET", "POST"])
def reauthenticate(request: HttpRequest) -> HttpResponse:
    """For people who sign in by mailed code: the same proof once more before something sensitive."""
    back = safe_next(request, reverse("profiles:privacy_detail"))
    form = MailedCodeForm(request.POST or None)
    sent = request.session.get(CODE_KEY)
    if request.method == "POST" and form.is_valid():
        problem = reauthentication.problem_with(sent, form.cleaned_data["code"], request.user)
        if not problem:
            del request.session[CODE_KEY]
            record_authentication(
                request, request.user, method="code", email=request.user.email, reauthenticated=True
            )
            return redirect(back)
        if sent:
            request.session[CODE_KEY] = {**sent, "tries": sent["tries"] + 1}
        form.add_error("code", problem)
    waiting = sent is not None and sent["until"] > time.time()
    context = {"form": form, "back": back, "waiting": waiting}
    return render_page(request, "profiles/reauthenticate.html", context)


@require_POST
def reauthentication_send(request: HttpRequest) -> HttpResponse:
    back = safe_next(request, reverse("profiles:privacy_detail"))
    try:
        request.session[CODE_KEY] = reauthentication.send_code(user=request.user)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return redirect(f"{reverse('profiles:reauthenticate')}?{urlencode({'next': back})}")
