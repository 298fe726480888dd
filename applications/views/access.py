"""How a view comes by an application: 404 for who must not know of it, 403 for who may not do this."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from applications.models import Application
from applications.permissions import can_read_applicants, can_write_as_candidate
from core.errors import Refused, Verdict


def own_application(request: HttpRequest, public_id: str) -> Application:
    application = _seen(request, public_id)
    permit(can_write_as_candidate(request.user, application))  # type: ignore[arg-type]
    return application


def readable_application(
    request: HttpRequest,
    public_id: str,
    can: Callable[..., Verdict] | None = None,
) -> Application:
    """For the employer's side; `can` is the permission of what the view does."""
    application = _seen(request, public_id)
    permit(can_read_applicants(request.user, application.posting))  # type: ignore[arg-type]
    if can is not None:
        permit(can(request.user, application))
    return application


def refuse(request: HttpRequest, error: Refused) -> None:
    """Show a refusal at the top of the next page."""
    messages.error(request, str(error.reason))


def _seen(request: HttpRequest, public_id: str) -> Application:
    rows = Application.objects.visible_to(request.user).for_list()  # type: ignore[arg-type]
    return get_object_or_404(rows.select_related("resume", "formula"), public_id=public_id)


def permit(verdict: Verdict) -> None:
    if not verdict:
        error = PermissionDenied(verdict.reason)
        error.reason = verdict.reason  # type: ignore[attr-defined]  # the 403 page says it
        raise error
