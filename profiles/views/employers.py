"""The organization, its sites, and the confirmation of its domain."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import Refused, Verdict
from core.pages import render_page
from profiles import services
from profiles.forms import DomainCodeForm, DomainEmailForm, EmployerForm, FacilityForm
from profiles.models import Employer, Facility
from profiles.permissions import can_edit_employer, can_edit_facilities
from profiles.selectors import memberships_of
from profiles.services.domain import open_code
from profiles.views.answering import refuse, visible_employer


def permit(verdict: Verdict) -> None:
    """403 with the reason, for people who may know that the thing exists."""
    if not verdict:
        raise PermissionDenied(verdict.reason)


@require_safe
def employer_home(request: HttpRequest) -> HttpResponse:
    """To the organization of this person; to the form for a new one when there is none."""
    membership = memberships_of(request.user).first()
    if membership is None:
        return redirect("profiles:employer_create")
    return redirect("profiles:employer_edit", membership.employer.public_id)


@require_http_methods(["GET", "POST"])
def employer_create(request: HttpRequest) -> HttpResponse:
    form = EmployerForm(request.POST or None, short=True)
    if request.method == "POST" and form.is_valid():
        try:
            employer = services.create_employer(by=request.user, **form.changes())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("%(name)s is here. Add a first site.") % {"name": employer})
            return redirect("profiles:facility_create", employer.public_id)
    return render_page(request, "profiles/employer_create.html", {"form": form})


@require_http_methods(["GET", "POST"])
def employer_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    employer = visible_employer(request, public_id)
    permit(can_edit_employer(request.user, employer))
    form = EmployerForm(request.POST or None, instance=employer)
    if request.method == "POST" and form.is_valid():
        try:
            services.update_employer(employer=employer, by=request.user, changes=form.changes())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("profiles:employer_edit", public_id)
    # the form has already written what was typed on its instance
    shown = Employer.objects.get(pk=employer.pk)
    return render_page(request, "profiles/employer_edit.html", {"form": form, "employer": shown})


@require_safe
def facility_list(request: HttpRequest, public_id: str) -> HttpResponse:
    employer = visible_employer(request, public_id)
    context = {
        "employer": employer,
        "facilities": employer.facilities.select_related("setting", "place"),
        "may_edit": can_edit_facilities(request.user, employer),
    }
    return render_page(request, "profiles/facility_list.html", context)


@require_http_methods(["GET", "POST"])
def facility_create(request: HttpRequest, public_id: str) -> HttpResponse:
    employer = visible_employer(request, public_id)
    permit(can_edit_facilities(request.user, employer))
    form = FacilityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_facility(employer=employer, by=request.user, **form.changes())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The site is saved."))
            return redirect("profiles:facility_list", public_id)
    return render_page(
        request, "profiles/facility_create.html", {"form": form, "employer": employer}
    )


def _facility(request: HttpRequest, public_id: str) -> Facility:
    facilities = Facility.objects.visible_to(request.user).select_related("employer", "place")
    facility = get_object_or_404(facilities, public_id=public_id)
    permit(can_edit_facilities(request.user, facility.employer))
    return facility


@require_http_methods(["GET", "POST"])
def facility_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    facility = _facility(request, public_id)
    name = facility.name
    form = FacilityForm(request.POST or None, instance=facility)
    if request.method == "POST" and form.is_valid():
        try:
            services.update_facility(facility=facility, by=request.user, changes=form.changes())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("profiles:facility_list", facility.employer.public_id)
    context = {"form": form, "facility": facility, "name": name}
    return render_page(request, "profiles/facility_edit.html", context)


@require_http_methods(["GET", "POST"])
def facility_delete(request: HttpRequest, public_id: str) -> HttpResponse:
    facility = _facility(request, public_id)
    refusal = ""
    if request.method == "POST":
        try:
            services.delete_facility(facility=facility, by=request.user)
        except Refused as error:
            refusal = error.reason
        else:
            messages.success(request, _("The site is deleted."))
            return redirect("profiles:facility_list", facility.employer.public_id)
    context = {"facility": facility, "refusal": refusal}
    return render_page(request, "profiles/facility_delete.html", context)


@require_http_methods(["GET", "POST"])
def domain_confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    """Type the mailed code; the address it goes to is asked for on the same page."""
    employer = visible_employer(request, public_id)
    permit(can_edit_employer(request.user, employer))
    form = DomainCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            code = form.cleaned_data["code"]
            services.confirm_domain(employer=employer, by=request.user, code=code)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(
                request, _("Your domain is confirmed. You can read applications from now on.")
            )
            return redirect("profiles:employer_edit", public_id)
    return _domain_page(request, employer, form, DomainEmailForm())


@require_POST
def domain_code_send(request: HttpRequest, public_id: str) -> HttpResponse:
    employer = visible_employer(request, public_id)
    permit(can_edit_employer(request.user, employer))
    form = DomainEmailForm(request.POST)
    if form.is_valid():
        try:
            email = form.cleaned_data["email"]
            services.send_domain_code(employer=employer, by=request.user, email=email)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The code is on its way to %(email)s.") % {"email": email})
            return redirect("profiles:domain_confirm", public_id)
    return _domain_page(request, employer, DomainCodeForm(), form)


def _domain_page(
    request: HttpRequest, employer: Employer, code_form: DomainCodeForm, email_form: DomainEmailForm
) -> HttpResponse:
    context = {
        "employer": employer,
        "code_form": code_form,
        "email_form": email_form,
        "sent": open_code(employer),
    }
    return render_page(request, "profiles/domain_confirm.html", context)
