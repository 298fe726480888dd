"""Whether a member has turned on grouping by fit for a job, and until when."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from applications.enums import APPLICANTS, MatchUse
from applications.models import MatchLog
from listings.models import JobPosting
from profiles.models import User

Switch = tuple[MatchUse, MatchUse]


def fit_on_until(
    user: User, posting: JobPosting, switch: Switch = APPLICANTS
) -> dt.datetime | None:
    """When the switch goes off by itself; None while it is off."""
    uses = MatchLog.objects.filter(posting=posting, actor_id=user.pk, use__in=switch)
    last = uses.order_by("-pk").first()
    if last is None or last.use != switch[0] or last.until is None:
        return None
    return last.until if last.until > timezone.now() else None


def fit_is_on(user: User, posting: JobPosting, switch: Switch = APPLICANTS) -> bool:
    return fit_on_until(user, posting, switch) is not None
