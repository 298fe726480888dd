"""Who may do what with profiles, employers and teams. Verdicts carry a reason the person may read."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from core.errors import ALLOWED, Verdict
from profiles.enums import EmployerLevel, MemberRole
from profiles.models import CandidateProfile, Employer, Membership, User

Person = User | AnonymousUser

WRITERS = (MemberRole.OWNER, MemberRole.RECRUITER)


def role_of(user: Person, employer: Employer) -> str:
    """`owner`, `recruiter`, `reviewer`, or "" for everyone else. Read now, not from the session."""
    if not user.pk:
        return ""
    role = employer.memberships.filter(user_id=user.pk).values_list("role", flat=True).first()
    return role or ""


def can_edit_profile(user: Person, profile: CandidateProfile) -> Verdict:
    if user.pk and profile.user_id == user.pk:
        return ALLOWED
    return Verdict(False, _("Only the person a profile belongs to can change it."))


def can_edit_employer(user: Person, employer: Employer) -> Verdict:
    if getattr(user, "is_superuser", False) or role_of(user, employer) == MemberRole.OWNER:
        return ALLOWED
    return Verdict(False, _("Only an owner of this organization can change it."))


def can_edit_facilities(user: Person, employer: Employer) -> Verdict:
    if getattr(user, "is_superuser", False) or role_of(user, employer) in WRITERS:
        return ALLOWED
    return Verdict(False, _("Only owners and recruiters can change the sites."))


def can_manage_team(user: Person, employer: Employer) -> Verdict:
    if getattr(user, "is_superuser", False) or role_of(user, employer) == MemberRole.OWNER:
        return ALLOWED
    return Verdict(False, _("Only an owner can change the team."))


def can_see_team(user: Person, employer: Employer) -> Verdict:
    if getattr(user, "is_superuser", False) or role_of(user, employer):
        return ALLOWED
    return Verdict(False, _("Only members of this organization see its team."))


def can_post_jobs(user: Person, employer: Employer) -> Verdict:
    if employer.suspended_at:
        return Verdict(False, _("This organization is suspended. Ask us why."))
    if role_of(user, employer) in WRITERS:
        return ALLOWED
    return Verdict(False, _("Only owners and recruiters can post jobs."))


def can_read_applications(user: Person, employer: Employer) -> Verdict:
    """Any member, once a code mailed to the employer's own domain was confirmed."""
    if not role_of(user, employer):
        return Verdict(False, _("Only members of this organization read its applications."))
    if employer.suspended_at:
        return Verdict(False, _("This organization is suspended. Ask us why."))
    if employer.level < EmployerLevel.DOMAIN_EMAIL:
        return Verdict(
            False,
            _("Confirm an e-mail address at your own domain first: candidates are promised it."),
        )
    return ALLOWED


def can_answer_applications(user: Person, employer: Employer) -> Verdict:
    readable = can_read_applications(user, employer)
    if not readable:
        return readable
    if role_of(user, employer) in WRITERS:
        return ALLOWED
    return Verdict(False, _("Reviewers read and note; owners and recruiters answer."))


def can_look_for_people(user: Person) -> Verdict:
    """The page at all: owners and recruiters of any organization; what it shows is `can_find_people`."""
    if user.pk and Membership.objects.filter(user_id=user.pk, role__in=WRITERS).exists():
        return ALLOWED
    return Verdict(False, _("Only owners and recruiters look for people."))


def can_find_people(user: Person, employer: Employer | None) -> Verdict:
    """Search and count people who chose to be seen: who writes jobs, once the employer is verified."""
    if employer is None or role_of(user, employer) not in WRITERS:
        return Verdict(False, _("Only owners and recruiters look for people."))
    if employer.suspended_at:
        return Verdict(False, _("This organization is suspended. Ask us why."))
    if employer.level < EmployerLevel.DOMAIN_EMAIL:
        return Verdict(
            False,
            _("Confirm an e-mail address at your own domain first: candidates are promised it."),
        )
    return ALLOWED


def needs_second_factor(user: Person) -> bool:
    """Moderators, admins and owners: what they can reach is other people's."""
    if not user.is_authenticated:
        return False
    if user.is_staff or user.is_superuser or user.is_moderator:
        return True
    return Membership.objects.filter(user_id=user.pk, role=MemberRole.OWNER).exists()
