from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class How(models.TextChoices):
    LISTED = "listed", _("in a list")
    OPENED = "opened", _("opened")


class AccessLog(models.Model):
    """One person looked at by one other on one day. Plain numbers, as core knows no people: `actor_id` looked,
    for the organization `party_id`, at `subject_id`. `named`: the name was shown too."""

    at = models.DateTimeField(default=timezone.now, editable=False)
    day = models.DateField()
    actor_id = models.BigIntegerField()
    party_id = models.BigIntegerField()
    subject_id = models.BigIntegerField()
    how = models.CharField(max_length=10, choices=How)
    named = models.BooleanField()

    class Meta:
        db_table = "core_accesslog"
        ordering = ("-pk",)
        indexes = [
            # "who saw me", newest first
            models.Index(fields=["subject_id", "-id"], name="accesslog_of_subject"),
            # rows past their time
            models.Index(fields=["at"], name="accesslog_by_time"),
        ]
        constraints = [
            # looking again on the same day adds nothing to know
            models.UniqueConstraint(
                fields=["actor_id", "party_id", "subject_id", "how", "named", "day"],
                name="accesslog_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor_id} {self.how} {self.subject_id}"
