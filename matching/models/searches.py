from __future__ import annotations

import datetime as dt
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone as clock
from django.utils.translation import gettext_lazy as _

from core.ids import PublicIdField
from matching.enums import Pace, Weekday
from profiles.models import CandidateProfile

MORNING = dt.time(7, 0)


class Subscriber(models.Model):
    """Someone who is told of new jobs: a candidate, or an address that asked for it without an account.

    One hour and one time zone for all of a person's searches, so that each slot is one mail. `seen_held` and
    `seen_denied` are the closures of her facts as alerts last looked at them: what is new since then is
    what she newly qualifies by.
    """

    public_id = PublicIdField()
    profile = models.OneToOneField(
        CandidateProfile, null=True, blank=True, on_delete=models.CASCADE, related_name="subscriber"
    )
    email = models.EmailField(max_length=254, blank=True)
    timezone = models.CharField(max_length=40, default="America/New_York")
    send_at = models.TimeField(_("hour of the mail"), default=MORNING)
    newly_qualify = models.BooleanField(_("tell me when I newly qualify"), default=False)
    seen_held = ArrayField(models.IntegerField(), default=list, editable=False)
    seen_denied = ArrayField(models.IntegerField(), default=list, editable=False)
    seen_at = models.DateTimeField(null=True, editable=False)
    # the next slot, and the local date of the last one: no date has two
    next_at = models.DateTimeField(null=True, editable=False)
    last_on = models.DateField(null=True, editable=False)
    stopped_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(profile__isnull=False, email="")
                | Q(profile__isnull=True, email__gt=""),
                name="subscriber_is_profile_or_address",
            ),
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(profile__isnull=True),
                name="subscriber_once_per_address",
            ),
        ]
        indexes = [
            # whose slot is due
            models.Index(
                fields=["next_at"], condition=Q(stopped_at__isnull=True), name="subscriber_due"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def confirmed(self) -> Self:
        return self.filter(confirmed_at__isnull=False)

    def wanted(self) -> Self:
        """Those that tell now: confirmed, not paused, of someone who did not stop all mail."""
        return self.confirmed().filter(paused_at__isnull=True, subscriber__stopped_at__isnull=True)


class SavedSearch(models.Model):
    """A search kept under its canonical query string. `wants` is what it compiles to for matching many
    searches at once (`matching.alerts.wanting`); it follows from `query` and is never shown."""

    public_id = PublicIdField()
    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="searches")
    name = models.CharField(_("name"), max_length=200)
    query = models.CharField(max_length=2000, blank=True)
    # what the search was before a job in it was not wanted; null: nothing to undo, "" was all jobs
    query_before = models.CharField(max_length=2000, null=True, blank=True)  # noqa: DJ001
    wants = models.JSONField(default=dict, editable=False)
    pace = models.CharField(_("how often"), max_length=10, choices=Pace, default=Pace.DAILY)
    weekday = models.PositiveSmallIntegerField(
        _("on"), choices=Weekday, default=Weekday.MONDAY, blank=True
    )
    created_at = models.DateTimeField(default=clock.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "query"], name="savedsearch_saved_once"),
        ]
        indexes = [
            # confirmations nobody gave, to be forgotten
            models.Index(
                fields=["created_at"],
                condition=Q(confirmed_at__isnull=True),
                name="savedsearch_unconfirmed",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_paused(self) -> bool:
        return self.paused_at is not None
