"""Every personal column of this room: export, erasure, retention (core.personal says how).

An application belongs to two sides. When a candidate erases her account, the employer keeps what the law
asks it to keep of a hiring decision (29 CFR 1602.14: one year; longer with a claim): that someone with
these qualifications applied, and what was decided and why. Who it was is gone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from applications.models import (
    Application,
    ApplicationAnswer,
    Decision,
    Interview,
    InterviewSlot,
    MatchLog,
    Message,
    Move,
    PrivateNote,
)
from applications.selectors.match_log import unnamed_facts
from core import personal

KEPT_YEARS = 2
# what remains of a snapshot: the qualifications that were judged, without the person
IMPERSONAL = ("snapshot_version", "on", "experience_totals", "languages", "skills", "denied")


def pseudonymous(application: Application) -> dict[str, Any]:
    """The snapshot with only what was judged: no name, contact, schools, workplaces or free text."""
    snapshot = application.snapshot
    kept = {key: snapshot[key] for key in IMPERSONAL if key in snapshot}
    kept["credentials"] = [
        {key: row.get(key) for key in ("term", "name", "kind", "state", "multistate", "status")}
        for row in snapshot.get("credentials", [])
    ]
    kept["education"] = [
        {key: row.get(key) for key in ("term", "name", "in_progress")}
        for row in snapshot.get("education", [])
    ]
    kept["facts"] = unnamed_facts(snapshot.get("facts", []))
    return kept


def pseudonymous_verdict(application: Application) -> dict[str, Any]:
    """The verdicts stay; their sentences lose the names of schools and workplaces."""
    return _without_facts(application.verdict)


def pseudonymous_receipt(decision: Decision) -> dict[str, Any]:
    return _without_facts(decision.receipt)


def _without_facts(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: (
                ""
                if key in {"fact", "you"}
                else []
                if key == "source_refs"
                else _without_facts(item)
            )
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_without_facts(item) for item in value]
    return value


def _past(prefix: str, model: Any) -> Callable[[dt.datetime], QuerySet]:
    """Rows of applications that ended long ago and still belong to a person."""

    def rows(now: dt.datetime) -> QuerySet:
        end = now - dt.timedelta(days=365 * KEPT_YEARS)
        return model.objects.filter(
            **{f"{prefix}ended_at__lt": end, f"{prefix}profile__isnull": False}
        )

    return rows


PATH = "profile__user"
KEPT = f"{KEPT_YEARS} years after it ended, then without the person; the employer's legal record"

personal.register(
    Application,
    export=[
        "public_id",
        "state",
        "sent_at",
        "reply_days",
        "due_at",
        "viewed_at",
        "answered_at",
        "ended_at",
        "snapshot",
        "verdict",
        "basis",
        "rule_version",
        "bucket",
        "message",
        "hidden_fields",
    ],
    erase={
        "snapshot": pseudonymous,
        "verdict": pseudonymous_verdict,
        "message": personal.BLANK,
        "resume": personal.NULL,
        "hidden_fields": personal.BLANK,
        "profile": personal.NULL,
    },
    retention=KEPT,
    path=PATH,
    expired=_past("", Application),
    not_personal=[
        "first_due_at",
        "first_answered_at",
        "answer_days",
        "due_told_at",
        "overdue_told_at",
        "closing_told_at",
        "version",
    ],
)
personal.register(
    ApplicationAnswer,
    export=["question", "answer"],
    erase={"answer": personal.BLANK},
    retention=KEPT,
    path=f"application__{PATH}",
    expired=_past("application__", ApplicationAnswer),
    not_personal=["position"],
)
personal.register(
    Move,
    export=["state_from", "state_to", "actor_role", "reason", "at", "due_at"],
    erase=personal.KEEP,
    retention="kept: states and codes; who an id was ends with the account",
    path=f"application__{PATH}",
    not_personal=["actor_id"],
)
personal.register(
    Decision,
    export=["outcome", "reason", "requirement", "text", "receipt", "decided_at"],
    erase={"text": personal.BLANK, "receipt": pseudonymous_receipt},
    retention=KEPT,
    path=f"application__{PATH}",
    expired=_past("application__", Decision),
    not_personal=[
        "public_id",
        "final_at",
        "undone_at",
        "state_before",
        "answered_before",
        "was_first_answer",
    ],
)
personal.register(
    Interview,
    export=["where", "note", "timezone", "duration_minutes", "created_at", "cancelled_at"],
    erase={"where": personal.BLANK, "note": personal.BLANK},
    retention=KEPT,
    path=f"application__{PATH}",
    expired=_past("application__", Interview),
    not_personal=["public_id"],
)
personal.register(
    InterviewSlot,
    export=["starts_at", "chosen_at"],
    erase=personal.KEEP,
    retention=KEPT,
    path=f"interview__application__{PATH}",
)
personal.register(
    Message,
    export=["author_role", "body", "sent_at"],
    erase={"body": personal.BLANK},
    retention=KEPT,
    path=f"application__{PATH}",
    expired=_past("application__", Message),
)
personal.register(
    PrivateNote,
    # the employer's own words about a person are not hers to take along, but they end with her account
    export=[],
    erase={"body": personal.BLANK},
    retention=KEPT,
    path=f"application__{PATH}",
    expired=_past("application__", PrivateNote),
    not_personal=["written_at"],
)
personal.not_personal(
    MatchLog,
    "an employer's use of matching: ids and codes, kept four years by the law of several states; who an "
    "application was ends with the application",
)
