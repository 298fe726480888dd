"""Mail that leaves exactly when the business transaction does: a row first, SMTP later."""

from core.mail.models import MailState, Outbox
from core.mail.queueing import Recipient, cancel, enqueue
from core.mail.sending import oldest_unsent, purge_bodies, replay, send_due

__all__ = [
    "MailState",
    "Outbox",
    "Recipient",
    "cancel",
    "enqueue",
    "oldest_unsent",
    "purge_bodies",
    "replay",
    "send_due",
]
