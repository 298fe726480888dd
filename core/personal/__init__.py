"""Every column that says something about a person: where it goes in an export, how it is erased, when it ends.

Each room registers its models in `<room>/personal.py`; a test fails when a column is in no list.

    personal.register(
        Credential,
        export=["term", "state", "number", "expires_on"],
        erase=personal.DELETE,
        retention="until the account is deleted",
    )
    personal.register(
        Application,
        export=["sent_at", "state", "cover_note"],
        erase={"cover_note": personal.BLANK, "snapshot": {}, "candidate": personal.NULL},
        retention="2 years after the decision",
        expired=lambda now: Application.objects.filter(decided_at__lt=now - timedelta(days=730)),
        not_personal=["rule_version"],
    )
    personal.not_personal(JobPosting, "says what a job is, not who wrote it")
"""

from core.personal.coverage import missing
from core.personal.registry import (
    BLANK,
    DELETE,
    KEEP,
    NULL,
    Registration,
    entries,
    not_personal,
    register,
)
from core.personal.rights import RetentionLine, erase_user, export_user, retention_report

__all__ = [
    "BLANK",
    "DELETE",
    "KEEP",
    "NULL",
    "Registration",
    "RetentionLine",
    "entries",
    "erase_user",
    "export_user",
    "missing",
    "not_personal",
    "register",
    "retention_report",
]
