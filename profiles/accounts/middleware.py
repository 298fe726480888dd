from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from profiles.accounts.fresh import ask_again, proved_recently
from profiles.permissions import needs_second_factor

# allauth asks for a fresh proof here, except from people who have neither password nor second factor.
SENSITIVE = {
    "account_email",
    "account_set_password",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_generate_recovery_codes",
}
REAUTHENTICATION = {"profiles:reauthenticate", "profiles:reauthentication_send"}
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class SecondFactorMiddleware:
    """Keeps moderators, admins and employer owners on the set-up page until they have a second factor.

    Pages open to everybody stay open; the API answers 403. Off with MFA_REQUIRED=0 (demo only).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        api = request.path.startswith("/api/")
        if not api and not getattr(view, "login_required", True):
            return None
        if not request.user.is_authenticated:
            return None
        # with its namespace: `account_email` is allauth's, `profiles:account_edit` is ours
        name = (request.resolver_match.view_name if request.resolver_match else "") or ""
        if name in SENSITIVE and not get_reauthentication_flows(request.user):
            return None if proved_recently(request) else ask_again(request)
        if name.startswith(("mfa_", "account_")) or name in REAUTHENTICATION:
            return None
        if not settings.MFA_REQUIRED or not needs_second_factor(request.user):
            return None
        if Authenticator.objects.filter(user=request.user, type__in=FACTORS).exists():
            return None
        return self._wall(request, api)

    def _wall(self, request: HttpRequest, api: bool) -> HttpResponse:
        reason = _(
            "Your role reaches other people's data. Set up a second factor to go on: "
            "an authenticator app or a passkey."
        )
        if api:
            body = {
                "type": "about:blank",
                "title": _("Second factor needed"),
                "status": 403,
                "detail": reason,
            }
            return JsonResponse(body, status=403, content_type="application/problem+json")
        messages.warning(request, reason)
        return redirect("mfa_index")
