from __future__ import annotations

from datetime import date
from typing import Self

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from core.places import ALL_STATES


class PayLawQuerySet(models.QuerySet["PayLaw"]):
    def in_force(self, on: date) -> Self:
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)

    def for_states(self, codes: list[str]) -> Self:
        return self.filter(state__in=codes)


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent())
class PayLaw(models.Model):
    """What a state or city asks of a job advert about pay, between two dates. Shown as a hint only:
    every job here already states what the strictest of them asks."""

    slug = models.SlugField(unique=True)
    state = models.CharField(max_length=2)
    locality = models.CharField(max_length=60, blank=True)
    in_posting = models.BooleanField(default=True)
    wants_benefits = models.BooleanField(default=False)
    wants_other_pay = models.BooleanField(default=False)
    wants_deadline = models.BooleanField(default=False)
    applies_to = models.CharField(max_length=160, blank=True)
    note = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    # loading the catalogue again leaves a row alone once an admin has changed it
    locally_edited = models.BooleanField(default=False)

    objects = PayLawQuerySet.as_manager()

    class Meta:
        ordering = ["state", "locality", "valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="paylaw_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def place_name(self) -> str:
        return self.locality or ALL_STATES.get(self.state, self.state)

    @property
    def asks(self) -> str:
        """One sentence: what an advert there must state."""
        parts = [_("the pay range")]
        if self.wants_benefits:
            parts.append(_("the benefits"))
        if self.wants_other_pay:
            parts.append(_("other pay"))
        if self.wants_deadline:
            parts.append(_("the closing date"))
        return _("An advert states %(parts)s.") % {"parts": ", ".join(parts)}
