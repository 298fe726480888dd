"""Moves of a posting: each its own address, each a POST, each with a page behind it where it asks something."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import Refused
from core.pages import render_page
from listings import services
from listings.errors import Incomplete
from listings.forms import PostingCloseForm, PostingExtendForm
from listings.models import JobPosting
from listings.views.fetching import posting_to_edit


def _moved(request: HttpRequest, act: Callable[[], Any], said: str) -> bool:
    try:
        act()
    except Refused as refused:
        messages.error(request, refused.reason)
        return False
    messages.success(request, said)
    return True


@require_POST
def posting_submit(request: HttpRequest, public_id: str) -> HttpResponse:
    posting = posting_to_edit(request, public_id)
    version = request.POST.get("version", "")
    try:
        services.submit_posting(
            posting=posting, by=request.user, version=int(version) if version.isdecimal() else None
        )
    except Incomplete:
        messages.error(request, _("The job is not complete yet. What is missing is listed here."))
        return redirect("listings:posting_preview", public_id)
    except Refused as refused:
        messages.error(request, refused.reason)
        return redirect("listings:posting_preview", public_id)
    messages.success(
        request, _("Sent to review. You get a mail as soon as a moderator has read it.")
    )
    return redirect("listings:posting_list")


@require_POST
def posting_withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    posting = posting_to_edit(request, public_id)
    _moved(
        request,
        lambda: services.withdraw_revision(posting=posting, by=request.user),
        _("Taken back. You can change it now."),
    )
    return redirect("listings:posting_preview", public_id)


@require_POST
def posting_discard(request: HttpRequest, public_id: str) -> HttpResponse:
    posting = posting_to_edit(request, public_id)
    _moved(
        request,
        lambda: services.discard_draft(posting=posting, by=request.user),
        _("The edit is gone. The approved version is live as before."),
    )
    return redirect("listings:posting_list")


@require_POST
def posting_pause(request: HttpRequest, public_id: str) -> HttpResponse:
    posting = posting_to_edit(request, public_id)
    _moved(
        request,
        lambda: services.pause_posting(posting=posting, by=request.user),
        _("Paused. It is out of search, and nobody can apply until you resume it."),
    )
    return redirect("listings:posting_list")


@require_POST
def posting_resume(request: HttpRequest, public_id: str) -> HttpResponse:
    posting = posting_to_edit(request, public_id)
    _moved(
        request, lambda: services.resume_posting(posting=posting, by=request.user), _("Live again.")
    )
    return redirect("listings:posting_list")


@require_POST
def posting_confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    posting = posting_to_edit(request, public_id)
    _moved(
        request,
        lambda: services.confirm_open(posting=posting, by=request.user),
        _("Thank you. Candidates see that the job was confirmed open today."),
    )
    return redirect("listings:posting_list")


@require_POST
def posting_copy(request: HttpRequest, public_id: str) -> HttpResponse:
    posting = posting_to_edit(request, public_id)
    return _copied(request, lambda: services.copy_posting(posting=posting, by=request.user))


@require_POST
def posting_relist(request: HttpRequest, public_id: str) -> HttpResponse:
    posting = posting_to_edit(request, public_id)
    return _copied(request, lambda: services.relist_posting(posting=posting, by=request.user))


def _copied(request: HttpRequest, act: Callable[[], JobPosting]) -> HttpResponse:
    try:
        copy = act()
    except Refused as refused:
        messages.error(request, refused.reason)
        return redirect("listings:posting_list")
    messages.success(request, _("Copied. Set a closing date, read it once more, and send it."))
    return redirect("listings:posting_edit", copy.public_id, "role")


@require_http_methods(["GET", "HEAD", "POST"])
def posting_close(request: HttpRequest, public_id: str) -> HttpResponse:
    posting = posting_to_edit(request, public_id)
    form = PostingCloseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        said = _("Closed. It can be listed again later.")
        _moved(
            request,
            lambda: services.close_posting(posting=posting, by=request.user, reason=reason),
            said,
        )
        return redirect("listings:posting_list")
    status = 422 if form.is_bound else 200
    return render_page(
        request, "listings/posting_close.html", {"posting": posting, "form": form}, status=status
    )


@require_http_methods(["GET", "HEAD", "POST"])
def posting_extend(request: HttpRequest, public_id: str) -> HttpResponse:
    posting = posting_to_edit(request, public_id)
    form = PostingExtendForm(
        request.POST if request.method == "POST" else None, initial={"apply_by": posting.apply_by}
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.extend_posting(
                posting=posting, by=request.user, apply_by=form.cleaned_data["apply_by"]
            )
            messages.success(request, _("The closing date is moved."))
            return redirect("listings:posting_list")
        except Refused as refused:
            form.add_error("apply_by" if refused.field else None, refused.reason)
    status = 422 if form.is_bound else 200
    return render_page(
        request, "listings/posting_extend.html", {"posting": posting, "form": form}, status=status
    )
