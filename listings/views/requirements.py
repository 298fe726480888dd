"""Buttons of the requirement editor. Each sends the whole editor to its own address, so that nothing typed
is lost, changes one thing, and returns to the page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from listings.drafting.editor import chosen_terms
from listings.drafting.tree import (
    Tree,
    added,
    find,
    is_group,
    moved,
    read_post,
    removed,
    with_experience_instead,
)
from listings.views.editing import keep, step_page, step_url
from listings.views.fetching import posting_to_edit


def _changed(
    request: HttpRequest,
    public_id: str,
    change: Callable[[Tree], Tree],
    open_at: Callable[[Tree], str] | None = None,
) -> HttpResponse:
    posting = posting_to_edit(request, public_id)
    tree = change(chosen_terms(read_post(request.POST)))
    _kept, refusal = keep(request, posting, {"requirements": tree})
    if refusal:
        return step_page(
            request, posting, "requirements", typed=request.POST, refusal=refusal, status=409
        )
    place = open_at(tree) if open_at else ""
    end = f"?open={place}#r-{place}" if place else "#requirements"
    return redirect(step_url(posting, "requirements") + end)


def _at(request: HttpRequest) -> str:
    return request.POST.get("at", "")[:20]


def _last_in(place: str) -> Callable[[Tree], str]:
    def last(tree: Tree) -> str:
        group = find(tree, place)
        number = len(group["children"]) - 1 if group and is_group(group) else 0
        return f"{place}.{number}" if place else str(number)

    return last


@require_POST
def requirement_add(request: HttpRequest, public_id: str) -> HttpResponse:
    """A new line at the end of a group; of a choice, a new path with one line."""
    place = _at(request)
    line: Tree = {"term": "", "necessity": "required", "timing": "at_application"}

    def add(tree: Tree) -> Tree:
        group = find(tree, place)
        choice = group is not None and is_group(group) and group["op"] != "all"
        return added(tree, place, {"op": "all", "children": [line]} if choice else line)

    return _changed(request, public_id, add, _last_in(place))


@require_POST
def requirement_choice(request: HttpRequest, public_id: str) -> HttpResponse:
    """A new "any one of these" with two paths to fill in."""
    place = _at(request)
    blank: Tree = {"term": "", "necessity": "required", "timing": "at_application"}
    paths = [{"op": "all", "children": [dict(blank)]} for _n in range(2)]
    return _changed(
        request,
        public_id,
        lambda tree: added(tree, place, {"op": "any", "children": paths}),
        _last_in(place),
    )


@require_POST
def requirement_experience(request: HttpRequest, public_id: str) -> HttpResponse:
    """Experience may stand in for the degree of this line: the line becomes a choice of both."""
    place = _at(request)
    return _changed(request, public_id, lambda tree: with_experience_instead(tree, place))


@require_POST
def requirement_open(request: HttpRequest, public_id: str) -> HttpResponse:
    """Open one line for change. A POST, because what stands in the other lines is kept with it."""
    place = _at(request)
    return _changed(
        request, public_id, lambda tree: tree, lambda tree: place if find(tree, place) else ""
    )


@require_POST
def requirement_remove(request: HttpRequest, public_id: str) -> HttpResponse:
    place = _at(request)
    return _changed(request, public_id, lambda tree: removed(tree, place) if place else tree)


@require_POST
def requirement_up(request: HttpRequest, public_id: str) -> HttpResponse:
    place = _at(request)
    return _changed(request, public_id, lambda tree: moved(tree, place, -1))


@require_POST
def requirement_down(request: HttpRequest, public_id: str) -> HttpResponse:
    place = _at(request)
    return _changed(request, public_id, lambda tree: moved(tree, place, 1))
