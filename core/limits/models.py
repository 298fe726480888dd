from __future__ import annotations

from django.db import models


class Counter(models.Model):
    """Hits of one key in its current window. `digest` is a keyed hash: keys may hold addresses."""

    digest = models.CharField(max_length=64, primary_key=True)
    hits = models.PositiveIntegerField()
    ends_at = models.DateTimeField()

    class Meta:
        db_table = "core_counter"
        indexes = [
            # the daily purge of windows that are over
            models.Index(fields=["ends_at"], name="counter_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.digest[:8]} {self.hits}"
