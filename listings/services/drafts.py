from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import events
from core.errors import Refused
from listings.drafting.applying import apply_headline
from listings.drafting.content import EMPTY_TREE, content_of, stored
from listings.drafting.schema import DEFAULT_REPLY_DAYS
from listings.drafting.templates import template_content
from listings.enums import PostingState, RevisionState
from listings.errors import Stale
from listings.models import JobPosting, Opening, PostingRevision
from listings.permissions import can_create_posting, can_edit_posting
from listings.services.moving import locked

if TYPE_CHECKING:
    from profiles.models import Employer, User

# what belongs to one listing and not to the job: a copy states it anew
_OWN_TO_A_LISTING = ["apply_by", "opens_on"]


@transaction.atomic
def create_posting(
    *,
    employer: Employer | None,
    by: User,
    content: Mapping[str, Any] | None = None,
    opening: Opening | None = None,
) -> JobPosting:
    """A draft with its first revision. `content` has the fields of `drafting.schema`, some or all."""
    can_create_posting(by, employer).require()
    start = {"requirements": EMPTY_TREE, "pay_components": [], "reply_days": DEFAULT_REPLY_DAYS}
    start |= {
        "openings_count": 1,
        "vacancy": "open_now",
        "workplace": "onsite",
        **stored(content or {}),
    }
    posting = JobPosting(
        opening=opening or Opening.objects.create(employer=employer),
        employer=employer,
        created_by=by,
    )
    apply_headline(posting, start)
    posting.save()
    PostingRevision.objects.create(posting=posting, number=1, content=start, made_by=by)
    events.record(verb="posting.created", subject=posting, by=by, after=posting.state)
    return posting


@transaction.atomic
def save_draft(
    *, posting: JobPosting, by: User, content_patch: Mapping[str, Any], version: int | None = None
) -> PostingRevision:
    """Keep what was typed, right or wrong, in the one open revision; a live job gets a new one, and its
    approved version stays live. `version`: the revision's version the page showed; another raises Stale."""
    posting = locked(posting)
    can_edit_posting(by, posting).require()
    patch = stored(content_patch)
    revision = posting.revisions.open().select_for_update().first()
    if revision is None:
        revision = _begin_edit(posting, by)
    elif version is not None and revision.version != version:
        raise Stale
    if revision.state == RevisionState.IN_REVIEW:
        raise Refused(_("This version is being reviewed. Take it back from review to change it."))
    changed = sorted(name for name, value in patch.items() if revision.content.get(name) != value)
    if not changed:
        return revision
    revision.content = {**revision.content, **patch}
    revision.made_by = by
    revision.version += 1
    revision.save(update_fields=["content", "made_by", "version", "updated_at"])
    if posting.state == PostingState.DRAFT:
        apply_headline(posting, revision.content)
        posting.save(update_fields=["title", "slug", "role_family", "facility", "updated_at"])
    events.record(verb="posting.draft_saved", subject=posting, by=by, fields=changed)
    return revision


def _begin_edit(posting: JobPosting, by: User) -> PostingRevision:
    if posting.state not in (PostingState.LIVE, PostingState.PAUSED):
        raise Refused(_("This job is over. Copy it or list it again instead."))
    last = posting.revisions.first()
    revision = PostingRevision.objects.create(
        posting=posting,
        number=last.number + 1 if last else 1,
        content=stored(content_of(posting)),
        made_by=by,
    )
    events.record(
        verb="posting.edit_begun", subject=posting, by=by, data={"revision": revision.number}
    )
    return revision


@transaction.atomic
def discard_draft(*, posting: JobPosting, by: User) -> None:
    """Drop an edit of a live job that was never approved; the approved version is untouched."""
    posting = locked(posting)
    can_edit_posting(by, posting).require()
    revision = posting.revisions.open().select_for_update().first()
    if revision is None or posting.state not in (PostingState.LIVE, PostingState.PAUSED):
        raise Refused(_("There is no edit to drop."))
    number = revision.number
    revision.delete()
    events.record(verb="posting.edit_dropped", subject=posting, by=by, data={"revision": number})


@transaction.atomic
def apply_template(*, posting: JobPosting, by: User, version: int | None = None) -> PostingRevision:
    """Fill duties, requirements, workload and wording from the role's template, over what is there."""
    revision = posting.revisions.open().first()
    slug = revision.content.get("role_family", "") if revision else ""
    filled = template_content(slug or "")
    if not filled:
        raise Refused(_("There is no template for this role yet."), field="role_family")
    return save_draft(posting=posting, by=by, content_patch=filled, version=version)


@transaction.atomic
def copy_posting(*, posting: JobPosting, by: User) -> JobPosting:
    """A new draft with the same content, for another vacancy."""
    can_edit_posting(by, posting).require()
    return _copied(posting, by, opening=None)


@transaction.atomic
def relist_posting(*, posting: JobPosting, by: User) -> JobPosting:
    """A new draft for the same vacancy once its listing is over; the opening keeps count of listings."""
    posting = locked(posting)
    can_edit_posting(by, posting).require()
    if posting.state != PostingState.CLOSED:
        raise Refused(_("Only a closed job can be listed again. Extend this one instead."))
    return _copied(posting, by, opening=posting.opening)


def _copied(posting: JobPosting, by: User, opening: Opening | None) -> JobPosting:
    revision = posting.revisions.first()
    if (
        posting.state in (PostingState.DRAFT, PostingState.IN_REVIEW, PostingState.REJECTED)
        and revision
    ):
        content = dict(revision.content)
    else:
        content = content_of(posting)
    content = {name: value for name, value in content.items() if name not in _OWN_TO_A_LISTING}
    copy = create_posting(employer=posting.employer, by=by, content=content, opening=opening)
    events.record(
        verb="posting.copied_from",
        subject=copy,
        by=by,
        data={"from": posting.pk, "same_opening": opening is not None},
    )
    return copy
