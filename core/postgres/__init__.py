"""What migrations need beyond Django: the application's role, append-only tables."""

from core.postgres.operations import ApplicationRole, append_only

__all__ = ["ApplicationRole", "append_only"]
