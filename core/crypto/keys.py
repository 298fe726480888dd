from __future__ import annotations

import base64
import hashlib
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class CannotDecrypt(Exception):
    """None of the configured keys opens the value."""


@lru_cache(maxsize=4)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet(
        [
            Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"field:" + key.encode()).digest()))
            for key in keys
        ]
    )


def _current() -> MultiFernet:
    # First key writes, all read: to rotate, put a new one in front and run `manage.py rotate_keys`.
    return _box(tuple(settings.FIELD_KEYS))


def encrypt(text: str) -> str:
    return _current().encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    try:
        return _current().decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise CannotDecrypt(
            "No key in FIELD_KEYS opens this value. Was a key removed before rotation?"
        ) from error


def rotate(token: str) -> str:
    """The same value under the first key."""
    try:
        return _current().rotate(token.encode()).decode()
    except InvalidToken as error:
        raise CannotDecrypt(
            "No key in FIELD_KEYS opens this value. Was a key removed before rotation?"
        ) from error
