from __future__ import annotations

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from applications.enums import INTEREST_STATES, OPEN_STATES, ActorRole, ApplicationState
from core.files import StoredFile
from core.ids import PublicIdField
from listings.models import JobPosting, Opening, PostingRevision
from profiles.enums import EmployerLevel
from profiles.models import CandidateProfile, Membership, User
from qualifications.models import Formula


class ApplicationQuerySet(models.QuerySet["Application"]):
    def open(self) -> ApplicationQuerySet:
        return self.filter(state__in=OPEN_STATES)

    def unanswered(self) -> ApplicationQuerySet:
        """Open ones for which the employer's clock runs."""
        return self.open().filter(answered_at__isnull=True)

    def overdue(self, now: dt.datetime) -> ApplicationQuerySet:
        return self.unanswered().filter(due_at__lt=now)

    def sent_by(self, user: User) -> ApplicationQuerySet:
        return self.filter(profile__user_id=user.pk)

    def of_members(self, user: User) -> ApplicationQuerySet:
        """Sent to employers the user works for (to her sites, where the membership names sites),
        whether or not they may be read yet: for counts."""
        member = Membership.objects.filter(
            Q(facilities__isnull=True) | Q(facilities=OuterRef("posting__facility")),
            user_id=user.pk,
            employer=OuterRef("posting__employer"),
        )
        return self.filter(Exists(member))

    def readable_by(self, user: User) -> ApplicationQuerySet:
        """Those whose content an employer's member may read: only after the employer confirmed its
        e-mail domain, and never while it is suspended."""
        return self.of_members(user).filter(
            posting__employer__level__gte=EmployerLevel.DOMAIN_EMAIL,
            posting__employer__suspended_at__isnull=True,
        )

    def visible_to(self, user: User) -> ApplicationQuerySet:
        """The candidate's own and those readable at her employers; nobody else sees any."""
        if not user.is_authenticated:
            return self.none()
        mine = self.model.objects.sent_by(user).values("pk")
        read = self.model.objects.readable_by(user).values("pk")
        return self.filter(Q(pk__in=mine) | Q(pk__in=read))

    def for_list(self) -> ApplicationQuerySet:
        return self.select_related(
            "posting__employer", "posting__facility", "posting__place", "profile__user"
        ).prefetch_related("decisions", "interviews__slots")


class Application(models.Model):
    """One person's application to one opening, with all that was true when it was sent.

    `snapshot` is the profile as sent, `verdict` the evaluation of `formula` by `rule_version`.
    `due_at` is the date of the next answer: written at sending and when an interview is set, and no
    edit of the job moves it; `answered_at` is empty while the employer owes that answer. The first
    promise and its answer are kept for the public record (`answer_days` in business days).
    """

    public_id = PublicIdField()
    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="applications")
    posting = models.ForeignKey(JobPosting, on_delete=models.PROTECT, related_name="applications")
    profile = models.ForeignKey(
        CandidateProfile, null=True, on_delete=models.SET_NULL, related_name="applications"
    )
    state = models.CharField(max_length=10, choices=ApplicationState, default=ApplicationState.SENT)
    sent_at = models.DateTimeField()
    reply_days = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    viewed_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    first_due_at = models.DateTimeField()
    first_answered_at = models.DateTimeField(null=True, blank=True)
    answer_days = models.PositiveSmallIntegerField(null=True, blank=True)
    # each of these mails leaves once; a new due date clears the first two
    due_told_at = models.DateTimeField(null=True, blank=True)
    overdue_told_at = models.DateTimeField(null=True, blank=True)
    closing_told_at = models.DateTimeField(null=True, blank=True)

    revision = models.ForeignKey(
        PostingRevision, null=True, on_delete=models.PROTECT, related_name="+"
    )
    formula = models.ForeignKey(Formula, on_delete=models.PROTECT, related_name="+")
    snapshot = models.JSONField()
    verdict = models.JSONField()
    # what decided, in ids: `qualifications.replay` works the verdict out again from it alone
    basis = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    rule_version = models.CharField(max_length=20)
    bucket = models.CharField(max_length=20)
    message = models.TextField(_("message to the employer"), max_length=3000, blank=True)
    resume = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # what the candidate keeps back until the employer shows interest (enums.HeldBack)
    hidden_fields = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "opening"],
                condition=Q(state__in=OPEN_STATES),
                name="application_one_open_per_opening",
                violation_error_message=_("You have already applied for this job."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_STATES, ended_at__isnull=True)
                | (~Q(state__in=OPEN_STATES) & Q(ended_at__isnull=False)),
                name="application_ended_has_date",
            ),
            models.CheckConstraint(
                condition=Q(first_answered_at__isnull=True, answer_days__isnull=True)
                | Q(first_answered_at__isnull=False, answer_days__isnull=False),
                name="application_answer_has_days",
            ),
        ]
        indexes = [
            # answers due first, on the employer's home page; reminders
            models.Index(
                fields=["due_at"],
                condition=Q(answered_at__isnull=True, state__in=OPEN_STATES),
                name="application_due",
            ),
            # one list by date for a posting
            models.Index(fields=["posting", "-sent_at"], name="application_of_posting"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def shows_all(self) -> bool:
        """Whether what the candidate held back is shown to the employer by now."""
        return self.state in INTEREST_STATES

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.answered_at is None and self.due_at < dt.datetime.now(dt.UTC)


class ApplicationAnswer(models.Model):
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=300)
    answer = models.TextField(max_length=3000)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.question


class Move(models.Model):
    """A step on the timeline. Append-only; `actor_id` is a plain number, so it outlives the account."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="moves")
    state_from = models.CharField(max_length=10, choices=ApplicationState, blank=True)
    state_to = models.CharField(max_length=10, choices=ApplicationState)
    actor_id = models.BigIntegerField(null=True)
    actor_role = models.CharField(max_length=10, choices=ActorRole)
    reason = models.CharField(max_length=20, blank=True)
    due_at = models.DateTimeField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.state_from} > {self.state_to}"
