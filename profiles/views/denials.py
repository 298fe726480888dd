""" "I do not have this": as useful an answer as yes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core.errors import Refused
from core.pages import render_page, safe_next
from profiles import services
from profiles.selectors.questions import questions_for
from profiles.views.answering import own_profile
from qualifications.models import Term


@require_safe
def denial_list(request: HttpRequest) -> HttpResponse:
    profile = own_profile(request)
    query = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    context = {"groups": questions_for(profile, query), "query": query}
    return render_page(request, "profiles/denial_list.html", context, partial="groups")


@require_POST
def denial_set(request: HttpRequest) -> HttpResponse:
    return _answer(request, denied=True)


@require_POST
def denial_unset(request: HttpRequest) -> HttpResponse:
    return _answer(request, denied=False)


def _answer(request: HttpRequest, *, denied: bool) -> HttpResponse:
    profile = own_profile(request)
    slug = request.POST.get("term", "").replace("\x00", "")[:80]
    term = get_object_or_404(Term.objects.current(), slug=slug)
    try:
        services.set_denial(profile=profile, by=request.user, term=term, denied=denied)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return redirect(safe_next(request, reverse("profiles:denial_list")))
