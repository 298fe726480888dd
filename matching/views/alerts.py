"""A person's own saved searches: signed in under /me/, or by the signed link of an address without an account."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import Refused
from core.pages import render_page
from listings.models import JobPosting
from matching import services
from matching.alerts.links import opened
from matching.alerts.refining import proposals
from matching.alerts.wanting import owner_of
from matching.forms import NewlyQualifyForm, SearchEditForm, TimesForm
from matching.models import SavedSearch, Subscriber
from matching.services.searches import MOST_SEARCHES
from profiles.models import CandidateProfile, User

SIGNED_IN = "me"


@dataclass(frozen=True)
class Holder:
    """Whose searches these are, and who acts: `by` is None for the holder of a signed link."""

    key: str
    by: User | None
    subscriber: Subscriber | None
    profile: CandidateProfile | None

    def url(self, name: str, **kwargs: str) -> str:
        return reverse(f"matching:{name}", kwargs={"key": self.key, **kwargs})

    def search(self, public_id: str) -> SavedSearch:
        found = SavedSearch.objects.select_related("subscriber")
        return get_object_or_404(found, subscriber=self.subscriber, public_id=public_id)


def for_holder(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hands the view the person behind `key`; nobody else's rows exist for it."""

    @login_not_required
    @wraps(view)
    def found(request: HttpRequest, key: str, **kwargs: Any) -> HttpResponse:
        if key == SIGNED_IN and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        response = view(request, _holder(request, key), **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["Referrer-Policy"] = "same-origin"
        return response

    return found


def _holder(request: HttpRequest, key: str) -> Holder:
    if key == SIGNED_IN:
        profile = get_object_or_404(CandidateProfile.objects.editable_by(request.user))
        own = Subscriber.objects.filter(profile=profile).first()
        return Holder(key, request.user, own, profile)
    public_id = opened("manage", key)
    if public_id is None:
        raise Http404
    addresses = Subscriber.objects.filter(profile__isnull=True)
    return Holder(key, None, get_object_or_404(addresses, public_id=public_id), None)


@for_holder
@require_safe
def alert_list(request: HttpRequest, holder: Holder) -> HttpResponse:
    subscriber = holder.subscriber
    searches = list(subscriber.searches.all()) if subscriber else []
    times = NewlyQualifyForm if holder.profile else TimesForm
    initial: dict[str, Any] = {"newly_qualify": subscriber.newly_qualify} if subscriber else {}
    if subscriber is None and holder.profile and holder.profile.place:
        initial["timezone"] = holder.profile.place.timezone
    context = {
        "holder": holder,
        "subscriber": subscriber,
        "searches": searches,
        "times": times(subscriber=subscriber, initial=initial),
        "most": MOST_SEARCHES,
    }
    return render_page(request, "matching/alert_list.html", context)


@for_holder
@require_POST
def alert_times(request: HttpRequest, holder: Holder) -> HttpResponse:
    """The hour of the mails, the zone, and whether newly qualifying is told."""
    subscriber = holder.subscriber
    if holder.profile is not None and subscriber is None:
        subscriber = services.subscribe_profile(profile=holder.profile, by=holder.by)
    form = (NewlyQualifyForm if holder.profile else TimesForm)(request.POST, subscriber=subscriber)
    if form.is_valid():
        services.change_times(subscriber=subscriber, by=holder.by, changes=form.cleaned_data)
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Choose an hour and a time zone from the lists."))
    return redirect(holder.url("alert_list"))


@for_holder
@require_POST
def alert_start(request: HttpRequest, holder: Holder) -> HttpResponse:
    """Mail again, after all of it was stopped."""
    if holder.subscriber is not None:
        services.start_mail_again(subscriber=holder.subscriber, by=holder.by)
        messages.success(request, _("Your alerts are on again."))
    return redirect(holder.url("alert_list"))


@for_holder
@require_http_methods(["GET", "POST"])
def alert_edit(request: HttpRequest, holder: Holder, public_id: str) -> HttpResponse:
    search = holder.search(public_id)
    initial = {"name": search.name, "pace": search.pace, "weekday": search.weekday}
    form = SearchEditForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.change_search(search=search, by=holder.by, changes=form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(holder.url("alert_list"))
    context = {"holder": holder, "search": search, "form": form}
    status = 422 if form.errors else 200
    return render_page(request, "matching/alert_edit.html", context, status=status)


@for_holder
@require_POST
def alert_pause(request: HttpRequest, holder: Holder, public_id: str) -> HttpResponse:
    services.pause_search(search=holder.search(public_id), by=holder.by)
    messages.success(request, _("Paused. Nothing is mailed for it until you go on."))
    return redirect(holder.url("alert_list"))


@for_holder
@require_POST
def alert_resume(request: HttpRequest, holder: Holder, public_id: str) -> HttpResponse:
    services.resume_search(search=holder.search(public_id), by=holder.by)
    messages.success(request, _("On again. You hear of jobs that come from now on."))
    return redirect(holder.url("alert_list"))


@for_holder
@require_POST
def alert_delete(request: HttpRequest, holder: Holder, public_id: str) -> HttpResponse:
    services.delete_search(search=holder.search(public_id), by=holder.by)
    messages.success(request, _("Deleted."))
    return redirect(holder.url("alert_list"))


@for_holder
@require_POST
def alert_undo(request: HttpRequest, holder: Holder, public_id: str) -> HttpResponse:
    """Back to what the search was before a job in it was not wanted."""
    try:
        services.undo_refinement(search=holder.search(public_id), by=holder.by)
        messages.success(request, _("Your search is as it was."))
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return redirect(holder.url("alert_list"))


@for_holder
@require_http_methods(["GET", "POST"])
def alert_feedback(request: HttpRequest, holder: Holder, public_id: str, job: str) -> HttpResponse:
    """Why a job was not wanted, each reason with the change of the search that it would make."""
    search = holder.search(public_id)
    postings = JobPosting.objects.filter(published_at__isnull=False).for_list()
    posting = get_object_or_404(postings, public_id=job)
    context = {"holder": holder, "search": search, "posting": posting}
    if request.method == "POST":
        why = request.POST.get("why", "")
        try:
            before = search.query
            search = services.refine_search(search=search, posting=posting, why=why, by=holder.by)
            follows = _("Thank you. Your search follows what you said.")
            stays = _("Thank you. Your search stays as it is.")
            messages.success(request, stays if search.query == before else follows)
            return redirect(holder.url("alert_list"))
        except Refused as refusal:
            context["refusal"] = refusal.reason
    context["proposals"] = proposals(search.query, owner_of(search.subscriber), posting)
    status = 422 if "refusal" in context else 200
    return render_page(request, "matching/alert_feedback.html", context, status=status)
