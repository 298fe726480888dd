from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from core.crypto import EncryptedTextField
from core.files import StoredFile
from core.ids import PublicIdField
from core.places import Place
from profiles.enums import CredentialStatus, LicenseScope, Verification, Visibility
from profiles.matching_inputs import fields_of
from qualifications.models import RoleFamily, Setting, Term

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from profiles.models.users import User


class CandidateProfileQuerySet(models.QuerySet["CandidateProfile"]):
    def editable_by(self, user: User | AnonymousUser) -> CandidateProfileQuerySet:
        return self.filter(user_id=user.pk) if user.pk else self.none()

    # What an employer sees is a snapshot or a search row, never the profile itself.
    visible_to = editable_by

    def with_facts(self) -> CandidateProfileQuerySet:
        """Everything `selectors.facts_of` reads, in a fixed number of queries."""
        return self.select_related("user", "place").prefetch_related(
            "credentials__term",
            "education__term",
            "experience__role_family",
            "experience__setting",
            "languages__term",
            "skills__term",
            "denials__term",
        )

    def for_matching(self) -> CandidateProfileQuerySet:
        """With the facts, and nothing but what matching may read (`matching_inputs`): no name, text, number
        or year is even fetched. As many queries as `with_facts`."""
        lines = {
            "credentials": Credential,
            "education": Education,
            "experience": Experience,
            "languages": LanguageSkill,
            "skills": ProfileSkill,
            "denials": Denial,
        }
        beside = {"experience": ("setting", "role_family")}
        prefetches = [
            Prefetch(
                name,
                queryset=model._default_manager.only(*fields_of(model.__name__)).prefetch_related(
                    *beside.get(name, ("term",))
                ),
            )
            for name, model in lines.items()
        ]
        own = [*fields_of("CandidateProfile"), *(f"place__{f}" for f in fields_of("Place"))]
        return self.only(*own).select_related("place").prefetch_related(*prefetches)


