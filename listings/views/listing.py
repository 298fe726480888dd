from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.pages import paginate, render_page
from listings.enums import PostingState
from listings.models import JobPosting
from listings.permissions import WRITERS
from listings.presenting import row_of
from listings.views.fetching import denied
from profiles.models import Membership


@require_safe
def posting_list(request: HttpRequest) -> HttpResponse:
    if not (request.user.is_superuser or Membership.objects.filter(user=request.user).exists()):
        raise denied(_("Only members of an employer see its jobs."))
    mine = (
        JobPosting.objects.filter(origin="employer")
        if request.user.is_superuser
        else JobPosting.objects.of_member(request.user)
    )
    counts = dict(mine.order_by().values_list("state").annotate(n=Count("pk")))
    wanted = request.GET.get("state", "")
    shown = mine.filter(state=wanted) if wanted in PostingState.values else mine
    page = paginate(request, _for_rows(shown))
    can_write = (
        request.user.is_superuser
        or Membership.objects.filter(user=request.user, role__in=WRITERS).exists()
    )
    context = {
        "page": page,
        "rows": [row_of(posting) for posting in page.object_list],
        "tabs": _tabs(counts, wanted),
        "can_write": can_write,
        "state": wanted,
    }
    return render_page(request, "listings/posting_list.html", context)


def _for_rows(postings: QuerySet[JobPosting]) -> QuerySet[JobPosting]:
    return (
        postings.select_related("employer", "facility", "role_family")
        .prefetch_related("revisions")
        .order_by("-created_at", "-pk")
    )


def _tabs(counts: dict[str, int], wanted: str) -> list[dict[str, Any]]:
    tabs = [
        {
            "label": _("All"),
            "href": "?",
            "n": sum(counts.values()),
            "current": wanted not in PostingState.values,
        }
    ]
    tabs += [
        {
            "label": state.label,
            "href": f"?state={state}",
            "n": counts[state],
            "current": wanted == state,
        }
        for state in PostingState
        if counts.get(state)
    ]
    return tabs
