from __future__ import annotations

import datetime as dt
import random
import secrets
import smtplib
import threading
import time
from email.utils import format_datetime
from typing import Any

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import connection
from django.db.models import Min, QuerySet
from django.utils import timezone

from core.mail.models import MailState, Outbox
from core.mail.queueing import recipient_of, refusal_of

_log = structlog.get_logger("mail")
LEASE_SECONDS = 120
MAX_ATTEMPTS = 8
KEEP_BODY = dt.timedelta(days=7)

_CLAIM = """
UPDATE core_outbox SET lease = %(lease)s, lease_until = clock_timestamp() + make_interval(secs => %(seconds)s)
WHERE id = (
    SELECT id FROM core_outbox
    WHERE state = 'queued' AND send_after <= %(now)s
        AND (lease_until IS NULL OR lease_until < clock_timestamp())
    ORDER BY priority, send_after, id
    FOR UPDATE SKIP LOCKED LIMIT 1
)
RETURNING id
"""


class _Away:
    """When the mail server cannot be reached at all, it is left alone for a while; no mail is blamed."""

    def __init__(self) -> None:
        self.tries, self.until, self.lock = 0, 0.0, threading.Lock()

    def now(self) -> bool:
        return time.monotonic() < self.until

    def failed(self) -> None:
        with self.lock:
            self.tries += 1
            self.until = time.monotonic() + min(60.0, 2.0**self.tries) * random.uniform(0.8, 1.2)

    def reached(self) -> None:
        self.tries, self.until = 0, 0.0


away = _Away()


def send_due(limit: int = 100) -> int:
    """Hand due mails to the mail server, most urgent first, one lease each; how many it accepted.

    A mail is marked sent only after the server said so: a crash in between sends it again under the same
    Message-ID (at least once). Called all the time by the worker, from any number of processes.
    """
    if away.now():
        return 0
    server: Any = None
    sent = 0
    try:
        for _ in range(limit):
            row = _claim()
            if row is None:
                break
            refusal = recipient_of(row.user_id, row.stream).refuse or refusal_of(row)
            if refusal:
                _finish(row, MailState.DROPPED, refusal)
                continue
            if server is None:
                server = _connect()
            if server is None:
                _release(row)
                break
            outcome = _send(row, server)
            sent += outcome == MailState.SENT
            if outcome is None:  # the connection broke, not this mail
                break
    finally:
        if server is not None:
            _close(server)
    return sent


def _claim() -> Outbox | None:
    lease = secrets.token_hex(16)
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, {"lease": lease, "seconds": LEASE_SECONDS, "now": timezone.now()})
        found = cursor.fetchone()
    return Outbox.objects.get(pk=found[0], lease=lease) if found else None


def _connect() -> Any:
    server = get_connection(fail_silently=False)
    try:
        server.open()
    except (OSError, smtplib.SMTPException) as error:
        away.failed()
        _log.error("mail_server_away", error=type(error).__name__)
        return None
    away.reached()
    return server


def _close(server: Any) -> None:
    try:
        server.close()
    except (OSError, smtplib.SMTPException):
        pass  # everything it accepted is marked already


def _send(row: Outbox, server: Any) -> MailState | None:
    """The new state, QUEUED for "later", None when the server went away."""
    try:
        server.send_messages([message_of(row)])
    except smtplib.SMTPRecipientsRefused as error:
        return _refused(row, max(code for code, _ in error.recipients.values()))
    except smtplib.SMTPServerDisconnected:
        _broken(row)
        return None
    except smtplib.SMTPResponseException as error:
        return _refused(row, error.smtp_code)
    except OSError:
        _broken(row)
        return None
    except Exception as error:  # poison: this mail cannot be made or sent, the others can
        return _later(row, type(error).__name__)
    _finish(row, MailState.SENT, "")
    return MailState.SENT


def _refused(row: Outbox, code: int) -> MailState:
    if code >= 500:
        _finish(row, MailState.DEAD, f"smtp_{code}")
        return MailState.DEAD
    return _later(row, f"smtp_{code}")


def _broken(row: Outbox) -> None:
    # It may be this mail that breaks the connection, so it counts as a try of its own too.
    away.failed()
    _later(row, "connection_lost")


def _later(row: Outbox, reason: str) -> MailState:
    if row.attempts + 1 >= MAX_ATTEMPTS:
        _finish(row, MailState.DEAD, reason)
        return MailState.DEAD
    wait = min(3600.0, 15.0 * 2**row.attempts) * random.uniform(0.8, 1.2)
    _held(row).update(
        attempts=row.attempts + 1,
        send_after=timezone.now() + dt.timedelta(seconds=wait),
        reason=reason,
        lease="",
        lease_until=None,
    )
    _log.warning("mail_later", mail=row.pk, reason=reason, attempt=row.attempts + 1)
    return MailState.QUEUED


def _finish(row: Outbox, state: MailState, reason: str) -> None:
    marked = _held(row).update(
        state=state,
        reason=reason,
        finished_at=timezone.now(),
        attempts=row.attempts + 1,
        lease="",
        lease_until=None,
    )
    _log.info(f"mail_{state.value}" if marked else "mail_fenced", mail=row.pk, reason=reason)


def _release(row: Outbox) -> None:
    _held(row).update(lease="", lease_until=None)


def _held(row: Outbox) -> Any:
    """The row, if it is still ours: a sender that slept past its lease changes nothing."""
    return Outbox.objects.filter(pk=row.pk, lease=row.lease, state=MailState.QUEUED)


def message_of(row: Outbox) -> EmailMultiAlternatives:
    headers = {
        "Message-ID": row.message_id,
        "Date": format_datetime(row.created_at),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    if row.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{row.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        headers["Precedence"] = "bulk"
    message = EmailMultiAlternatives(
        subject=row.subject,
        body=row.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[row.recipient],
        reply_to=[row.reply_to] if row.reply_to else None,
        headers=headers,
    )
    if row.html:
        message.attach_alternative(row.html, "text/html")
    return message


def oldest_unsent() -> dt.datetime | None:
    """Since when the longest waiting due mail should have left."""
    now = timezone.now()
    return Outbox.objects.filter(state=MailState.QUEUED, send_after__lte=now).aggregate(
        t=Min("send_after")
    )["t"]


def bodies_to_purge(now: dt.datetime) -> QuerySet[Outbox]:
    """Mails that left or died over a week ago: their bodies hold names, codes and links."""
    return Outbox.objects.filter(purged_at__isnull=True, finished_at__lt=now - KEEP_BODY)


def empty_bodies(mails: QuerySet[Outbox]) -> int:
    """Event and address stay, so that the same mail is not sent again."""
    return mails.update(subject="", text="", html="", unsubscribe_url="", purged_at=timezone.now())


def purge_bodies() -> int:
    return empty_bodies(bodies_to_purge(timezone.now()))


def replay(mail_id: int) -> bool:
    """Queue a dead letter again; False when it is not dead or its body is gone."""
    dead = Outbox.objects.filter(pk=mail_id, state=MailState.DEAD, purged_at__isnull=True)
    return bool(
        dead.update(
            state=MailState.QUEUED,
            attempts=0,
            finished_at=None,
            send_after=timezone.now(),
            reason="",
        )
    )
