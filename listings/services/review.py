from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.errors import Refused
from listings.drafting.applying import apply_parts, apply_values
from listings.drafting.content import Checked, check_content
from listings.emails import mail_approved, mail_rejected, mail_sent_back
from listings.enums import PostingState, RevisionState
from listings.errors import Incomplete
from listings.models import JobPosting, PostingRevision
from listings.permissions import can_create_posting, can_edit_posting, can_review_posting
from listings.services.moving import locked, locked_revision, move_posting, move_revision
from listings.services.search_rows import refresh_search_row

if TYPE_CHECKING:
    from profiles.models import User


@transaction.atomic
def submit_posting(*, posting: JobPosting, by: User, version: int | None = None) -> PostingRevision:
    """Send the open revision to review. Raises Incomplete with every missing field at once."""
    posting = locked(posting)
    can_edit_posting(by, posting).require()
    can_create_posting(by, posting.employer).require()
    revision = posting.revisions.open().select_for_update().first()
    if revision is None:
        raise Refused(_("Nothing has changed since this job was approved."))
    if version is not None and revision.version != version:
        raise Refused(
            _("The draft has changed since you looked at it. Read the preview again, then send it.")
        )
    checked = _complete(revision, posting)
    revision.content = {**revision.content, "requirements": checked.values["requirements"]}
    revision.submitted_at = timezone.now()
    revision.field_notes = {}
    move_revision(revision, RevisionState.IN_REVIEW, ["content", "submitted_at", "field_notes"])
    posting.submitted_at = revision.submitted_at
    data = {"revision": revision.number}
    if posting.state == PostingState.DRAFT:
        move_posting(
            posting=posting,
            to=PostingState.IN_REVIEW,
            by=by,
            verb="posting.submitted",
            fields=["submitted_at"],
            data=data,
        )
    else:
        posting.save(update_fields=["submitted_at", "updated_at"])
        events.record(verb="posting.edit_submitted", subject=posting, by=by, data=data)
    return revision


def _complete(revision: PostingRevision, posting: JobPosting) -> Checked:
    checked = check_content(revision.content, posting.employer)
    if checked.errors:
        raise Incomplete(checked.errors)
    return checked


@transaction.atomic
def withdraw_revision(*, posting: JobPosting, by: User) -> PostingRevision:
    """Take a version back from review, to change it."""
    posting = locked(posting)
    can_edit_posting(by, posting).require()
    revision = posting.revisions.in_review().select_for_update().first()
    if revision is None:
        raise Refused(_("There is nothing in review."))
    move_revision(revision, RevisionState.DRAFT)
    if posting.state == PostingState.IN_REVIEW:
        move_posting(
            posting=posting, to=PostingState.DRAFT, by=by, verb="posting.withdrawn_from_review"
        )
    else:
        events.record(verb="posting.withdrawn_from_review", subject=posting, by=by)
    return revision


@transaction.atomic
def approve_revision(*, revision: PostingRevision, by: User) -> JobPosting:
    """Publish this version: its content becomes the posting's columns. Called by moderation only."""
    revision = locked_revision(revision)
    posting = revision.posting
    can_review_posting(by, posting).require()
    if revision.state != RevisionState.IN_REVIEW:
        raise Refused(_("This version is not waiting for review."))
    if posting.employer and posting.employer.suspended_at:
        raise Refused(_("This employer is suspended."))
    checked = _complete(revision, posting)
    now = timezone.now()
    revision.decided_at = now
    move_revision(revision, RevisionState.APPROVED, ["decided_at"])
    first = posting.published_at is None
    apply_values(posting, checked.values)
    posting.changed_at = now
    posting.published_at = posting.published_at or now
    posting.confirmed_at = now
    before = posting.state
    if posting.state == PostingState.IN_REVIEW:
        posting.state = PostingState.LIVE
    posting.version += 1
    posting.save()
    apply_parts(posting, checked.values)
    refresh_search_row(posting)
    verb = "posting.approved" if first else "posting.edit_approved"
    data = {"revision": revision.number, "formula": posting.formula_id}
    events.record(verb=verb, subject=posting, by=by, before=before, after=posting.state, data=data)
    mail_approved(revision)
    return posting


@transaction.atomic
def send_back_revision(
    *, revision: PostingRevision, by: User, field_notes: Mapping[str, str], reason: str = ""
) -> PostingRevision:
    """Back to the employer with a note per field. Called by moderation only."""
    revision = locked_revision(revision)
    posting = revision.posting
    can_review_posting(by, posting).require()
    notes = {name: text.strip() for name, text in field_notes.items() if text.strip()}
    if not notes:
        raise Refused(_("Write at least one note, so that the employer knows what to change."))
    revision.field_notes = {str(key): value for key, value in notes.items()}
    revision.decided_at = timezone.now()
    move_revision(revision, RevisionState.SENT_BACK, ["field_notes", "decided_at"])
    data = {"revision": revision.number}
    if posting.state == PostingState.IN_REVIEW:
        move_posting(
            posting=posting,
            to=PostingState.DRAFT,
            by=by,
            verb="posting.sent_back",
            reason=reason,
            data=data,
        )
    else:
        events.record(
            verb="posting.edit_sent_back",
            subject=posting,
            by=by,
            fields=sorted(notes),
            reason=reason,
            data=data,
        )
    mail_sent_back(revision)
    return revision


@transaction.atomic
def reject_revision(*, revision: PostingRevision, by: User, reason: str) -> PostingRevision:
    """Refuse this version for good; a live job stays as it was approved. Called by moderation only."""
    revision = locked_revision(revision)
    posting = revision.posting
    can_review_posting(by, posting).require()
    revision.decided_at = timezone.now()
    move_revision(revision, RevisionState.REJECTED, ["decided_at"])
    data = {"revision": revision.number}
    if posting.state == PostingState.IN_REVIEW:
        move_posting(
            posting=posting,
            to=PostingState.REJECTED,
            by=by,
            verb="posting.rejected",
            reason=reason,
            data=data,
        )
    else:
        events.record(
            verb="posting.edit_rejected", subject=posting, by=by, reason=reason, data=data
        )
    mail_rejected(revision, reason)
    return revision
