"""Who may do what with saved searches."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.errors import ALLOWED, Verdict
from matching.models import Subscriber
from profiles.models import CandidateProfile, User


def can_manage_subscriber(user: User | None, subscriber: Subscriber) -> Verdict:
    """A candidate her own; None stands for the holder of a link signed for this very person."""
    if user is None:
        return ALLOWED
    if subscriber.profile_id is not None:
        own = CandidateProfile.objects.editable_by(user).filter(pk=subscriber.profile_id)
        if own.exists():
            return ALLOWED
    return Verdict(False, _("Only the person who saved a search can change it."))
