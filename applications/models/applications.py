from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.enums import OPEN_STATES, ActorRole, ApplicationState, DeclineReason
from core.files import StoredFile
from core.ids import PublicIdField
from listings.models import JobPosting, Opening, PostingRevision
from profiles.models import CandidateProfile
from qualifications.models import Formula


class Application(models.Model):
    """One person's application to one opening, with all that was true when it was sent.

    `snapshot` is the profile as sent, `verdict` the evaluation of `formula` by `rule_version`.
    `due_at` is written at sending and after an interview, and no edit moves it.
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

    revision = models.ForeignKey(
        PostingRevision, null=True, on_delete=models.PROTECT, related_name="+"
    )
    formula = models.ForeignKey(Formula, on_delete=models.PROTECT, related_name="+")
    snapshot = models.JSONField()
    verdict = models.JSONField()
    rule_version = models.CharField(max_length=20)
    bucket = models.CharField(max_length=20)
    message = models.TextField(_("message to the employer"), max_length=3000, blank=True)
    resume = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # what the candidate keeps back until the employer shows interest
    hidden_fields = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    version = models.PositiveIntegerField(default=1)

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
        ]
        indexes = [
            # answers due first, on the employer's home page
            models.Index(
                fields=["due_at"], condition=Q(answered_at__isnull=True), name="application_due"
            ),
            # one list by date for a posting
            models.Index(fields=["posting", "-sent_at"], name="application_of_posting"),
        ]


class ApplicationAnswer(models.Model):
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=300)
    answer = models.TextField(max_length=3000)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]


class Move(models.Model):
    """A step on the timeline. Append-only."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="moves")
    state_from = models.CharField(max_length=10, choices=ApplicationState, blank=True)
    state_to = models.CharField(max_length=10, choices=ApplicationState)
    actor_id = models.BigIntegerField(null=True)
    actor_role = models.CharField(max_length=10, choices=ActorRole)
    reason = models.CharField(max_length=20, blank=True)
    due_at = models.DateTimeField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]


class Decision(models.Model):
    """A refusal or a hire with its reason, and the receipt the candidate can read."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="decisions")
    outcome = models.CharField(max_length=10, choices=ApplicationState)
    reason = models.CharField(max_length=15, choices=DeclineReason, blank=True)
    requirement = models.CharField(max_length=300, blank=True)
    text = models.TextField(_("words to the candidate"), max_length=3000, blank=True)
    receipt = models.JSONField(default=dict)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField()
    # the mail leaves at this time; until then the decision can be undone
    final_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(undone_at__isnull=True),
                name="decision_one_standing",
            ),
        ]
