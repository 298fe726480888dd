"""A code mailed to the person's own address, to prove once more who sits there."""

from __future__ import annotations

import secrets
import time
from typing import TypedDict

from django.db import transaction
from django.utils.translation import gettext as _

from core import events, limits
from profiles import emails
from profiles.models import User
from profiles.services import codes

CODE_SECONDS = 15 * 60
TRIES = 5


class SentCode(TypedDict):
    """What the session keeps of a code; never the code."""

    hash: str
    until: float
    tries: int


def send_code(*, user: User) -> SentCode:
    """Mail a code. Raises Refused after five in an hour."""
    limits.hit(f"reauthentication:{user.pk}", limit=5, seconds=3600).require()
    plain = codes.new_code()
    with transaction.atomic():
        emails.reauthentication_code(user, plain, f"reauthentication:{secrets.token_hex(8)}")
        events.record(verb="reauthentication_code_sent", subject=user, by=user)
    return {
        "hash": codes.hashed(plain, f"reauthentication:{user.pk}"),
        "until": time.time() + CODE_SECONDS,
        "tries": 0,
    }


def problem_with(sent: SentCode | None, code: str, user: User) -> str:
    """Why the code is not accepted, or ""."""
    if sent is None or sent["until"] <= time.time() or sent["tries"] >= TRIES:
        return _("This code is no longer valid. Send a new one.")
    # Counted in the database, too: an old copy of the session must not bring tries back.
    allowed = limits.hit(f"reauthentication-try:{user.pk}", limit=4 * TRIES, seconds=3600)
    if not allowed:
        return allowed.reason
    if not codes.matches(code, f"reauthentication:{user.pk}", sent["hash"]):
        return _("That is not the code we sent.")
    return ""