class CandidateProfile(models.Model):
    """What a candidate states about herself: five cards of facts, and what follows from them.

    `held_terms` and `denied_terms` are the closures of the facts on `terms_on`, under one vocabulary, kept for the set
    tests in SQL; services recompute them in the transaction that changes a fact.
    """

    public_id = PublicIdField()
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="candidate_profile"
    )
    headline = models.CharField(_("headline"), max_length=120, blank=True)
    about = models.TextField(_("about you"), max_length=2000, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    place = models.ForeignKey(
        Place,
        verbose_name=_("home ZIP code"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    radius_miles = models.PositiveSmallIntegerField(
        _("how far you would travel"),
        default=25,
        validators=[MinValueValidator(1), MaxValueValidator(200)],
    )
    open_to_remote = models.BooleanField(_("open to remote work"), default=True)
    work_authorized = models.BooleanField(_("authorized to work in the US"), null=True, blank=True)
    needs_sponsorship = models.BooleanField(_("needs sponsorship"), null=True, blank=True)
    employment_types = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    shifts = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    hours_min = models.PositiveSmallIntegerField(null=True, blank=True)
    hours_max = models.PositiveSmallIntegerField(null=True, blank=True)
    available_from = models.DateField(_("available from"), null=True, blank=True)
    soft_skills = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.HIDDEN)
    held_terms = ArrayField(models.IntegerField(), default=list, editable=False)
    denied_terms = ArrayField(models.IntegerField(), default=list, editable=False)
    terms_on = models.DateField(null=True, editable=False)
    # the version of the vocabulary they follow from: a compact switched on makes them stale at once
    terms_under = models.CharField(
        max_length=36, blank=True, default="", db_default="", editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    # Kept by a trigger (migration 0002_walls), whatever is written here: where she lives to a tenth of a
    # degree, which is all that people search may measure from, and the employers she hides from.
    area_state = models.CharField(
        max_length=2, blank=True, default="", db_default="", editable=False
    )
    area_lat = models.FloatField(null=True, editable=False)
    area_lng = models.FloatField(null=True, editable=False)
    hidden_from = ArrayField(
        models.BigIntegerField(),
        default=list,
        db_default=models.Value([], ArrayField(models.BigIntegerField())),
        editable=False,
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = CandidateProfileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hours_min__isnull=True)
                | Q(hours_max__isnull=True)
                | Q(hours_min__lte=F("hours_max")),
                name="candidateprofile_hours_in_order",
                violation_error_message=_("The most hours must not be below the fewest."),
            ),
        ]
        indexes = [
            # people search: candidates whose held set covers a formula
            GinIndex(fields=["held_terms"], name="candidateprofile_held_terms"),
            # people search around a job: only comparisons of numbers may run before the walls of
            # row-level security, so the place narrows first and the held set is tested after
            models.Index(
                fields=["area_lat", "area_lng"],
                name="candidateprofile_area",
                condition=~Q(visibility="hidden"),
            ),
            # people search for a remote job, and the list by date
            models.Index(
                fields=["-updated_at", "-id"],
                name="candidateprofile_by_update",
                condition=~Q(visibility="hidden"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)


class FactQuerySet(models.QuerySet):
    def editable_by(self, user: User | AnonymousUser) -> FactQuerySet:
        return self.filter(profile__user_id=user.pk) if user.pk else self.none()

    visible_to = editable_by


class ProfileFact(models.Model):
    """A line of a profile card."""

    public_id = PublicIdField()
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True


class Credential(ProfileFact):
    """A license, certification or clearance; the term says which, `state` where a license holds."""

    profile = models.ForeignKey(
        CandidateProfile, on_delete=models.CASCADE, related_name="credentials"
    )
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=2, blank=True)
    scope = models.CharField(max_length=10, choices=LicenseScope, default=LicenseScope.SINGLE)
    status = models.CharField(
        max_length=16, choices=CredentialStatus, default=CredentialStatus.ACTIVE
    )
    number = EncryptedTextField(blank=True, default="")
    issued_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    privilege_states = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    verification = models.CharField(
        max_length=15, choices=Verification, default=Verification.STATED
    )
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    document = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["term__kind", "term__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "term", "state"], name="credential_stated_once"
            ),
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True)
                | Q(expires_on__isnull=True)
                | Q(issued_on__lt=F("expires_on")),
                name="credential_dates_in_order",
                violation_error_message=_("The expiry date must be after the issue date."),
            ),
            # employers accept permits up to a length, so it must be known
            models.CheckConstraint(
                condition=~Q(status=CredentialStatus.LIMITED_PERMIT)
                | Q(issued_on__isnull=False, expires_on__isnull=False),
                name="credential_permit_has_dates",
                violation_error_message=_("A limited permit needs both its dates."),
            ),
            models.CheckConstraint(
                condition=Q(verification=Verification.STATED) | Q(verified_at__isnull=False),
                name="credential_verified_has_date",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.term.name


class Education(ProfileFact):
    profile = models.ForeignKey(
        CandidateProfile, on_delete=models.CASCADE, related_name="education"
    )
    term = models.ForeignKey(
        Term, verbose_name=_("degree"), on_delete=models.PROTECT, related_name="+"
    )
    program = models.CharField(_("program or major"), max_length=120, blank=True)
    school = models.CharField(_("school"), max_length=120, blank=True)
    in_progress = models.BooleanField(_("still studying"), default=False)
    foreign_evaluated = models.BooleanField(null=True, blank=True)
    # private: never shown to employers and never read by matching
    finished_year = models.PositiveSmallIntegerField(
        _("year finished (private)"), null=True, blank=True
    )

    class Meta:
        ordering = ["-term__rank", "pk"]

    def __str__(self) -> str:
        return self.term.name


class Experience(ProfileFact):
    profile = models.ForeignKey(
        CandidateProfile, on_delete=models.CASCADE, related_name="experience"
    )
    job_title = models.CharField(_("job title"), max_length=120)
    employer_name = models.CharField(_("employer"), max_length=120, blank=True)
    role_family = models.ForeignKey(
        RoleFamily, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    setting = models.ForeignKey(
        Setting, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    areas = ArrayField(models.CharField(max_length=60), default=list)
    populations = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    ehrs = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    started_on = models.DateField(_("from"))
    ended_on = models.DateField(
        _("to (leave empty if you still work there)"), null=True, blank=True
    )
    hours_per_week = models.PositiveSmallIntegerField(_("hours a week"), null=True, blank=True)
    duties = models.TextField(_("what you did"), max_length=2000, blank=True)

    class Meta:
        ordering = ["-started_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(started_on__lte=F("ended_on")),
                name="experience_dates_in_order",
                violation_error_message=_("The end date must not be before the start date."),
            ),
        ]

    def __str__(self) -> str:
        return self.job_title


class LanguageSkill(ProfileFact):
    """`term` is the language at a level; one level per language."""

    profile = models.ForeignKey(
        CandidateProfile, on_delete=models.CASCADE, related_name="languages"
    )
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=60)
    certified_interpreter = models.BooleanField(default=False)

    class Meta:
        ordering = ["language", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "language"], name="languageskill_one_level_per_language"
            ),
        ]

    def __str__(self) -> str:
        return self.term.name


class ProfileSkill(ProfileFact):
    profile = models.ForeignKey(CandidateProfile, on_delete=models.CASCADE, related_name="skills")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["term__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["profile", "term"], name="profileskill_stated_once"),
        ]

    def __str__(self) -> str:
        return self.term.name


class Denial(models.Model):
    """The candidate said: I do not have this. What is neither held nor denied is *not stated*."""

    profile = models.ForeignKey(CandidateProfile, on_delete=models.CASCADE, related_name="denials")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    denied_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["profile", "term"], name="denial_stated_once"),
        ]

    def __str__(self) -> str:
        return self.term.name


class Resume(ProfileFact):
    profile = models.ForeignKey(CandidateProfile, on_delete=models.CASCADE, related_name="resumes")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.file.name
