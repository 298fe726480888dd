"""All tables of core, for Django; import them from their packages."""

from core.access.models import AccessLog
from core.events.models import Event
from core.files.models import FileBytes, StoredFile
from core.limits.models import Counter
from core.mail.models import Outbox
from core.places.models import Place
from core.queue.models import PeriodicSlot, QueuedTask, WorkerBeat

__all__ = [
    "AccessLog",
    "Counter",
    "Event",
    "FileBytes",
    "Outbox",
    "PeriodicSlot",
    "Place",
    "QueuedTask",
    "StoredFile",
    "WorkerBeat",
]
