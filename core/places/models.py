from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Place(models.Model):
    """One ZIP code. `names` are the folded city names the postal service accepts, for look-ups.
    `is_post_office` ZIPs hold boxes or one firm: valid addresses, poor city centers."""

    zip = models.CharField(max_length=5, primary_key=True)
    city = models.CharField(max_length=60)
    state = models.CharField(max_length=2)
    county = models.CharField(max_length=60, blank=True)
    lat = models.FloatField()
    lng = models.FloatField()
    timezone = models.CharField(max_length=40)
    is_post_office = models.BooleanField(default=False)
    names = ArrayField(models.CharField(max_length=60), default=list)

    class Meta:
        db_table = "core_place"
        indexes = [
            # "Cincinnati, OH"
            GinIndex(fields=["names"], name="place_by_name"),
            # city pickers and lists by state
            models.Index(fields=["state", "city"], name="place_by_state_city"),
        ]

    def __str__(self) -> str:
        return f"{self.city}, {self.state} {self.zip}"
