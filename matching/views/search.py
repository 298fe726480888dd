from __future__ import annotations

from urllib.parse import parse_qsl

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from matching.filters import JobSearchFilter
from matching.pages import public_page, wants_part
from matching.reader import reading_profile, reading_standing
from matching.search import JobSearch, job_search_of
from matching.visiting import panel_of, with_have


@login_not_required
@require_safe
def job_search(request: HttpRequest) -> HttpResponse:
    """Live jobs under the choices in the address, with pay and fit."""
    profile = reading_profile(request)
    standing = reading_standing(profile)
    panel = panel_of(request.GET) if standing is None else None
    data = with_have(request.GET, panel)
    visitor = panel.visit.standing if panel else None
    filterset = JobSearchFilter(data, standing=standing or visitor, profile=profile)
    search = job_search_of(filterset, profile=profile, number=request.GET.get("page", "1"))
    address = canonical_address(search)
    swap = wants_part(request)
    valid = filterset.form.is_valid() and (panel is None or panel.is_valid)
    if valid and not swap and not _same_query(address, request.GET.urlencode()):
        return HttpResponseRedirect(address)
    context = {
        "search": search,
        "form": filterset.form,
        "profile": profile,
        "panel": panel,
        "canonical": address,
        "swap": swap,
    }
    response = public_page(request, "matching/job_search.html", context, partial="results")
    if swap and valid:
        response["HX-Push-Url"] = address
    return response


def canonical_address(search: JobSearch) -> str:
    """One address per search: fixed order, no empty or default values; the page last."""
    address = search.href()
    if search.page.number == 1:
        return address
    return f"{address}{'&' if '?' in address else '?'}page={search.page.number}"


def _same_query(address: str, typed: str) -> bool:
    query = address.partition("?")[2]
    return parse_qsl(query) == parse_qsl(typed, keep_blank_values=True)
