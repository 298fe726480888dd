from __future__ import annotations

import hashlib
import hmac
import math

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.errors import ALLOWED, Verdict
from core.logs import security

# One statement, so that the row lock orders parallel hits. A refused hit is not counted (hits stays at
# the limit): otherwise someone else's tries would lengthen the lock-out for ever.
_HIT = """
INSERT INTO core_counter AS c (digest, hits, ends_at)
VALUES (%(digest)s, 1, clock_timestamp() + make_interval(secs => %(seconds)s))
ON CONFLICT (digest) DO UPDATE SET
    hits = CASE WHEN c.ends_at <= clock_timestamp() THEN 1 ELSE LEAST(c.hits + 1, %(limit)s + 1) END,
    ends_at = CASE WHEN c.ends_at <= clock_timestamp() THEN EXCLUDED.ends_at ELSE c.ends_at END
RETURNING hits, EXTRACT(EPOCH FROM ends_at - clock_timestamp())
"""


def digest_of(key: str) -> str:
    return hmac.new(
        settings.SECRET_KEY.encode(), b"limit:" + key.encode(), hashlib.sha256
    ).hexdigest()


def hit(key: str, *, limit: int, seconds: int) -> Verdict:
    """Count one try of `key`; refuse when it is more than `limit` within the window of `seconds`.

    The window starts with its first try. Call it outside of a transaction: a rollback would take the
    count back, and a long one would make other tries of the key wait.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HIT, {"digest": digest_of(key), "limit": limit, "seconds": seconds})
        hits, left = cursor.fetchone()
    if hits <= limit:
        return ALLOWED
    security("limit_hit", limit_name=key.partition(":")[0])
    return Verdict(
        False,
        _("Too many tries. Please wait %(time)s and try again.") % {"time": _words(float(left))},
    )


def forget(key: str) -> None:
    """Start again for this key (after a correct password, for example)."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_counter WHERE digest = %s", [digest_of(key)])


def _words(seconds: float) -> str:
    if seconds < 90:
        n = max(1, math.ceil(seconds))
        return ngettext("%(n)d second", "%(n)d seconds", n) % {"n": n}
    n = math.ceil(seconds / 60)
    return ngettext("%(n)d minute", "%(n)d minutes", n) % {"n": n}
