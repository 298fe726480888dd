"""What core's own tables know of people."""

from __future__ import annotations

from django.db import models

from core import personal
from core.access.models import AccessLog
from core.events.models import Event
from core.files.models import StoredFile
from core.files.storing import delete_files
from core.mail.models import MailState, Outbox
from core.mail.sending import bodies_to_purge, empty_bodies

personal.register(
    Event,
    export=[
        "at",
        "verb",
        "subject_type",
        "subject_id",
        "fields",
        "state_before",
        "state_after",
        "reason_code",
    ],
    erase=personal.KEEP,
    retention="kept: append-only history of ids and codes; who an id was ends with the account",
    not_personal=["data", "request_id"],
)
personal.register(
    AccessLog,
    export=["at", "party_id", "how", "named"],
    erase=personal.KEEP,
    retention="four years: plain numbers; who a number was ends with the account",
    path="subject_id",
    not_personal=["day", "actor_id"],
)
personal.register(
    StoredFile,
    export=["public_id", "purpose", "name", "content_type", "size", "sha256", "created_at"],
    erase=delete_files,
    retention="until deleted by its owner; unfinished uploads one day",
    not_personal=["key"],
)


def _erase_mails(mails: models.QuerySet) -> None:
    """What still waits is not sent to someone who left; what was sent keeps only that it was."""
    mails.filter(state=MailState.QUEUED).delete()
    mails.update(
        recipient=models.F("message_id"),
        subject="",
        text="",
        html="",
        reply_to="",
        unsubscribe_url="",
    )


personal.register(
    Outbox,
    export=["created_at", "stream", "recipient", "subject", "text", "state", "finished_at"],
    erase=_erase_mails,
    retention="the text 7 days after it left; that it left as long as the account",
    expired=bodies_to_purge,
    purge=empty_bodies,
    not_personal=[
        "event",
        "language",
        "html",
        "reply_to",
        "unsubscribe_url",
        "message_id",
        "lease",
        "reason",
    ],
)
