from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.utils import timezone

from core.access.models import AccessLog, How


def record_looks(*, actor_id: int, party_id: int, subjects: Mapping[int, bool], how: How) -> None:
    """`subjects`: who was shown, and whether with the name. Also from a GET: a record of reading is no change
    of what is read, and must not depend on a button."""
    today = timezone.localdate()
    AccessLog.objects.bulk_create(
        [
            AccessLog(
                day=today,
                actor_id=actor_id,
                party_id=party_id,
                subject_id=subject,
                how=how,
                named=named,
            )
            for subject, named in sorted(subjects.items())
        ],
        ignore_conflicts=True,
    )


def looks_at(subject_id: int) -> models.QuerySet[AccessLog]:
    """Who looked at this person, newest first."""
    return AccessLog.objects.filter(subject_id=subject_id)


def purge_looks(now: dt.datetime | None = None) -> int:
    """Let go of what is past its time; the database refuses to do so earlier."""
    past = (now or timezone.now()) - dt.timedelta(days=366 * settings.MATCH_LOG_YEARS)
    gone: int = AccessLog.objects.filter(at__lt=past).delete()[0]
    return gone
