"""What the database notes for the indexes that processes keep in memory."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Func
from django.db.models.functions import Now


class What(models.TextChoices):
    """A kind of row the indexes are derived from, or that older changes were cleared away."""

    JOB = "job"
    PERSON = "person"
    FORMULA = "formula"
    PRUNED = "pruned"


class TransactionIdField(models.Field):
    """PostgreSQL's `xid8`: the number of a transaction, never given out twice."""

    def db_type(self, connection: Any) -> str:
        return "xid8"


class CurrentTransaction(Func):
    function = "pg_current_xact_id"
    output_field = TransactionIdField()


class IndexChange(models.Model):
    """A row changed in this transaction: triggers write it, `matching.index` reads what it has not seen.

    The row itself is read again, so that one note serves new, changed and gone alike. `row_id` 0: every
    row of the kind (a table was emptied). Nothing personal: kinds and numbers only.
    """

    what = models.CharField(max_length=10, choices=What)
    row_id = models.BigIntegerField()
    xid = TransactionIdField(db_default=CurrentTransaction())
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            # changes that a snapshot has not seen: asked at each use of an index
            models.Index(fields=["xid"], name="indexchange_by_transaction"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.row_id}"
