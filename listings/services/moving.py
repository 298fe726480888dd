"""Locks and legal moves, shared by the services."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import events
from core.errors import Refused
from listings.enums import POSTING_MOVES, REVISION_MOVES, PostingState, RevisionState
from listings.models import JobPosting, PostingRevision


def locked(posting: JobPosting) -> JobPosting:
    """The row as it is now, held until the transaction ends; all services lock it first."""
    return (
        JobPosting.objects.select_for_update(of=("self",))
        .select_related("employer")
        .get(pk=posting.pk)
    )


def locked_revision(revision: PostingRevision) -> PostingRevision:
    posting = locked(revision.posting)
    fresh = PostingRevision.objects.select_for_update().get(pk=revision.pk)
    fresh.posting = posting
    return fresh


@transaction.atomic
def move_posting(
    *,
    posting: JobPosting,
    to: str,
    by: Any,
    verb: str,
    fields: list[str] | None = None,
    reason: str = "",
    data: dict[str, Any] | None = None,
) -> None:
    """Take the posting to a state its table allows, save it with `fields`, and write the event."""
    before = posting.state
    if to not in POSTING_MOVES[before]:
        message = _("This job is “%(state)s” now, so this cannot be done.")
        raise Refused(message % {"state": PostingState(before).label})
    posting.state = to
    posting.version += 1
    posting.save(update_fields=["state", "version", "updated_at", *(fields or [])])
    events.record(
        verb=verb,
        subject=posting,
        by=by,
        before=before,
        after=to,
        reason=reason,
        fields=fields or [],
        data=data,
    )


def move_revision(revision: PostingRevision, to: str, fields: list[str] | None = None) -> None:
    if to not in REVISION_MOVES[revision.state]:
        message = _("This version is “%(state)s” now, so this cannot be done.")
        raise Refused(message % {"state": RevisionState(revision.state).label})
    revision.state = to
    revision.version += 1
    revision.save(update_fields=["state", "version", "updated_at", *(fields or [])])
