from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from matching.cards import job_cards
from matching.corners import Corner, read_corner
from matching.pages import public_page
from matching.reader import reading_profile, reading_standing
from matching.selectors.corners import corner_page, has_page


@login_not_required
@require_safe
def job_corner(request: HttpRequest, where: str) -> HttpResponse:
    """Jobs of a role, state, city or setting, where there are at least three; else its parent's."""
    corner, understood = read_corner(where)
    page = corner_page(corner) if corner.parts and understood else None
    if page is None:
        return redirect(_parent(corner, itself=not understood).address)
    if where.strip("/") != "/".join(corner.parts):
        return redirect(corner.address, permanent=True)
    profile = reading_profile(request)
    standing = reading_standing(profile)
    context = {
        "page": page,
        "corner": corner,
        "cards": job_cards(page.page.postings, profile=profile, standing=standing),
        "profile": profile,
    }
    return public_page(request, "matching/job_corner.html", context)


def _parent(corner: Corner, *, itself: bool) -> Corner:
    """The nearest wider corner that has a page; no corner at all when none has."""
    tries = [*([corner] if itself and corner.parts else []), *reversed(corner.parents)]
    return next((one for one in tries if has_page(one)), Corner())
