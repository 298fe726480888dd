from __future__ import annotations

from django.db import models
from django.utils import timezone

from core.ids import PublicIdField


class StoredFile(models.Model):
    """What is known of a file; the bytes are in the storage under `key`, a random name.

    `owner_id` is a plain user number (core knows no users). A row no foreign key points at for a day is
    an upload nobody finished: the reaper takes it.
    """

    public_id = PublicIdField()
    key = models.CharField(max_length=120, unique=True)
    owner_id = models.BigIntegerField(null=True, db_index=True)
    purpose = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "core_stored_file"
        indexes = [
            # the reaper looks at old files first
            models.Index(fields=["created_at"], name="stored_file_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.public_id}"


class FileBytes(models.Model):
    """Bytes of one file of DatabaseStorage."""

    key = models.CharField(max_length=120, primary_key=True)
    content = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "core_file_bytes"

    def __str__(self) -> str:
        return self.key
