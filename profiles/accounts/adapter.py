from __future__ import annotations

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from core import crypto, limits, mail
from profiles import services
from profiles.accounts.forms import HIRING
from profiles.models import User
from profiles.models.users import canonical_email
from profiles.selectors import profile_completeness


class AccountAdapter(DefaultAccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Into the outbox; allauth's "account/email/login_code" is our template of the same name.

        Links are built from SITE_URL in the templates, never from the request's Host.
        """
        user = context.get("user")
        mail.enqueue(
            event=f"account:{template_prefix.rpartition('/')[2]}:{secrets.token_hex(8)}",
            to=email,
            template=template_prefix,
            context=dict(context),
            user_id=getattr(user, "pk", None),
            priority=1,
        )

    def clean_email(self, email: str) -> str:
        try:
            return super().clean_email(canonical_email(email))
        except ValueError as error:
            raise ValidationError(_("Enter a valid e-mail address.")) from error

    def get_client_ip(self, request: HttpRequest) -> str:
        return limits.client_ip(request)

    def save_user(
        self, request: HttpRequest, user: User, form: forms.Form, commit: bool = True
    ) -> User:
        user = super().save_user(request, user, form, commit=False)
        user.full_name = form.cleaned_data.get("full_name", "")
        user.language = getattr(request, "LANGUAGE_CODE", "en")[:5]
        if commit:
            user.save()
            if form.cleaned_data.get("purpose") != HIRING:
                services.start_profile(by=user)
        return user

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return next_step(request.user)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return next_step(request.user)

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        if self.request.user.is_authenticated:
            return next_step(self.request.user)
        return reverse("account_login")


class MFAAdapter(DefaultMFAAdapter):
    def get_totp_issuer(self) -> str:
        return settings.SITE_NAME

    def _get_site_name(self) -> str:
        return settings.SITE_NAME

    def encrypt(self, text: str) -> str:
        return crypto.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return crypto.decrypt(encrypted_text)


def next_step(user: User) -> str:
    """Where a person goes after signing in: the desk of her role, or what is still to be set up."""
    if user.is_moderator:
        return "/moderation/"
    if user.memberships.exists():
        return "/hire/"
    profile = getattr(user, "candidate_profile", None)
    if profile is not None:
        return (
            "/me/" if profile_completeness(profile).filled else reverse("profiles:profile_detail")
        )
    if user.is_staff:
        return reverse("admin:index")
    return reverse("profiles:employer_create")
