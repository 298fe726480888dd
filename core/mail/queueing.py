from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.validators import validate_email
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import translation
from django.utils.module_loading import import_string

from core.mail.models import MailState, Outbox
from core.mail.rendering import render_mail


@dataclass(frozen=True, slots=True)
class Recipient:
    """What a higher room says of a user who is about to be mailed: the language to write in, and a
    reason code when no mail of this stream may go to him or her."""

    language: str = ""
    refuse: str = ""


def recipient_of(user_id: int | None, stream: str) -> Recipient:
    """Asks settings.MAIL_RECIPIENT, a dotted path to `f(*, user_id, stream) -> Recipient` (core knows no
    users)."""
    path = getattr(settings, "MAIL_RECIPIENT", "")
    if user_id is None or not path:
        return Recipient()
    return import_string(path)(user_id=user_id, stream=stream)


def refusal_of(row: Outbox) -> str:
    """Why this mail must not leave now, or "": asks settings.MAIL_GUARDS, stream -> dotted path to
    `f(row) -> reason code`, for what the recipient or the world may have changed since it was queued."""
    path = getattr(settings, "MAIL_GUARDS", {}).get(row.stream, "")
    return import_string(path)(row) if path else ""


def enqueue(
    *,
    event: str,
    to: str,
    template: str,
    context: dict[str, Any],
    user_id: int | None = None,
    stream: str = "transactional",
    priority: int = 5,
    send_after: dt.datetime | None = None,
    reply_to: str = "",
    unsubscribe_url: str = "",
) -> Outbox | None:
    """Queue a mail in the caller's transaction; None when this (event, to) was queued before.

    `event` is a stable key such as "application-sent:17". `template` is "listings/email/approved": with
    .subject.txt and .txt, and .html if the text wrapped in the layout is not enough. Priority 1 leaves
    first (codes and resets), 9 last (digests). The mail is written in the recipient's language now, so
    it says what was true when it happened. Raises ValidationError for an impossible address.
    """
    validate_email(to)
    recipient = to.strip().lower()
    language = (
        recipient_of(user_id, stream).language
        or translation.get_language()
        or settings.LANGUAGE_CODE
    )
    subject, text, html = render_mail(template, context, language)
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    row = Outbox(
        event=event,
        recipient=recipient,
        user_id=user_id,
        stream=stream,
        priority=priority,
        language=language,
        subject=subject,
        text=text,
        html=html,
        reply_to=reply_to,
        unsubscribe_url=unsubscribe_url,
        # made once: a second delivery after a crash bears the same id and is folded by mail programs
        message_id=f"<{secrets.token_hex(16)}@{host}>",
        **({"send_after": send_after} if send_after else {}),
    )
    Outbox.objects.bulk_create([row], ignore_conflicts=True)
    return Outbox.objects.filter(message_id=row.message_id).first()


def cancel(*, event: str) -> int:
    """Take back what was not sent of this event (all recipients); how many. A mail that is being handed
    over right now is not taken back."""
    waiting = Outbox.objects.filter(event=event, state=MailState.QUEUED)
    return waiting.filter(Q(lease_until__isnull=True) | Q(lease_until__lt=Now())).delete()[0]
