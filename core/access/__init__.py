"""Who looked at whom: append-only, for the person looked at to read, kept four years."""

from core.access.models import AccessLog, How
from core.access.recording import looks_at, purge_looks, record_looks

__all__ = ["AccessLog", "How", "looks_at", "purge_looks", "record_looks"]
