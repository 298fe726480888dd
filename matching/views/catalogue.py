from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from matching.forms import CatalogueForm, EntryStateForm
from matching.pages import public_page, wants_part
from matching.selectors.catalogue import shelves, title_warning
from matching.selectors.entry_page import entry_page
from qualifications import vocabulary
from qualifications.entries import catalogue


@login_not_required
@require_safe
def qualification_list(request: HttpRequest) -> HttpResponse:
    """The vocabulary to browse: every fact a job may ask for, by kind, with a search box."""
    form = CatalogueForm(request.GET)
    query, kind = form.asked
    context = {
        "form": form,
        "query": query,
        "kind": kind,
        "kinds": form.kinds,
        "shelves": shelves(query, kind),
        "warning": title_warning(query),
        "swap": wants_part(request),
    }
    return public_page(request, "matching/qualification_list.html", context, partial="results")


@login_not_required
@require_safe
def qualification_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One fact: its names, what it entails and where, what leads to it, and who asks for it."""
    entry = catalogue(vocabulary.current()).by_slug.get(slug.lower())
    if entry is None:
        raise Http404
    address = reverse("matching:qualification_detail", args=[entry.slug])
    if slug != entry.slug:
        return redirect(address, permanent=True)
    form = EntryStateForm(request.GET, entry=entry)
    page = entry_page(entry, timezone.localdate(), form.chosen)
    context = {"page": page, "form": form, "address": address}
    status = 200 if form.is_valid() else 400
    return public_page(request, "matching/qualification_detail.html", context, status=status)
