"""Append-only record of everything that changed: who, what, which fields, from which state to which."""

from core.events.models import Event
from core.events.recording import for_subject, record

__all__ = ["Event", "for_subject", "record"]
