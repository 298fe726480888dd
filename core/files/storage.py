from __future__ import annotations

from io import BytesIO

from django.core.files.base import File
from django.core.files.storage import Storage
from django.utils.deconstruct import deconstructible

from core.files.models import FileBytes


@deconstructible
class DatabaseStorage(Storage):
    """Django storage with the bytes in PostgreSQL. Saving joins the caller's transaction.

    Meant for files of a few megabytes; set STORAGES["default"] to S3 for more.
    """

    def _open(self, name: str, mode: str = "rb") -> File:
        if "w" in mode or "a" in mode:
            raise ValueError("Stored files are never changed in place; save a new one.")
        try:
            row = FileBytes.objects.get(key=name)
        except FileBytes.DoesNotExist as error:
            raise FileNotFoundError(name) from error
        return File(BytesIO(bytes(row.content)), name=name)

    def _save(self, name: str, content: File) -> str:
        FileBytes.objects.create(key=name, content=content.read())
        return name

    def delete(self, name: str) -> None:
        FileBytes.objects.filter(key=name).delete()

    def exists(self, name: str) -> bool:
        return FileBytes.objects.filter(key=name).exists()

    def size(self, name: str) -> int:
        return len(self._open(name).read())
