"""The way into alerts and out of them: saving a search, saying yes by mail, and one click to stop."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core import limits
from core.errors import Refused
from core.pages import render_page
from core.places import Place
from matching import services
from matching.alerts.links import key_of, opened
from matching.alerts.wanting import canonical, filter_of
from matching.alerts.wording import search_name
from matching.forms import AddressForm, PaceForm
from matching.models import SavedSearch, Subscriber
from matching.reader import reading_profile
from profiles.models import CandidateProfile

HOUR = 3600
MAILS_AN_ADDRESS, MAILS_A_CLIENT = 3, 20


@login_not_required
@require_http_methods(["GET", "POST"])
def alert_create(request: HttpRequest) -> HttpResponse:
    """Save the search in the address: a candidate at once, anybody else after a link in a mail."""
    profile = reading_profile(request)
    query = canonical(request.GET, has_profile=profile is not None)
    filterset = filter_of(query, profile)
    data = request.POST if request.method == "POST" else None
    form = PaceForm(data) if profile else AddressForm(data, initial=_initial(request, filterset))
    context = {
        "form": form,
        "profile": profile,
        "query": query,
        "words": search_name(filterset, profile),
    }
    if request.method == "POST" and form.is_valid():
        if profile is not None:
            return _save(request, profile, form, context)
        _ask(request, form.cleaned_data)
        return render_page(request, "matching/alert_create.html", {**context, "asked": True})
    status = 422 if form.errors else 200
    return render_page(request, "matching/alert_create.html", context, status=status)


def _initial(request: HttpRequest, filterset: Any) -> dict[str, Any]:
    place = filterset.chosen.get("near")
    found = {"timezone": place.timezone} if isinstance(place, Place) else {}
    return found | ({"email": request.user.email} if request.user.is_authenticated else {})


def _save(
    request: HttpRequest, profile: CandidateProfile, form: PaceForm, context: dict[str, Any]
) -> HttpResponse:
    try:
        subscriber = services.subscribe_profile(profile=profile, by=request.user)
        services.save_search(
            subscriber=subscriber, by=request.user, query=request.GET, **form.cleaned_data
        )
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        return render_page(request, "matching/alert_create.html", context, status=422)
    messages.success(request, _("Saved. New jobs that match come to your mailbox."))
    return redirect("matching:alert_list")


def _ask(request: HttpRequest, asked: dict[str, Any]) -> None:
    """The answer is the same for an address we know, one we do not, and one that had enough mail."""
    by_client = limits.hit(
        f"alert_client:{limits.client_key(request)}", limit=MAILS_A_CLIENT, seconds=HOUR
    )
    by_address = limits.hit(f"alert_address:{asked['email']}", limit=MAILS_AN_ADDRESS, seconds=HOUR)
    if by_client and by_address:
        services.ask_address(
            email=asked["email"],
            query=request.GET,
            pace=asked["pace"],
            weekday=asked["weekday"],
            zone=asked["timezone"],
            send_at=asked["send_at"],
        )


@login_not_required
@require_http_methods(["GET", "POST"])
def alert_confirm(request: HttpRequest, key: str) -> HttpResponse:
    """Opened from the mail. Programs that follow links only see a button; the button says yes."""
    public_id = opened("confirm", key)
    if public_id is None:
        raise Http404
    found = SavedSearch.objects.select_related("subscriber").filter(public_id=public_id)
    search = found.first()
    if search is not None and request.method == "POST":
        services.confirm_search(search=search)
        messages.success(request, _("Your alert is on."))
        return redirect("matching:alert_list", key=key_of(search.subscriber))
    return render_page(request, "matching/alert_confirm.html", {"search": search})


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "POST"])
def alert_stop(request: HttpRequest, key: str) -> HttpResponse:
    """No more mail about jobs. A mail program posts here by itself (RFC 8058), without cookies; a person sees a
    button. It works for as long as the mail exists, also when nothing is left to stop."""
    public_id = opened("stop", key)
    if public_id is None:
        raise Http404
    subscriber = Subscriber.objects.filter(public_id=public_id).first()
    stopped = subscriber is None or subscriber.stopped_at is not None
    if request.method == "POST":
        if subscriber is not None:
            services.stop_mail(subscriber=subscriber)
        stopped = True
    context: dict[str, Any] = {"stopped": stopped, "subscriber": subscriber}
    if subscriber is not None and subscriber.profile_id is None:
        context["list_key"] = key_of(subscriber)
    return render_page(request, "matching/alert_stop.html", context)
