from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from core.errors import ALLOWED, Verdict
from listings.permissions import can_review_posting
from moderation.models import Case
from profiles.models import User


def can_moderate(user: User | AnonymousUser) -> Verdict:
    """The queue and the log are open to moderators and admins."""
    if user.is_authenticated and user.is_active and (user.is_moderator or user.is_superuser):
        return ALLOWED
    return Verdict(False, _("Only moderators work here."))


def can_decide_case(user: User | AnonymousUser, case: Case) -> Verdict:
    return can_review_posting(user, case.posting)
