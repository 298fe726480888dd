"""Mails of this room; each goes through the outbox in the transaction it tells of."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from core import mail
from profiles.models import DomainCode, Employer, Invitation, User


def invite(invitation: Invitation, token: str) -> None:
    path = reverse("profiles:invitation_accept", args=[token])
    mail.enqueue(
        event=f"invitation:{invitation.pk}",
        to=invitation.email,
        template="profiles/email/invitation",
        context={
            "employer": invitation.employer,
            "role": invitation.get_role_display(),
            "inviter": invitation.invited_by,
            "url": f"{settings.SITE_URL}{path}",
            "expires_at": invitation.expires_at,
        },
    )


def team_changed(employer: Employer, user: User, *, what: str, event: str) -> None:
    """`what`: joined, role_changed or removed."""
    role = employer.memberships.filter(user=user).first()
    mail.enqueue(
        event=event,
        to=user.email,
        user_id=user.pk,
        template=f"profiles/email/team_{what}",
        context={"employer": employer, "role": role.get_role_display() if role else ""},
    )


def domain_code(code: DomainCode, plain: str) -> None:
    mail.enqueue(
        event=f"domain-code:{code.pk}",
        to=code.email,
        template="profiles/email/domain_code",
        context={"employer": code.employer, "code": plain},
        priority=1,
    )


def reauthentication_code(user: User, plain: str, event: str) -> None:
    mail.enqueue(
        event=event,
        to=user.email,
        user_id=user.pk,
        template="profiles/email/reauthentication_code",
        context={"code": plain},
        priority=1,
    )
