from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.enums import ApplicationState, DeclineReason
from applications.models.applications import Application
from core.ids import PublicIdField


class Decision(models.Model):
    """A refusal, an offer or a hire with its reason, and the receipt the candidate can read.

    `receipt` holds the rule, the fact, the version and the words as they were when it was decided.
    The `*_before` columns are what an undo puts back.
    """

    public_id = PublicIdField()
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
    state_before = models.CharField(max_length=10, choices=ApplicationState)
    answered_before = models.DateTimeField(null=True, blank=True)
    was_first_answer = models.BooleanField(default=False)

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(undone_at__isnull=True)
                & Q(outcome__in=[ApplicationState.DECLINED, ApplicationState.HIRED]),
                name="decision_one_standing",
            ),
            models.CheckConstraint(
                condition=~Q(reason=DeclineReason.REQUIREMENT) | Q(requirement__gt=""),
                name="decision_names_its_requirement",
                violation_error_message=_("Say which requirement is not met."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.public_id}"
