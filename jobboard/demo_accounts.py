"""The log-ins of the demo, for whoever makes it and for `run.py`, which prints them.

Only ever made on a site of one machine (run.py makes no demo where others can reach it),
so password and authenticator secret stand here for everybody to read. Standard library only.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time

PASSWORD = "outpatient-demo-2026"
# The same authenticator secret for the roles that must log in with a second factor.
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

# role -> (e-mail address, whether a second factor is asked for)
ACCOUNTS: dict[str, tuple[str, bool]] = {
    "candidate": ("candidate@demo.example", False),
    "owner": ("owner@demo.example", True),
    "recruiter": ("recruiter@demo.example", False),
    "reviewer": ("reviewer@demo.example", False),
    "moderator": ("moderator@demo.example", True),
    "admin": ("admin@demo.example", True),
}


def totp(secret: str = TOTP_SECRET, at: float | None = None) -> str:
    """The six digits an authenticator shows for `secret` at a moment (RFC 6238, SHA-1, 30 s)."""
    counter = struct.pack(">Q", int((time.time() if at is None else at) // 30))
    mac = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"
