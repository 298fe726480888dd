"""Who works for an employer. The employer's row is locked first, so two owners cannot remove each other."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.errors import Refused
from profiles import emails
from profiles.enums import MemberRole
from profiles.models import Employer, Facility, Invitation, Membership, User
from profiles.models.users import canonical_email
from profiles.permissions import can_manage_team

INVITATION_LIVES = dt.timedelta(days=7)


@transaction.atomic
def invite_member(*, employer: Employer, by: User, email: str, role: str) -> Invitation:
    """Mail a link that lets exactly this address join, once, within seven days."""
    employer = _locked(employer)
    can_manage_team(by, employer).require()
    if role not in MemberRole.values:
        raise Refused(_("Choose a role."), "role")
    try:
        email = canonical_email(email)
    except ValueError as error:
        raise Refused(_("Enter a valid e-mail address."), "email") from error
    if employer.memberships.filter(user__email=email).exists():
        raise Refused(_("This person is already in your team."), "email")
    now = timezone.now()
    employer.invitations.waiting().filter(email=email).update(revoked_at=now)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        employer=employer,
        email=email,
        role=role,
        token_hash=hash_token(token),
        invited_by=by,
        expires_at=now + INVITATION_LIVES,
    )
    emails.invite(invitation, token)
    events.record(
        verb="member_invited",
        subject=employer,
        by=by,
        after=role,
        data={"invitation": invitation.pk},
    )
    return invitation


@transaction.atomic
def accept_invitation(*, token: str, by: User) -> Membership:
    """Join with the signed-in account. Only the invited address may; a link works once."""
    found = invitation_for(token)
    if found is None:
        raise Refused(_("This invitation is no longer valid. Ask for a new one."))
    employer = _locked(found.employer)
    invitation = Invitation.objects.select_for_update().get(pk=found.pk)
    if not is_open(invitation):
        raise Refused(_("This invitation is no longer valid. Ask for a new one."))
    if by.email != invitation.email:
        raise Refused(
            _("This invitation was sent to another address. Sign in with that one to accept it.")
        )
    if invitation.invited_by is None or not can_manage_team(invitation.invited_by, employer):
        raise Refused(
            _("Whoever invited you no longer manages this team. Ask for a new invitation.")
        )
    if employer.memberships.filter(user=by).exists():
        raise Refused(_("You are already in this team."))
    membership = Membership.objects.create(user=by, employer=employer, role=invitation.role)
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    by.__dict__.pop("nav_role", None)
    events.record(
        verb="member_joined", subject=employer, by=by, after=membership.role, data={"user": by.pk}
    )
    emails.team_changed(
        employer,
        invitation.invited_by,
        what="joined",
        event=f"member-joined:{membership.pk}",
    )
    return membership


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: User) -> None:
    employer = _locked(invitation.employer)
    can_manage_team(by, employer).require()
    open_now = Invitation.objects.waiting().filter(pk=invitation.pk)
    if not open_now.update(revoked_at=timezone.now()):
        raise Refused(_("This invitation was already used or taken back."))
    events.record(
        verb="invitation_revoked", subject=employer, by=by, data={"invitation": invitation.pk}
    )


@transaction.atomic
def change_role(
    *,
    membership: Membership,
    by: User,
    role: str,
    facilities: Iterable[Facility] | None = None,
) -> Membership:
    """Another role, and optionally the sites it is limited to (none = all sites)."""
    employer, membership = _locked_member(membership)
    can_manage_team(by, employer).require()
    if role not in MemberRole.values:
        raise Refused(_("Choose a role."), "role")
    before = membership.role
    if before == MemberRole.OWNER and role != MemberRole.OWNER:
        _keep_an_owner(employer, membership)
    if facilities is not None:
        membership.facilities.set(f for f in facilities if f.employer_id == employer.pk)
    if before == role:
        return membership
    membership.role = role
    membership.save(update_fields=["role"])
    event = events.record(
        verb="member_role_changed",
        subject=employer,
        by=by,
        before=before,
        after=role,
        data={"user": membership.user_id},
    )
    emails.team_changed(
        employer, membership.user, what="role_changed", event=f"member-role:{event.pk}"
    )
    return membership


@transaction.atomic
def remove_member(*, membership: Membership, by: User) -> None:
    """An owner removes someone, or someone leaves. The last owner can do neither."""
    employer, membership = _locked_member(membership)
    if membership.user_id != by.pk:
        can_manage_team(by, employer).require()
    if membership.role == MemberRole.OWNER:
        _keep_an_owner(employer, membership)
    user, role = membership.user, membership.role
    Membership.objects.filter(pk=membership.pk).delete()
    event = events.record(
        verb="member_removed", subject=employer, by=by, before=role, data={"user": user.pk}
    )
    if user.pk != by.pk:
        emails.team_changed(employer, user, what="removed", event=f"member-removed:{event.pk}")


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def invitation_for(token: str) -> Invitation | None:
    """The invitation a link belongs to, if it can still be accepted."""
    found = (
        Invitation.objects.filter(token_hash=hash_token(token))
        .select_related("employer", "invited_by")
        .first()
    )
    return found if found is not None and is_open(found) else None


def is_open(invitation: Invitation) -> bool:
    return (
        invitation.accepted_at is None
        and invitation.revoked_at is None
        and invitation.expires_at > timezone.now()
    )


def _locked(employer: Employer) -> Employer:
    return Employer.objects.select_for_update().get(pk=employer.pk)


def _locked_member(membership: Membership) -> tuple[Employer, Membership]:
    employer = _locked(membership.employer)
    fresh = Membership.objects.select_related("user").filter(pk=membership.pk).first()
    if fresh is None:
        raise Refused(_("This person is no longer in the team."))
    return employer, fresh


def _keep_an_owner(employer: Employer, leaving: Membership) -> None:
    others = employer.memberships.filter(role=MemberRole.OWNER).exclude(pk=leaving.pk)
    if not others.exists():
        raise Refused(_("This is the last owner. Make someone else an owner first."))
