"""Employers look for people who chose to be found: the list, one person, the switch that groups by fit."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from applications import services
from applications.enums import PEOPLE
from applications.forms import PeopleForm
from applications.selectors.fit_switch import fit_on_until
from applications.selectors.people import (
    jobs_to_search_for,
    people_page,
    person_page,
    site_choices,
)
from applications.views.access import permit
from applications.views.hiring import member_posting
from core import limits
from core.access import How
from core.errors import Verdict
from core.pages import render_page
from listings.models import JobPosting
from profiles.models import Employer
from profiles.permissions import can_find_people, can_look_for_people
from profiles.selectors.seen import see_people
from qualifications.evaluation import RULE_VERSION

# Pages and people a member may look at in an hour: ample for hiring, too few to copy everybody out.
PAGES_AN_HOUR = PEOPLE_AN_HOUR = 60


@require_safe
def people_search(request: HttpRequest) -> HttpResponse:
    """One list by date, for a job or around a site; grouped by fit only while the switch is on."""
    form = _form(request)
    context: dict[str, Any] = {"form": form, "jobs": list(form.jobs.values())[:6]}
    employer = form.employer if form.is_valid() else None
    status = 200
    if employer is not None:
        context |= {"employer": employer, "allowed": can_find_people(request.user, employer)}  # type: ignore[arg-type]
    if employer is not None and context["allowed"]:
        within = _within_limit(request, "people-pages", PAGES_AN_HOUR)
        context |= _found(request, form, employer) if within else {"refusal": within.reason}
        status = 200 if within else 429
    return render_page(request, "applications/people_search.html", context, status=status)


def _found(request: HttpRequest, form: PeopleForm, employer: Employer) -> dict[str, Any]:
    page = people_page(
        form.wanted(),
        employer=employer,
        viewer=request.user,  # type: ignore[arg-type]
        posting=form.posting,
        after=request.GET.get("after", "")[:300],
    )
    _note(request, employer, page.people, How.LISTED)
    return {"page": page, "posting": form.posting, "query": _query(request)}


@require_safe
def person_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One person as this employer may see her; she can read that it was opened."""
    form = _form(request)
    employer = form.employer if form.is_valid() else None
    if employer is None:
        raise Http404
    permit(can_find_people(request.user, employer))  # type: ignore[arg-type]
    within = _within_limit(request, "people-opened", PEOPLE_AN_HOUR)
    if not within:
        return render_page(request, "errors/429.html", {"reason": within.reason}, status=429)
    people = see_people([public_id], employer=employer)
    if not people:
        raise Http404
    _note(request, employer, people, How.OPENED)
    context = person_page(people[0], form.posting, form.wanted())
    return render_page(
        request, "applications/person_detail.html", context | {"query": _query(request)}
    )


@require_safe
def people_fit(request: HttpRequest, public_id: str) -> HttpResponse:
    """What grouping does and does not do, and that its use is recorded, before it can be turned on."""
    posting = _posting(request, public_id)
    context = {
        "posting": posting,
        "on_until": fit_on_until(request.user, posting, PEOPLE),  # type: ignore[arg-type]
        "rule_version": RULE_VERSION,
    }
    return render_page(request, "applications/people_fit.html", context)


@require_POST
def people_fit_on(request: HttpRequest, public_id: str) -> HttpResponse:
    posting = _posting(request, public_id)
    services.turn_people_fit_on(posting=posting, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Grouped by fit for 24 hours. This is on record."))
    return redirect(_list_of(posting))


@require_POST
def people_fit_off(request: HttpRequest, public_id: str) -> HttpResponse:
    posting = _posting(request, public_id)
    services.turn_people_fit_off(posting=posting, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("One list by date again."))
    return redirect(_list_of(posting))


def _form(request: HttpRequest) -> PeopleForm:
    user: Any = request.user
    permit(can_look_for_people(user))
    return PeopleForm(request.GET, jobs=jobs_to_search_for(user), sites=site_choices(user))


def _posting(request: HttpRequest, public_id: str) -> JobPosting:
    posting = member_posting(request, public_id)
    permit(can_find_people(request.user, posting.employer))  # type: ignore[arg-type]
    return posting


def _list_of(posting: JobPosting) -> str:
    return f"{reverse('applications:people_search')}?job={posting.public_id}"


def _within_limit(request: HttpRequest, name: str, most: int) -> Verdict:
    return limits.hit(f"{name}:{request.user.pk}", limit=most, seconds=3600)


def _note(request: HttpRequest, employer: Employer, people: list[Any], how: How) -> None:
    services.note_looks(viewer=request.user, employer=employer, people=people, how=how)  # type: ignore[arg-type]


def _query(request: HttpRequest) -> str:
    """The choices without the mark of the page, for links."""
    query = request.GET.copy()
    query.pop("after", None)
    for name in [name for name, value in query.items() if not value]:
        del query[name]
    return query.urlencode()
