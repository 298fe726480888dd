"""Short codes that are mailed and typed back. Only a keyed hash is kept."""

from __future__ import annotations

import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

DIGITS = 6


def new_code() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def hashed(code: str, about: str) -> str:
    """`about` ties the hash to one purpose and one thing, so that a code opens nothing else."""
    return salted_hmac(f"mailed-code:{about}", clean(code), algorithm="sha256").hexdigest()


def matches(code: str, about: str, code_hash: str) -> bool:
    return constant_time_compare(hashed(code, about), code_hash)


def clean(code: str) -> str:
    """As typed back: spaces and dashes do not matter."""
    return "".join(c for c in code if c.isascii() and c.isdigit())[: DIGITS + 1]
