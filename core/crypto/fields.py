from __future__ import annotations

from typing import Any

from django.core.exceptions import FieldError
from django.db import models

from core.crypto.keys import decrypt, encrypt


class EncryptedTextField(models.TextField):
    """Text that is ciphertext in the database and in backups. It can be read, not searched: each
    encryption differs, so comparing in SQL would silently find nothing and is refused."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return encrypt(value) if value else value

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> str | None:
        return decrypt(value) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted and cannot be searched.")
        return super().get_lookup(lookup_name)
