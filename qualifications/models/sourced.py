from collections.abc import Callable

import pghistory
from django.db import models

from qualifications.enums import Certainty


def tracked() -> Callable:
    """Every change and removal of a row leaves its old values in a history table, by trigger."""
    return pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())


class Sourced(models.Model):
    """A row of the catalogue: dated, with where it came from and how sure we are."""

    valid_from = models.DateField(null=True, blank=True, help_text="Empty: before our records.")
    valid_to = models.DateField(null=True, blank=True, help_text="The last day it holds.")
    source = models.CharField(max_length=300, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    certainty = models.CharField(max_length=1, choices=Certainty, default=Certainty.MEDIUM)
    # Loading the catalogue again leaves a row alone once an admin has changed it.
    locally_edited = models.BooleanField(default=False)

    class Meta:
        abstract = True
