"""Sensitive actions ask who it is again when the last proof is older than 15 minutes."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from allauth.account.internal.flows import reauthentication
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse


def proved_recently(request: HttpRequest) -> bool:
    """For people without password and second factor, whose proof is a mailed code: signing in counts."""
    records = get_authentication_records(request, request.user)
    latest = max((record.get("at", 0) for record in records), default=0)
    return time.time() - latest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def is_fresh(request: HttpRequest) -> bool:
    if reauthentication.get_reauthentication_flows(request.user):
        return not reauthentication.is_reauthentication_required(request, app="")
    return proved_recently(request)


def ask_again(request: HttpRequest) -> HttpResponse:
    """To allauth's page (password, key or app), or to ours that mails a code."""
    if reauthentication.get_reauthentication_flows(request.user):
        raise ReauthenticationRequired
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else request.path
    return HttpResponseRedirect(f"{reverse('profiles:reauthenticate')}?{urlencode({'next': back})}")


def fresh_auth_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return view(request, *args, **kwargs) if is_fresh(request) else ask_again(request)

    return wrapped
