"""Opaque ids for everything that is shown outside: URLs, API, mails. Primary keys stay inside."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import models

# No i, l, o, u, 0, 1: ids are read aloud on the phone and must not spell words by accident.
ALPHABET = "abcdefghjkmnpqrstvwxyz23456789"
LENGTH = 12  # 30**12 = 5e17: not guessable, and no collision in any table we will have


def new_public_id() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


class PublicIdField(models.CharField):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LENGTH)
        kwargs.setdefault("unique", True)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("default", new_public_id)
        super().__init__(*args, **kwargs)
