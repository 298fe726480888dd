"""The first two beats of every view of this room: fetch what the person may know of, then permit."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from listings.models import JobPosting
from listings.permissions import can_edit_posting


def posting_to_edit(request: HttpRequest, public_id: str) -> JobPosting:
    """404 for a job the person does not know of, 403 for one he or she may only read."""
    known = JobPosting.objects.visible_to(request.user).select_related(
        "employer", "facility", "role_family"
    )
    posting = get_object_or_404(known, public_id=public_id)
    verdict = can_edit_posting(request.user, posting)
    if not verdict:
        raise denied(verdict.reason)
    return posting


def posting_to_read(request: HttpRequest, public_id: str) -> JobPosting:
    """A job of the person's own employer, in any role; 404 for everyone else."""
    if not request.user.is_authenticated:
        raise Http404
    known = JobPosting.objects.visible_to(request.user)
    if not (request.user.is_superuser or request.user.is_moderator):
        known = JobPosting.objects.of_member(request.user)
    return get_object_or_404(
        known.select_related("employer", "facility", "role_family"), public_id=public_id
    )


def denied(reason: str) -> PermissionDenied:
    """A 403 whose page says why."""
    error = PermissionDenied(reason)
    error.reason = reason  # type: ignore[attr-defined]
    return error
