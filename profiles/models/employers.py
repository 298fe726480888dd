from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core.ids import PublicIdField
from core.places import Place
from profiles.enums import EmployerKind, EmployerLevel, MemberRole
from profiles.models.candidates import CandidateProfile
from qualifications.models import Setting

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from profiles.models.users import User

# Guesses allowed against one mailed code.
CODE_TRIES = 5


class EmployerQuerySet(models.QuerySet["Employer"]):
    def of_member(self, user: User | AnonymousUser) -> EmployerQuerySet:
        return self.filter(memberships__user_id=user.pk) if user.pk else self.none()

    def visible_to(self, user: User | AnonymousUser) -> EmployerQuerySet:
        """Its own pages: members, and staff who look after all of them."""
        if getattr(user, "is_moderator", False) or getattr(user, "is_superuser", False):
            return self
        return self.of_member(user)

    def editable_by(self, user: User | AnonymousUser) -> EmployerQuerySet:
        if getattr(user, "is_superuser", False):
            return self
        if not user.pk:
            return self.none()
        # one filter: the membership with this role must be the one of this person
        return self.filter(memberships__user_id=user.pk, memberships__role=MemberRole.OWNER)


class Employer(models.Model):
    """An organization that hires. Sister organizations share a `parent`."""

    public_id = PublicIdField()
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(
        _("kind"), max_length=15, choices=EmployerKind, default=EmployerKind.CLINIC
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="sisters"
    )
    website = models.URLField(_("website"), max_length=200, blank=True)
    email_domain = models.CharField(_("e-mail domain"), max_length=120, blank=True)
    npi = models.CharField(_("NPI"), max_length=10, blank=True)
    about = models.TextField(_("about"), max_length=3000, blank=True)
    about_html = models.TextField(blank=True, editable=False)
    eeo_statement = models.TextField(_("equal opportunity statement"), max_length=1000, blank=True)
    accommodation_contact = models.CharField(
        _("contact for accommodations"), max_length=200, blank=True
    )
    pslf_eligible = models.BooleanField(_("states it qualifies for PSLF"), default=False)
    level = models.PositiveSmallIntegerField(
        choices=EmployerLevel, default=EmployerLevel.UNVERIFIED
    )
    domain_confirmed_at = models.DateTimeField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = EmployerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(level=EmployerLevel.UNVERIFIED) | Q(domain_confirmed_at__isnull=False),
                name="employer_verified_has_date",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FacilityQuerySet(models.QuerySet["Facility"]):
    def visible_to(self, user: User | AnonymousUser) -> FacilityQuerySet:
        return self.filter(employer__in=Employer.objects.visible_to(user))

    def editable_by(self, user: User | AnonymousUser) -> FacilityQuerySet:
        return self.filter(employer__in=Employer.objects.editable_by(user))


class Facility(models.Model):
    public_id = PublicIdField()
    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="facilities")
    name = models.CharField(_("name"), max_length=120)
    setting = models.ForeignKey(
        Setting, verbose_name=_("care setting"), on_delete=models.PROTECT, related_name="+"
    )
    street = models.CharField(_("street address"), max_length=120, blank=True)
    place = models.ForeignKey(
        Place, verbose_name=_("ZIP code"), on_delete=models.PROTECT, related_name="+"
    )
    ehr = models.CharField(_("EHR"), max_length=60, blank=True)
    npi = models.CharField(_("NPI"), max_length=10, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FacilityQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "facilities"
        constraints = [
            models.UniqueConstraint(
                "employer",
                Lower("name"),
                name="facility_name_unique_per_employer",
                violation_error_message=_("You already have a site with this name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def for_list(self) -> MembershipQuerySet:
        return (
            self.select_related("user")
            .prefetch_related("facilities")
            .order_by("role", "user__full_name", "user__email", "pk")
        )


class Membership(models.Model):
    """A person's place in an employer's team. Every employer keeps at least one owner (services)."""

    public_id = PublicIdField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=MemberRole)
    # empty means every facility of the employer
    facilities = models.ManyToManyField(Facility, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "employer"], name="membership_once_per_employer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.employer_id}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> InvitationQuerySet:
        return self.filter(accepted_at=None, revoked_at=None)


class Invitation(models.Model):
    """An invitation to join an employer, bound to one e-mail address; the token is kept hashed."""

    public_id = PublicIdField()
    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=10, choices=MemberRole)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "employer",
                Lower("email"),
                condition=Q(accepted_at=None, revoked_at=None),
                name="invitation_waiting_once_per_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.employer_id}"


class DomainCode(models.Model):
    """A code mailed to an address at the employer's own domain; confirming it gives level 1."""

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="domain_codes")
    email = models.EmailField(max_length=254)
    code_hash = models.CharField(max_length=128)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(attempts__lte=CODE_TRIES), name="domaincode_tries_are_counted"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employer_id} {self.created_at:%Y-%m-%d %H:%M}"


class EmployerConsent(models.Model):
    """A candidate lets one employer see who she is."""

    profile = models.ForeignKey(CandidateProfile, on_delete=models.CASCADE, related_name="consents")
    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["profile", "employer"], name="employerconsent_once"),
        ]

    def __str__(self) -> str:
        return f"{self.profile_id} {self.employer_id}"


class EmployerExclusion(models.Model):
    """A candidate hides from one employer, its parent and its sisters."""

    profile = models.ForeignKey(
        CandidateProfile, on_delete=models.CASCADE, related_name="exclusions"
    )
    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="+")
    excluded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["profile", "employer"], name="employerexclusion_once"),
        ]

    def __str__(self) -> str:
        return f"{self.profile_id} {self.employer_id}"
