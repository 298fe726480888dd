"""What a visitor ticked before signing up, as suggestions she confirms."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core.pages import render_page
from profiles import services
from profiles.forms import SuggestedFactsForm
from profiles.views.answering import own_profile
from qualifications import vocabulary
from qualifications.short_facts import read_short


@require_http_methods(["GET", "POST"])
def facts_suggested(request: HttpRequest) -> HttpResponse:
    profile = own_profile(request)
    stated = read_short(request.GET.getlist("have"), vocabulary.current())
    form = SuggestedFactsForm(request.POST if request.method == "POST" else None, stated=stated)
    if request.method == "POST" and form.is_valid():
        added = services.confirm_facts(profile=profile, by=request.user, facts=form.chosen())
        text = ngettext("%(n)d fact added.", "%(n)d facts added.", len(added))
        messages.success(request, text % {"n": len(added)})
        return redirect("profiles:profile_detail")
    context = {"form": form, "dated": form.dated, "nothing": not stated.facts}
    return render_page(request, "profiles/facts_suggested.html", context)
