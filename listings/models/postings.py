from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings as site
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core.ids import PublicIdField
from core.places import Place
from listings.enums import (
    Certainty,
    ClosedReason,
    EmploymentType,
    JobKind,
    Origin,
    PayComponentKind,
    PayUnit,
    PostingState,
    VacancyStatus,
    Workplace,
)
from profiles.enums import MemberRole
from profiles.models import Employer, Facility, Membership
from qualifications.models import Duty, Formula, RoleFamily, Setting


class Opening(models.Model):
    """One real vacancy. Reposts are further postings of the same opening, so its age and record stay."""

    public_id = PublicIdField()
    employer = models.ForeignKey(
        Employer, null=True, blank=True, on_delete=models.PROTECT, related_name="openings"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.public_id


_PUBLIC = [PostingState.LIVE, PostingState.PAUSED]


class JobPostingQuerySet(models.QuerySet["JobPosting"]):
    def live(self) -> Self:
        return self.filter(state=PostingState.LIVE)

    def past_its_date(self, today: date) -> Self:
        """Open jobs whose closing date (or, when imported, listing time) is over."""
        return self.filter(state__in=_PUBLIC).filter(
            Q(apply_by__lt=today) | Q(origin=Origin.IMPORTED, listed_until__lt=today)
        )

    def visible_to(self, user: Any) -> Self:
        """Public jobs for everyone; also unpublished ones for members of the employer and reviewers."""
        public = Q(state__in=_PUBLIC)
        if not user.is_authenticated:
            return self.filter(public)
        if user.is_superuser:
            return self
        own = Q(employer__in=Membership.objects.filter(user=user).values("employer"))
        if user.is_moderator:
            own |= ~Q(state=PostingState.DRAFT) | Q(submitted_at__isnull=False)
        return self.filter(public | own)

    def of_member(self, user: Any) -> Self:
        """Jobs of the employers and sites this person works for, in any role."""
        member = Membership.objects.filter(user=user, employer=OuterRef("employer"))
        return self.filter(origin=Origin.EMPLOYER).filter(_in_scope(member))

    def editable_by(self, user: Any) -> Self:
        """Jobs this person may change: owners and recruiters of the employer, at their own sites."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self.filter(origin=Origin.EMPLOYER)
        member = Membership.objects.filter(
            user=user,
            employer=OuterRef("employer"),
            role__in=[MemberRole.OWNER, MemberRole.RECRUITER],
        )
        return self.filter(origin=Origin.EMPLOYER).filter(_in_scope(member))

    def for_list(self) -> Self:
        """What a card needs, in a fixed number of queries. Order is the caller's."""
        return self.select_related(
            "employer", "facility", "place", "role_family", "formula"
        ).prefetch_related("settings", "pay_components")


def _in_scope(member: models.QuerySet[Membership]) -> Exists | Q:
    everywhere = member.filter(facilities__isnull=True)
    here = member.filter(facilities=OuterRef("facility"))
    return Q(Exists(everywhere)) | Q(Exists(here))


class JobPosting(models.Model):
    """A job as the public sees it. While an edit waits for review these columns stay as approved.

    Pay is in US dollars per `pay_unit`; `pay_annual_*` are whole dollars a year (hourly x hours a week
    x 52, 40 hours when none are stated), kept for filters and sorting only.
    """

    public_id = PublicIdField()
    slug = models.SlugField(max_length=100)
    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="postings")
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.EMPLOYER)
    employer = models.ForeignKey(
        Employer, null=True, blank=True, on_delete=models.PROTECT, related_name="postings"
    )
    facility = models.ForeignKey(
        Facility, null=True, blank=True, on_delete=models.PROTECT, related_name="postings"
    )
    company_name = models.CharField(max_length=200, blank=True)
    title = models.CharField(_("title"), max_length=120)
    role_family = models.ForeignKey(
        RoleFamily, null=True, blank=True, on_delete=models.PROTECT, related_name="postings"
    )
    kind = models.CharField(max_length=15, choices=JobKind, blank=True)
    settings = models.ManyToManyField(Setting, blank=True, related_name="postings")
    duties = models.ManyToManyField(Duty, blank=True, related_name="postings")
    soft_skills = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    description = models.TextField(_("description"), max_length=20000, blank=True)
    description_html = models.TextField(blank=True, editable=False)
    is_outpatient = models.BooleanField(default=False)

    workplace = models.CharField(max_length=10, choices=Workplace, default=Workplace.ONSITE)
    remote_states = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    street = models.CharField(max_length=120, blank=True)
    city = models.CharField(max_length=80, blank=True)
    state_code = models.CharField(max_length=2, blank=True)

    employment_type = models.CharField(max_length=20, choices=EmploymentType, blank=True)
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    placement_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    shifts = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    schedule_text = models.CharField(max_length=200, blank=True)

    caseload = models.PositiveSmallIntegerField(null=True, blank=True)
    share_phone = models.PositiveSmallIntegerField(null=True, blank=True)
    share_desk = models.PositiveSmallIntegerField(null=True, blank=True)
    share_field = models.PositiveSmallIntegerField(null=True, blank=True)
    on_call = models.BooleanField(null=True, blank=True)
    home_visits_per_month = models.PositiveSmallIntegerField(null=True, blank=True)
    ehr = models.CharField(max_length=60, blank=True)
    supervision_hours_per_month = models.DecimalField(
        max_digits=4, decimal_places=1, null=True, blank=True
    )
    productivity_text = models.CharField(max_length=200, blank=True)

    pay_min = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    pay_max = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    pay_unit = models.CharField(max_length=10, choices=PayUnit, blank=True)
    pay_annual_min = models.PositiveIntegerField(null=True, blank=True, editable=False)
    pay_annual_max = models.PositiveIntegerField(null=True, blank=True, editable=False)
    pay_basis = models.CharField(max_length=300, blank=True)
    benefits_summary = models.TextField(max_length=2000, blank=True)
    other_pay_text = models.TextField(max_length=1000, blank=True)

    formula = models.ForeignKey(
        Formula, null=True, blank=True, on_delete=models.PROTECT, related_name="postings"
    )
    # what the reader found in an imported advert; nobody confirmed it, so it decides nothing
    suggested_tree = models.JSONField(null=True, blank=True)
    suggestions = models.JSONField(default=list, blank=True)

    reply_days = models.PositiveSmallIntegerField(null=True, blank=True)
    vacancy = models.CharField(max_length=12, choices=VacancyStatus, default=VacancyStatus.OPEN_NOW)
    opens_on = models.DateField(null=True, blank=True)
    openings_count = models.PositiveSmallIntegerField(default=1)
    apply_by = models.DateField(null=True, blank=True)

    state = models.CharField(max_length=10, choices=PostingState, default=PostingState.DRAFT)
    submitted_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_reason = models.CharField(max_length=10, choices=ClosedReason, blank=True)
    listed_until = models.DateField(null=True, blank=True)

    source_name = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=120, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    source_posted_on = models.DateField(null=True, blank=True)
    source_digest = models.CharField(max_length=64, blank=True)

    created_by = models.ForeignKey(
        site.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = JobPostingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(origin=Origin.IMPORTED, source_name__gt="", source_id__gt="")
                | Q(origin=Origin.EMPLOYER, employer__isnull=False),
                name="jobposting_origin_has_its_source",
            ),
            models.UniqueConstraint(
                fields=["source_name", "source_id"],
                condition=Q(origin=Origin.IMPORTED),
                name="jobposting_imported_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_PUBLIC, origin=Origin.EMPLOYER)
                | Q(
                    pay_min__isnull=False,
                    pay_max__isnull=False,
                    pay_unit__gt="",
                    benefits_summary__gt="",
                    apply_by__isnull=False,
                    reply_days__isnull=False,
                    formula__isnull=False,
                    role_family__isnull=False,
                    employment_type__gt="",
                    is_outpatient=True,
                ),
                name="jobposting_live_is_complete",
                violation_error_message=_(
                    "A live job needs its pay range, benefits, closing date, reply promise and requirements."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_PUBLIC, origin=Origin.EMPLOYER)
                | Q(place__isnull=False)
                | Q(workplace=Workplace.REMOTE),
                name="jobposting_live_has_a_place",
                violation_error_message=_("A live job needs a place, or is fully remote."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_PUBLIC, origin=Origin.IMPORTED)
                | Q(
                    pay_min__isnull=False,
                    pay_max__isnull=False,
                    pay_unit__gt="",
                    state_code__gt="",
                    listed_until__isnull=False,
                ),
                name="jobposting_imported_live_has_pay_and_place",
            ),
            models.CheckConstraint(
                condition=Q(pay_min__isnull=True)
                | Q(pay_max__isnull=True)
                | Q(pay_min__lte=F("pay_max")),
                name="jobposting_pay_in_order",
                violation_error_message=_("The lowest pay must not be above the highest."),
            ),
            models.CheckConstraint(
                condition=Q(pay_min__isnull=True) | Q(pay_min__gt=0), name="jobposting_pay_positive"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_PUBLIC) | Q(published_at__isnull=False),
                name="jobposting_live_has_date",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=PostingState.CLOSED, closed_at__isnull=False, closed_reason__gt=""
                )
                | (~Q(state=PostingState.CLOSED) & Q(closed_at__isnull=True, closed_reason="")),
                name="jobposting_closed_has_date_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(reply_days__isnull=True) | Q(reply_days__range=(1, 30)),
                name="jobposting_reply_within_30_days",
                violation_error_message=_("Promise an answer within 1 to 30 business days."),
            ),
        ]
        indexes = [
            # an employer's list of jobs, newest first
            models.Index(
                fields=["employer", "state", "-created_at"], name="jobposting_of_employer"
            ),
            # the sweep that closes jobs past their date
            models.Index(
                fields=["apply_by"],
                condition=Q(state=PostingState.LIVE),
                name="jobposting_live_apply_by",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_live(self) -> bool:
        return self.state == PostingState.LIVE

    @property
    def is_imported(self) -> bool:
        return self.origin == Origin.IMPORTED

    @property
    def organization(self) -> str:
        """Who hires, as shown: the employer's name, or the name an imported advert gives."""
        return self.employer.name if self.employer else self.company_name

    @property
    def place_line(self) -> str:
        """ "Cincinnati, OH"; "" for a remote job without a site."""
        return f"{self.city}, {self.state_code}" if self.city else self.state_code

    @property
    def patient_states(self) -> list[str]:
        """Where licenses must hold: the states of a remote job, else the state of the site."""
        if self.workplace == Workplace.REMOTE and self.remote_states:
            return list(self.remote_states)
        return [self.state_code] if self.state_code else []


class PayComponent(models.Model):
    """A part of the pay beside the base. Amounts are dollars per `unit` ('' means once)."""

    posting = models.ForeignKey(JobPosting, on_delete=models.CASCADE, related_name="pay_components")
    kind = models.CharField(max_length=30, choices=PayComponentKind)
    certainty = models.CharField(max_length=15, choices=Certainty, default=Certainty.GUARANTEED)
    amount_min = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    amount_max = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=10, choices=PayUnit, blank=True)
    text = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_min__isnull=True)
                | Q(amount_max__isnull=True)
                | Q(amount_min__lte=F("amount_max")),
                name="paycomponent_amounts_in_order",
                violation_error_message=_("The lower amount must not be above the higher."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
