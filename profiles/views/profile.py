"""The profile page and the cards that are one form: about you, skills, availability."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import Refused
from core.pages import render_page, safe_next
from profiles import services
from profiles.forms import AboutForm, AvailabilityForm, SkillsForm
from profiles.models import CandidateProfile
from profiles.selectors import (
    area_totals,
    availability_lines,
    profile_completeness,
    setting_totals,
    wallet_of,
)
from profiles.views.answering import own_profile, refuse
from qualifications.models import SoftSkill


@require_safe
def profile_detail(request: HttpRequest) -> HttpResponse:
    profile = CandidateProfile.objects.visible_to(request.user).with_facts().first()
    if profile is None:
        return render_page(request, "profiles/profile_detail.html", {"profile": None})
    context = {
        "profile": profile,
        "completeness": profile_completeness(profile),
        "wallet": wallet_of(profile),
        "areas": area_totals(profile),
        "settings": setting_totals(profile),
        "soft_skills": SoftSkill.objects.filter(slug__in=profile.soft_skills),
        "denials": profile.denials.all(),
        "availability": availability_lines(profile),
    }
    return render_page(request, "profiles/profile_detail.html", context)


@require_POST
def profile_start(request: HttpRequest) -> HttpResponse:
    services.start_profile(by=request.user)
    return redirect("profiles:profile_detail")


@require_http_methods(["GET", "POST"])
def profile_edit(request: HttpRequest) -> HttpResponse:
    profile = own_profile(request)
    user = profile.user
    initial = {"full_name": user.full_name}
    initial |= {name: getattr(profile, name) for name in ("headline", "about", "phone")}
    form = AboutForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        changes = dict(form.cleaned_data)
        name = {"full_name": changes.pop("full_name")}
        try:
            with transaction.atomic():
                services.update_account(user=user, by=request.user, changes=name)
                services.update_profile(profile=profile, by=request.user, changes=changes)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return _saved(request)
    return render_page(request, "profiles/profile_edit.html", {"form": form})


@require_http_methods(["GET", "POST"])
def availability_edit(request: HttpRequest) -> HttpResponse:
    profile = own_profile(request)
    form = AvailabilityForm(request.POST or None, profile=profile)
    if request.method == "POST" and form.is_valid():
        try:
            services.update_profile(profile=profile, by=request.user, changes=form.cleaned_data)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return _saved(request)
    return render_page(request, "profiles/availability_edit.html", {"form": form})


@require_http_methods(["GET", "POST"])
def skills_edit(request: HttpRequest) -> HttpResponse:
    profile = own_profile(request)
    form = SkillsForm(request.POST if request.method == "POST" else None, profile=profile)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_skills(
                profile=profile,
                by=request.user,
                terms=form.chosen(),
                soft_skills=form.cleaned_data["soft_skills"],
            )
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return _saved(request)
    return render_page(request, "profiles/skills_edit.html", {"form": form})


def _saved(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect(safe_next(request, reverse("profiles:profile_detail")))
