from __future__ import annotations

from django.db.models import QuerySet

from core.mail import Recipient
from profiles.enums import MemberRole
from profiles.models import Employer, Membership, User


def memberships_of(user: User) -> QuerySet[Membership]:
    return (
        Membership.objects.filter(user_id=user.pk)
        .select_related("employer")
        .order_by("employer__name", "pk")
    )


def sole_owner_of(user: User) -> list[Employer]:
    """Employers that would be left without an owner."""
    owned = Employer.objects.filter(memberships__user=user, memberships__role=MemberRole.OWNER)
    others = Membership.objects.filter(role=MemberRole.OWNER).exclude(user=user)
    return list(owned.exclude(pk__in=others.values("employer_id")).order_by("name", "pk"))


def family_head(employer: Employer) -> Employer:
    """The topmost parent; itself when it has none. Of a circle, the one with the lowest number."""
    seen = [employer]
    while (parent := seen[-1].parent) is not None:
        if parent in seen:
            return min(seen[seen.index(parent) :], key=lambda e: e.pk)
        seen.append(parent)
    return seen[-1]


def mail_recipient(*, user_id: int, stream: str) -> Recipient:
    """For settings.MAIL_RECIPIENT: the language to write in; nobody who left or is suspended is mailed."""
    user = User.objects.filter(pk=user_id).only("language", "is_active").first()
    if user is None:
        return Recipient(refuse="account_gone")
    return Recipient(language=user.language, refuse="" if user.is_active else "account_inactive")
