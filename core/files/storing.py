from __future__ import annotations

import datetime as dt
import hashlib
import re
import secrets
import unicodedata

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils import timezone

from core.files.models import StoredFile

UNCLAIMED_FOR = dt.timedelta(days=1)


@transaction.atomic
def save_file(
    *, content: bytes, name: str, content_type: str, owner_id: int | None, purpose: str
) -> StoredFile:
    """Store bytes that were already checked. With the default storage they commit or roll back together
    with the caller's rows; with S3 a rolled-back upload leaves an object nobody can name."""
    key = default_storage.save(f"{purpose}/{secrets.token_hex(20)}", ContentFile(content))
    return StoredFile.objects.create(
        key=key,
        owner_id=owner_id,
        purpose=purpose,
        name=safe_name(name),
        content_type=content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def read_file(stored: StoredFile) -> bytes:
    with default_storage.open(stored.key) as file:
        return file.read()


@transaction.atomic
def delete_files(files: models.QuerySet[StoredFile]) -> int:
    """Delete rows and their bytes. Raises ProtectedError while something still points at one."""
    keys = list(files.values_list("key", flat=True))
    StoredFile.objects.filter(key__in=keys).delete()
    for key in keys:
        default_storage.delete(key)
    return len(keys)


def reap_files(now: dt.datetime | None = None) -> int:
    """Delete files older than a day that no foreign key of any room points at."""
    unclaimed = StoredFile.objects.filter(created_at__lt=(now or timezone.now()) - UNCLAIMED_FOR)
    for relation in _relations():
        pointing = relation.related_model._base_manager.filter(
            **{relation.field.attname: models.OuterRef("pk")}
        )
        unclaimed = unclaimed.filter(~models.Exists(pointing))
    return delete_files(unclaimed)


def _relations() -> list[models.ForeignObjectRel]:
    """Foreign keys of all rooms to files, also those without a name backwards."""
    fields = StoredFile._meta.get_fields(include_hidden=True)
    return [field for field in fields if isinstance(field, models.ForeignObjectRel)]


def safe_name(name: str) -> str:
    """The name as typed, without path, control and direction characters; at most 120 long, ending kept."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(c for c in name if unicodedata.category(c)[0] != "C").strip(" .")
    name = re.sub(r"\s+", " ", name) or "file"
    if len(name) <= 120:
        return name
    stem, dot, ending = name.rpartition(".")
    return f"{stem[: 119 - len(ending)]}.{ending}" if dot and len(ending) <= 10 else name[:120]
