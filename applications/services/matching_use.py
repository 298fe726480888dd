"""The switches that group people by fit: off by default, on for a day, each use on record; and who looked at
whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from applications.enums import PEOPLE, MatchUse
from applications.models import Application, MatchLog
from applications.permissions import can_read_applicants
from applications.selectors.fit_switch import fit_is_on
from core import access, events
from listings.models import JobPosting
from matching.selectors.people import Wanted, asked_by, bucket_members
from profiles.models import Employer, User
from profiles.permissions import can_find_people
from profiles.selectors.seen import SeenPerson
from qualifications.evaluation import RULE_VERSION

ON_FOR = dt.timedelta(hours=24)
# Of each group of people who can be found, the newest stand in the record.
MOST_ON_RECORD = 200


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


@transaction.atomic
def turn_people_fit_on(*, posting: JobPosting, by: User) -> MatchLog:
    """Group the people who can be found for this job by fit, for this member and a day."""
    employer = _employer_to_search(posting, by)
    now = timezone.now()
    asked = asked_by(posting)
    groups = bucket_members(Wanted(asked.node, asked.spot), employer=employer, most=MOST_ON_RECORD)
    return _record(
        posting,
        by,
        MatchUse.PEOPLE_FIT_ON,
        at=now,
        until=now + ON_FOR,
        shown=[{"of": of, "bucket": bucket} for of, bucket in groups],
    )


@transaction.atomic
def turn_people_fit_off(*, posting: JobPosting, by: User) -> MatchLog | None:
    _employer_to_search(posting, by)
    if not fit_is_on(by, posting, PEOPLE):
        return None
    return _record(posting, by, MatchUse.PEOPLE_FIT_OFF, at=timezone.now())


def _employer_to_search(posting: JobPosting, by: User) -> Employer:
    can_find_people(by, posting.employer).require()
    assert posting.employer is not None  # the permission said so
    return posting.employer


def note_looks(
    *, viewer: User, employer: Employer, people: Iterable[SeenPerson], how: access.How
) -> None:
    """Who was shown to whom, for those people to read."""
    access.record_looks(
        actor_id=viewer.pk,
        party_id=employer.pk,
        subjects={person.user_id: person.is_named for person in people},
        how=how,
    )


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
