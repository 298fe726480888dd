from __future__ import annotations

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import Refused
from core.pages import render_page
from listings import services
from listings.drafting.templates import template_content
from listings.forms import PostingCreateForm
from listings.permissions import WRITERS
from listings.views.fetching import denied
from profiles.models import Employer, Facility
from qualifications.models import RoleFamily


def _employers(request: HttpRequest) -> QuerySet[Employer]:
    sites = Prefetch("facilities", Facility.objects.select_related("place", "setting"))
    mine = Employer.objects.filter(memberships__user=request.user, memberships__role__in=WRITERS)
    return mine.prefetch_related(sites).order_by("name", "pk")


@require_http_methods(["GET", "HEAD", "POST"])
def posting_create(request: HttpRequest) -> HttpResponse:
    employers = _employers(request)
    if not employers:
        raise denied(_("Only an owner or recruiter of an employer can post jobs."))
    form = PostingCreateForm(request.POST or None, employers=employers)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            posting = services.create_posting(
                employer=form.cleaned_data["employer"],
                by=request.user,
                content=_start(form.cleaned_data),
            )
            return redirect("listings:posting_edit", posting.public_id, "role")
        except Refused as refused:
            refusal = refused.reason
    status = 422 if request.method == "POST" else 200
    return render_page(
        request, "listings/posting_create.html", {"form": form, "refusal": refusal}, status=status
    )


def _start(chosen: dict) -> dict:
    """The role's template, its name as title, and what is known of the site."""
    family = RoleFamily.objects.get(slug=chosen["role_family"])
    content = {
        **template_content(family.slug),
        "role_family": family.slug,
        "title": chosen["title"].strip() or family.name,
        "workplace": "onsite" if chosen["facility"] else "remote",
        "facility": chosen["facility"],
    }
    site = (
        chosen["employer"]
        .facilities.filter(public_id=chosen["facility"])
        .select_related("setting")
        .first()
    )
    if site:
        content |= {"settings": [site.setting.slug], "ehr": site.ehr}
    return content
