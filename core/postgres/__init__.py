"""What migrations need beyond Django: the application's role, tables that must not be rewritten."""

from core.postgres.operations import ApplicationRole, append_only, kept_for

__all__ = ["ApplicationRole", "append_only", "kept_for"]
