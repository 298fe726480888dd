from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.errors import Refused
from listings.drafting.schema import LONGEST_LISTING
from listings.emails import mail_expired
from listings.enums import ClosedReason, PostingState
from listings.models import JobPosting
from listings.permissions import can_edit_posting, can_review_posting
from listings.services.moving import locked, move_posting
from listings.services.search_rows import refresh_search_row

if TYPE_CHECKING:
    from profiles.models import User


@transaction.atomic
def pause_posting(*, posting: JobPosting, by: User | None) -> JobPosting:
    """Out of search, still readable, no new applications. `by` None: the system."""
    posting = locked(posting)
    if by is not None:
        can_edit_posting(by, posting).require()
    posting.paused_at = timezone.now()
    move_posting(
        posting=posting, to=PostingState.PAUSED, by=by, verb="posting.paused", fields=["paused_at"]
    )
    refresh_search_row(posting)
    return posting


@transaction.atomic
def resume_posting(*, posting: JobPosting, by: User) -> JobPosting:
    posting = locked(posting)
    can_edit_posting(by, posting).require()
    if posting.state != PostingState.PAUSED:
        raise Refused(_("Only a paused job can be resumed."))
    if posting.apply_by and posting.apply_by < timezone.localdate():
        raise Refused(_("Its closing date has passed. Extend it first."))
    if posting.employer and posting.employer.suspended_at:
        raise Refused(_("This employer is suspended."))
    posting.paused_at = None
    posting.confirmed_at = timezone.now()
    move_posting(
        posting=posting,
        to=PostingState.LIVE,
        by=by,
        verb="posting.resumed",
        fields=["paused_at", "confirmed_at"],
    )
    refresh_search_row(posting)
    return posting


@transaction.atomic
def close_posting(*, posting: JobPosting, by: User | None, reason: str) -> JobPosting:
    """`reason` of ClosedReason: filled or withdrawn by a person, expired by the system."""
    posting = locked(posting)
    if by is not None:
        can_edit_posting(by, posting).require()
        if reason not in (ClosedReason.FILLED, ClosedReason.WITHDRAWN):
            raise Refused(_("Say whether the job was filled or withdrawn."), field="reason")
    _close(posting, by, ClosedReason(reason))
    return posting


def _close(posting: JobPosting, by: User | None, reason: ClosedReason) -> None:
    posting.closed_at = timezone.now()
    posting.closed_reason = reason
    posting.paused_at = None
    fields = ["closed_at", "closed_reason", "paused_at"]
    move_posting(
        posting=posting,
        to=PostingState.CLOSED,
        by=by,
        verb="posting.closed",
        reason=reason,
        fields=fields,
    )
    refresh_search_row(posting)


@transaction.atomic
def remove_posting(*, posting: JobPosting, by: User, reason: str) -> JobPosting:
    """Take a job off the board for a breach of the rules. Called by moderation only."""
    posting = locked(posting)
    can_review_posting(by, posting).require()
    move_posting(
        posting=posting, to=PostingState.REMOVED, by=by, verb="posting.removed", reason=reason
    )
    refresh_search_row(posting)
    return posting


@transaction.atomic
def extend_posting(*, posting: JobPosting, by: User, apply_by: dt.date) -> JobPosting:
    """A later closing date, at most 60 days from today; the words of the job stay as approved."""
    posting = locked(posting)
    can_edit_posting(by, posting).require()
    today = timezone.localdate()
    if posting.state not in (PostingState.LIVE, PostingState.PAUSED):
        raise Refused(_("Only an open job can be extended."))
    if apply_by <= max(today, posting.apply_by or today):
        raise Refused(_("Choose a day after the present closing date."), field="apply_by")
    if apply_by > today + LONGEST_LISTING:
        raise Refused(_("A job is listed for at most 60 days from today."), field="apply_by")
    posting.apply_by = apply_by
    posting.confirmed_at = timezone.now()
    posting.version += 1
    posting.save(update_fields=["apply_by", "confirmed_at", "version", "updated_at"])
    refresh_search_row(posting)
    events.record(
        verb="posting.extended",
        subject=posting,
        by=by,
        fields=["apply_by"],
        data={"apply_by": apply_by.isoformat()},
    )
    return posting


@transaction.atomic
def confirm_open(*, posting: JobPosting, by: User | None) -> JobPosting:
    """The employer says the vacancy is still real."""
    posting = locked(posting)
    if by is not None:
        can_edit_posting(by, posting).require()
    if posting.state != PostingState.LIVE:
        raise Refused(_("This job is not live."))
    posting.confirmed_at = timezone.now()
    posting.save(update_fields=["confirmed_at", "updated_at"])
    events.record(verb="posting.confirmed_open", subject=posting, by=by, fields=["confirmed_at"])
    return posting


def close_expired(today: dt.date | None = None) -> int:
    """Close what is past its date, each in its own transaction; returns how many were closed."""
    today = today or timezone.localdate()
    closed = 0
    for key in list(
        JobPosting.objects.past_its_date(today).order_by("pk").values_list("pk", flat=True)
    ):
        with transaction.atomic():
            rows = JobPosting.objects.past_its_date(today).select_for_update(
                skip_locked=True, of=("self",)
            )
            posting = rows.filter(pk=key).first()
            if posting is None:
                continue
            _close(posting, None, ClosedReason.EXPIRED)
            mail_expired(posting)
            closed += 1
    return closed
