"""Every personal column of this room: export, erasure, retention (core.personal says how)."""

from __future__ import annotations

import datetime as dt

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.db.models import QuerySet

from core import personal
from profiles.models import (
    CandidateProfile,
    Credential,
    Denial,
    DomainCode,
    Education,
    Employer,
    EmployerConsent,
    EmployerExclusion,
    Experience,
    Invitation,
    LanguageSkill,
    Membership,
    ProfileSkill,
    Resume,
    User,
)

ACCOUNT = "until the account is deleted"


def _erase_users(users: QuerySet) -> None:
    """The row stays where others' history points at it, but says nothing any more."""
    for user in users:
        user.email = f"erased-{user.public_id}@invalid"
        user.full_name = ""
        user.language, user.timezone = "en", "America/New_York"
        user.is_active = user.is_staff = user.is_superuser = user.is_moderator = False
        user.set_unusable_password()
        user.save()


def _old_codes(now: dt.datetime) -> QuerySet:
    return DomainCode.objects.filter(created_at__lt=now - dt.timedelta(days=30))


def _old_invitations(now: dt.datetime) -> QuerySet:
    return Invitation.objects.filter(expires_at__lt=now - dt.timedelta(days=30))


personal.register(
    User,
    export=["email", "full_name", "language", "timezone", "date_joined", "last_login"],
    erase=_erase_users,
    retention=ACCOUNT,
    not_personal=["password"],
)
personal.register(
    EmailAddress, export=["email", "verified", "primary"], erase=personal.DELETE, retention=ACCOUNT
)
personal.register(
    EmailConfirmation,
    export=["created", "sent"],
    erase=personal.DELETE,
    retention=ACCOUNT,
    not_personal=["key"],
)
personal.register(
    Authenticator,
    export=["type", "created_at", "last_used_at"],
    erase=personal.DELETE,
    retention=ACCOUNT,
    not_personal=["data"],
)
personal.register(
    LogEntry,
    export=["action_time", "object_repr"],
    erase=personal.KEEP,
    retention="kept: what admins changed by hand",
    not_personal=["object_id", "object_repr", "change_message"],
)
personal.register(
    CandidateProfile,
    export=[
        "headline",
        "about",
        "phone",
        "place",
        "radius_miles",
        "open_to_remote",
        "work_authorized",
        "needs_sponsorship",
        "employment_types",
        "shifts",
        "hours_min",
        "hours_max",
        "available_from",
        "soft_skills",
        "visibility",
        "created_at",
    ],
    erase={
        "headline": personal.BLANK,
        "about": personal.BLANK,
        "phone": personal.BLANK,
        "place": personal.NULL,
        "work_authorized": personal.NULL,
        "needs_sponsorship": personal.NULL,
        "employment_types": personal.BLANK,
        "shifts": personal.BLANK,
        "available_from": personal.NULL,
        "hours_min": personal.NULL,
        "hours_max": personal.NULL,
        "soft_skills": personal.BLANK,
        "visibility": "hidden",
        "held_terms": personal.BLANK,
        "denied_terms": personal.BLANK,
        "terms_on": personal.NULL,
        "terms_under": personal.BLANK,
        "area_state": personal.BLANK,
        "area_lat": personal.NULL,
        "area_lng": personal.NULL,
        "hidden_from": personal.BLANK,
    },
    retention=f"{ACCOUNT}; the empty row stays while an employer must keep an application",
)
personal.register(
    Credential,
    export=[
        "term",
        "title",
        "state",
        "scope",
        "status",
        "number",
        "issued_on",
        "expires_on",
        "privilege_states",
        "verification",
        "verified_at",
    ],
    erase=personal.DELETE,
    retention=ACCOUNT,
    path="profile__user",
)
personal.register(
    Education,
    export=[
        "term",
        "program",
        "school",
        "in_progress",
        "foreign_evaluated",
        "finished_year",
    ],
    erase=personal.DELETE,
    retention=ACCOUNT,
    path="profile__user",
)
personal.register(
    Experience,
    export=[
        "job_title",
        "employer_name",
        "role_family",
        "setting",
        "areas",
        "populations",
        "ehrs",
        "started_on",
        "ended_on",
        "hours_per_week",
        "duties",
    ],
    erase=personal.DELETE,
    retention=ACCOUNT,
    path="profile__user",
)
personal.register(
    LanguageSkill,
    export=["term", "certified_interpreter"],
    erase=personal.DELETE,
    retention=ACCOUNT,
    path="profile__user",
    not_personal=["language"],
)
personal.register(
    ProfileSkill, export=["term"], erase=personal.DELETE, retention=ACCOUNT, path="profile__user"
)
personal.register(Denial, export=["term", "denied_at"], erase=personal.DELETE, retention=ACCOUNT)
personal.register(Resume, export=["file", "created_at"], erase=personal.DELETE, retention=ACCOUNT)
personal.register(
    EmployerConsent, export=["employer", "given_at"], erase=personal.DELETE, retention=ACCOUNT
)
personal.register(
    EmployerExclusion,
    export=["employer", "excluded_at"],
    erase=personal.DELETE,
    retention=ACCOUNT,
)
personal.register(
    Membership,
    export=["employer", "role", "created_at"],
    erase=personal.DELETE,
    retention=ACCOUNT,
    path="user",
)
personal.register(
    Invitation,
    export=["employer", "email", "role", "created_at"],
    erase=personal.DELETE,
    retention="30 days after it ran out",
    path="invited_by",
    not_personal=["token_hash"],
    expired=_old_invitations,
)
personal.register(
    DomainCode,
    export=["employer", "email", "created_at", "confirmed_at"],
    erase=personal.DELETE,
    retention="30 days",
    path="sent_by",
    not_personal=["code_hash"],
    expired=_old_codes,
)
personal.not_personal(Employer, "an organization's own public words")
