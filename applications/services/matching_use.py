"""The switch that groups applicants by fit: off by default, on for a day, each use on record."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from applications.enums import MatchUse
from applications.models import Application, MatchLog
from applications.permissions import can_read_applicants
from applications.selectors.fit_switch import fit_is_on
from core import events
from listings.models import JobPosting
from profiles.models import User
from qualifications.evaluation import RULE_VERSION

ON_FOR = dt.timedelta(hours=24)


@transaction.atomic
def turn_fit_on(*, posting: JobPosting, by: User) -> MatchLog:
    """Group this job's applicants by fit for this member, for a day; what the groups hold is kept."""
    can_read_applicants(by, posting).require()
    now = timezone.now()
    shown = Application.objects.readable_by(by).filter(posting=posting).order_by("-sent_at", "pk")
    return _record(
        posting,
        by,
        MatchUse.FIT_ON,
        at=now,
        until=now + ON_FOR,
        shown=[
            {"of": of, "bucket": bucket} for of, bucket in shown.values_list("public_id", "bucket")
        ],
    )


@transaction.atomic
def turn_fit_off(*, posting: JobPosting, by: User) -> MatchLog | None:
    """Back to one list by date. Off already is fine: nothing is recorded then."""
    can_read_applicants(by, posting).require()
    if not fit_is_on(by, posting):
        return None
    return _record(posting, by, MatchUse.FIT_OFF, at=timezone.now())


def _record(
    posting: JobPosting,
    by: User,
    use: MatchUse,
    *,
    at: dt.datetime,
    until: dt.datetime | None = None,
    shown: list[dict[str, str]] | None = None,
) -> MatchLog:
    row = MatchLog.objects.create(
        at=at,
        actor_id=by.pk,
        posting=posting,
        use=use,
        until=until,
        rule_version=RULE_VERSION,
        shown=shown or [],
    )
    events.record(verb=f"matching.{use}", subject=posting, by=by, data={"log": row.pk})
    return row


@transaction.atomic
def purge_match_log() -> int:
    """Let go of uses whose time on record is over."""
    gone: int = MatchLog.objects.past(timezone.now(), settings.MATCH_LOG_YEARS).delete()[0]
    return gone
