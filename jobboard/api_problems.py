"""Errors of the API as application/problem+json (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

PROBLEM = "application/problem+json"


def problem(status: int, detail: str, **more: Any) -> dict[str, Any]:
    """`errors` maps parameters to lists of sentences, where there are any."""
    return {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **more,
    }


def as_problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler. None lets Django answer (and log) what nobody foresaw."""
    response = exception_handler(error, context)
    if response is None:
        return None
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    if isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    data = response.data
    if isinstance(data, dict) and "detail" in data and len(data) == 1:
        body = problem(response.status_code, str(data["detail"]))
    else:
        body = problem(
            response.status_code, "Some parameters could not be understood.", errors=data
        )
    response.data = body
    response.content_type = PROBLEM
    return response


def no_such_address(request: HttpRequest, rest: str = "") -> JsonResponse:
    body = problem(404, "There is nothing at this address. The list of addresses is at /api/docs/.")
    return JsonResponse(body, status=404, content_type=PROBLEM)
