"""Who may do what to a posting. Each answer carries the reason a person may read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from core.errors import ALLOWED, Verdict
from listings.enums import Origin, PostingState
from listings.models import JobPosting
from profiles.enums import MemberRole
from profiles.models import CandidateProfile, Employer, Membership

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from profiles.models import User

WRITERS = {MemberRole.OWNER, MemberRole.RECRUITER}


def _membership(user: User | AnonymousUser, employer: Employer | None) -> Membership | None:
    if employer is None or not user.is_authenticated or not user.is_active:
        return None
    return Membership.objects.filter(user=user, employer=employer).first()


def can_create_posting(user: User | AnonymousUser, employer: Employer | None) -> Verdict:
    if employer is None:
        return Verdict(False, _("A job belongs to an employer."))
    if employer.suspended_at:
        return Verdict(False, _("This employer is suspended and cannot post jobs."))
    if user.is_authenticated and user.is_superuser:
        return ALLOWED
    member = _membership(user, employer)
    if member is None:
        return Verdict(False, _("You are not a member of this employer."))
    if member.role not in WRITERS:
        return Verdict(False, _("Reviewers read applications; an owner or recruiter posts jobs."))
    return ALLOWED


def can_edit_posting(user: User | AnonymousUser, posting: JobPosting) -> Verdict:
    """Change the draft, send to review, pause, close, copy."""
    if posting.origin != Origin.EMPLOYER:
        return Verdict(False, _("This job was found elsewhere and has no owner here."))
    if user.is_authenticated and user.is_superuser:
        return ALLOWED
    member = _membership(user, posting.employer)
    if member is None:
        return Verdict(False, _("This is not a job of yours."))
    if member.role not in WRITERS:
        return Verdict(False, _("Only an owner or recruiter can change a job."))
    return _at_own_site(member, posting)


def can_view_posting(user: User | AnonymousUser, posting: JobPosting) -> Verdict:
    """Read it whatever its state: members of the employer, moderators of what was sent to review."""
    if posting.state in (PostingState.LIVE, PostingState.PAUSED):
        return ALLOWED
    if user.is_authenticated and (
        user.is_superuser or (user.is_moderator and posting.submitted_at)
    ):
        return ALLOWED
    member = _membership(user, posting.employer)
    if member is None:
        return Verdict(False, _("This job is not public."))
    return _at_own_site(member, posting)


def can_review_posting(user: User | AnonymousUser, posting: JobPosting) -> Verdict:
    """Approve, send back, reject, remove: moderators, but never a job of an employer they belong to."""
    if not (user.is_authenticated and user.is_active and (user.is_moderator or user.is_superuser)):
        return Verdict(False, _("Only a moderator decides on this."))
    if _membership(user, posting.employer):
        return Verdict(False, _("You belong to this employer; another moderator decides."))
    return ALLOWED


def can_save_job(profile: CandidateProfile, posting: JobPosting) -> Verdict:
    if posting.state not in (PostingState.LIVE, PostingState.PAUSED):
        return Verdict(False, _("This job is no longer open."))
    return ALLOWED


def _at_own_site(member: Membership, posting: JobPosting) -> Verdict:
    sites = set(member.facilities.values_list("pk", flat=True))
    if sites and posting.facility_id not in sites:
        return Verdict(False, _("This job is at a site you do not work for."))
    return ALLOWED
