"""What migrations need beyond Django: the application's role, tables that are kept, the recruiters' walls."""

from core.postgres.operations import ApplicationRole, append_only, kept_for
from core.postgres.walls import (
    READER_SETTING,
    RecruiterRole,
    behind_wall,
    for_recruiters,
    open_column,
    recruiter_role,
)

__all__ = [
    "READER_SETTING",
    "ApplicationRole",
    "RecruiterRole",
    "append_only",
    "behind_wall",
    "for_recruiters",
    "kept_for",
    "open_column",
    "recruiter_role",
]
