"""Lines of the cards: licenses and certificates, education, experience, languages; and deleting one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import Refused
from core.pages import render_page, safe_next
from profiles import services
from profiles.forms import (
    CertificateForm,
    EducationForm,
    ExperienceForm,
    LanguageForm,
    LicenseForm,
    LicensePlaceForm,
)
from profiles.models import Credential, Education, Experience, LanguageSkill, ProfileSkill
from profiles.selectors import lookup_of
from profiles.selectors.titles import titles_in
from profiles.views.answering import own_profile, refuse
from qualifications.enums import TermKind
from qualifications.models import Term
from qualifications.selectors import resolve_title

KINDS = {
    "license": TermKind.LICENSE,
    "certificate": TermKind.CERTIFICATION,
    "clearance": TermKind.CLEARANCE,
}
CARDS = {
    "credential": Credential,
    "education": Education,
    "experience": Experience,
    "language": LanguageSkill,
    "skill": ProfileSkill,
}


@require_http_methods(["GET", "POST"])
def license_create(request: HttpRequest) -> HttpResponse:
    """Three plain steps: state, the title as written there, details. Steps are in the address."""
    profile = own_profile(request)
    state, title = request.GET.get("state", "").upper()[:2], request.GET.get("title", "")[:40]
    place = LicensePlaceForm({"state": state} if state else None)
    context: dict[str, Any] = {"place": place, "state": state, "title": title}
    if not state or not place.is_valid():
        return render_page(request, "profiles/license_create.html", context, partial="picker")
    context["state_name"] = dict(place.fields["state"].choices)[state]
    term = resolve_title(state, title) if title else None
    if term is None:
        context |= {"titles": titles_in(state), "unknown_title": title}
        return render_page(request, "profiles/license_create.html", context, partial="picker")
    form = LicenseForm(request.POST or None, term=term, title=title, initial={"status": "active"})
    if request.method == "POST" and form.is_valid():
        try:
            services.add_credential(
                profile=profile,
                by=request.user,
                term=term,
                title=title,
                state=state,
                **form.changes(),
            )
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return _done(request, _("%(title)s is in your wallet.") % {"title": title})
    level = Term.objects.filter(slug=term.level).first() or term
    context |= {"form": form, "level": level, "lookup": lookup_of(term)}
    return render_page(request, "profiles/license_create.html", context)


@require_http_methods(["GET", "POST"])
def credential_create(request: HttpRequest, kind: str) -> HttpResponse:
    """A certificate or a clearance; licenses have their own picker."""
    profile = own_profile(request)
    if kind not in KINDS or kind == "license":
        raise Http404
    initial = {"status": "active", "term": request.GET.get("term", "")[:80]}
    form = CertificateForm(request.POST or None, kind=KINDS[kind], initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.changes()
        term = values["term"]
        try:
            services.add_credential(profile=profile, by=request.user, state=term.state, **values)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return _done(request, _("%(name)s is in your wallet.") % {"name": term.name})
    return render_page(request, "profiles/credential_create.html", {"form": form, "kind": kind})


@require_http_methods(["GET", "POST"])
def credential_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    credential = get_object_or_404(
        Credential.objects.editable_by(request.user).select_related("term", "profile"),
        public_id=public_id,
    )
    names = ("status", "number", "issued_on", "expires_on", "scope", "privilege_states")
    initial = {name: getattr(credential, name) for name in names}
    term = credential.term
    if term.kind == TermKind.LICENSE:
        form: Any = LicenseForm(
            request.POST or None, term=term, title=credential.title, initial=initial
        )
    else:
        form = CertificateForm(request.POST or None, kind=term.kind, fixed=True, initial=initial)
    context = {"credential": credential, "lookup": lookup_of(term)}
    return _edit(request, credential, form, "profiles/credential_edit.html", context)


@require_http_methods(["GET", "POST"])
def education_create(request: HttpRequest) -> HttpResponse:
    form = EducationForm(request.POST or None, initial=_filled(request, "degree", "field"))
    return _create(request, form, services.add_education, "education")


@require_http_methods(["GET", "POST"])
def education_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    line = get_object_or_404(Education.objects.editable_by(request.user), public_id=public_id)
    form = EducationForm(request.POST or None, instance=line)
    return _edit(request, line, form, "profiles/education_edit.html", {"line": line})


@require_http_methods(["GET", "POST"])
def experience_create(request: HttpRequest) -> HttpResponse:
    form = ExperienceForm(request.POST or None, initial=_with_area(request, []))
    return _create(request, form, services.add_experience, "experience")


@require_http_methods(["GET", "POST"])
def experience_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    line = get_object_or_404(Experience.objects.editable_by(request.user), public_id=public_id)
    form = ExperienceForm(
        request.POST or None, instance=line, initial=_with_area(request, line.areas)
    )
    return _edit(request, line, form, "profiles/experience_edit.html", {"line": line})


@require_http_methods(["GET", "POST"])
def language_create(request: HttpRequest) -> HttpResponse:
    form = LanguageForm(request.POST or None, initial=_filled(request, "language", "level"))
    return _create(request, form, services.add_language, "language")


@require_http_methods(["GET", "POST"])
def language_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    line = get_object_or_404(LanguageSkill.objects.editable_by(request.user), public_id=public_id)
    form = LanguageForm(request.POST or None, instance=line)
    return _edit(request, line, form, "profiles/language_edit.html", {"line": line})


@require_http_methods(["GET", "POST"])
def fact_delete(request: HttpRequest, card: str, public_id: str) -> HttpResponse:
    """Asks first; the question is a page, so it works without scripts."""
    if card not in CARDS:
        raise Http404
    fact = get_object_or_404(CARDS[card].objects.editable_by(request.user), public_id=public_id)
    if request.method == "POST":
        services.delete_fact(fact=fact, by=request.user)
        return _done(request, _("Deleted."))
    return render_page(request, "profiles/fact_delete.html", {"fact": fact})


def _with_area(request: HttpRequest, areas: list[str]) -> dict[str, list[str]]:
    """The areas of a job, with the one a requirement asked about ticked for her to confirm."""
    asked = list(_filled(request, "areas").values())
    return {"areas": list(dict.fromkeys([*areas, *asked]))}


def _create(request: HttpRequest, form: Any, add: Any, card: str) -> HttpResponse:
    profile = own_profile(request)
    if request.method == "POST" and form.is_valid():
        try:
            add(profile=profile, by=request.user, **form.changes())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return _done(request, _("Saved."))
    return render_page(request, f"profiles/{card}_create.html", {"form": form})


def _edit(
    request: HttpRequest, fact: Any, form: Any, template: str, context: dict[str, Any]
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            services.update_fact(fact=fact, by=request.user, changes=form.changes())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return _done(request, _("Saved."))
    return render_page(request, template, {"form": form, **context})


def _done(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(safe_next(request, reverse("profiles:profile_detail")))


def _filled(request: HttpRequest, *names: str) -> dict[str, str]:
    """What the link that led here already knows; the form checks it like anything typed."""
    return {name: request.GET[name][:80] for name in names if request.GET.get(name)}
