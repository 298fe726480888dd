"""Who may do what with an application. Whether one is seen at all is `Application.objects.visible_to`."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from applications.enums import OPEN_STATES, ApplicationState
from applications.models import Application
from core.errors import ALLOWED, Verdict
from listings.enums import Origin, PostingState
from listings.models import JobPosting
from profiles.enums import EmployerLevel, MemberRole
from profiles.models import CandidateProfile, Membership, User

ACTING_ROLES = {MemberRole.OWNER, MemberRole.RECRUITER}


def membership_for(user: User, posting: JobPosting) -> Membership | None:
    """The user's membership that covers this posting's site, or None."""
    if not user.is_authenticated or posting.employer_id is None:
        return None
    covers = Q(facilities__isnull=True) | Q(facilities=posting.facility_id)
    return Membership.objects.filter(
        covers, user_id=user.pk, employer_id=posting.employer_id
    ).first()


def can_apply_to_posting(user: User, posting: JobPosting) -> Verdict:
    """Whether this person may apply to this job; its state and earlier applications are the service's."""
    if not CandidateProfile.objects.filter(user_id=user.pk).exists():
        return Verdict(False, _("Only candidates can apply for jobs."))
    if posting.employer_id and Membership.objects.filter(
        user_id=user.pk, employer_id=posting.employer_id
    ):
        return Verdict(False, _("You work for this employer, so you cannot apply here."))
    return ALLOWED


def posting_takes_applications(posting: JobPosting) -> Verdict:
    if posting.origin == Origin.IMPORTED:
        return Verdict(
            False,
            _(
                "The employer has not claimed this job here, so nobody can apply for it on this site."
            ),
        )
    if posting.state == PostingState.PAUSED:
        return Verdict(False, _("This job is paused and takes no applications right now."))
    if posting.state != PostingState.LIVE:
        return Verdict(False, _("This job has closed. Nothing was sent."))
    if posting.employer and posting.employer.suspended_at:
        return Verdict(False, _("This employer takes no applications right now."))
    return ALLOWED


def can_read_applicants(user: User, posting: JobPosting) -> Verdict:
    if membership_for(user, posting) is None:
        return Verdict(False, _("You do not work for this employer."))
    employer = posting.employer
    if employer is None or employer.suspended_at:
        return Verdict(
            False, _("This employer is suspended, so its applications are closed to it.")
        )
    if employer.level < EmployerLevel.DOMAIN_EMAIL:
        return Verdict(
            False,
            _(
                "Confirm an e-mail address at your own domain first. Until then you see how many applied."
            ),
        )
    return ALLOWED


def can_note_application(user: User, application: Application) -> Verdict:
    """Private notes: every member who may read, reviewers too."""
    return can_read_applicants(user, application.posting)


def can_answer_application(user: User, application: Application) -> Verdict:
    """Messages, interviews, offers, decisions: owners and recruiters."""
    member = membership_for(user, application.posting)
    if member is not None and member.role not in ACTING_ROLES:
        return Verdict(False, _("Reviewers read and take notes; an owner or recruiter answers."))
    return can_read_applicants(user, application.posting)


def can_view_resume(user: User, application: Application) -> Verdict:
    """The candidate always; the employer while the application lives and the name is not held back."""
    if _is_candidate(user, application):
        return ALLOWED
    readable = can_read_applicants(user, application.posting)
    if not readable:
        return readable
    if application.state not in {*OPEN_STATES, ApplicationState.HIRED}:
        return Verdict(False, _("The résumé was shared for an application that has ended."))
    if "name" in application.hidden_fields and not application.shows_all:
        return Verdict(False, _("The candidate holds the résumé back until you invite them."))
    return ALLOWED


def can_withdraw_application(user: User, application: Application) -> Verdict:
    if not _is_candidate(user, application):
        return Verdict(False, _("Only the candidate can withdraw an application."))
    return ALLOWED


def can_write_as_candidate(user: User, application: Application) -> Verdict:
    if not _is_candidate(user, application):
        return Verdict(False, _("Only the candidate can do this."))
    return ALLOWED


def _is_candidate(user: User, application: Application) -> bool:
    profile = application.profile
    return profile is not None and profile.user_id == user.pk
