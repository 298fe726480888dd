"""The record of matching, as lines an auditor can read. No names: ids, facts that were judged, verdicts."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from applications.models import Application, MatchLog

# What of a snapshot entered matching; all else in it is for people to read.
INPUTS = ("on", "facts", "denied")
UNNAMED = {"label", "parts", "source_ref"}


def log_lines(*, since: dt.date | None = None, employer_slug: str = "") -> Iterator[str]:
    """JSON lines: "sent" (inputs, rule version, verdict of each line) and "used" (viewer, what it showed)."""
    sent = Application.objects.select_related("posting__employer", "formula").order_by("pk")
    used = MatchLog.objects.select_related("posting__employer").order_by("pk")
    if since:
        start = timezone.make_aware(dt.datetime.combine(since, dt.time.min))
        sent, used = sent.filter(sent_at__gte=start), used.filter(at__gte=start)
    if employer_slug:
        sent = sent.filter(posting__employer__slug=employer_slug)
        used = used.filter(posting__employer__slug=employer_slug)
    for application in sent.iterator(500):
        yield _json(_sent(application))
    for row in used.iterator(500):
        yield _json(_used(row))


def unnamed_facts(facts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Stated facts without the names of schools and workplaces and without the line they came from."""
    return [{key: value for key, value in fact.items() if key not in UNNAMED} for fact in facts]


def _sent(application: Application) -> dict[str, Any]:
    snapshot = application.snapshot
    inputs = {name: snapshot[name] for name in INPUTS if name in snapshot}
    inputs["facts"] = unnamed_facts(inputs.get("facts", []))
    return {
        "record": "sent",
        "at": application.sent_at.isoformat(),
        "application": application.public_id,
        "job": application.posting.public_id,
        "rule_version": application.rule_version,
        "formula": application.formula.tree,
        "inputs": inputs,
        "basis": application.basis,
        "bucket": application.bucket,
        "lines": [
            {name: line.get(name) for name in ("path", "text", "truth", "kind", "required")}
            for line in application.verdict.get("lines", [])
        ],
    }


def _used(row: MatchLog) -> dict[str, Any]:
    return {
        "record": "used",
        "at": row.at.isoformat(),
        "use": row.use,
        "viewer": row.actor_id,
        "job": row.posting.public_id,
        "rule_version": row.rule_version,
        "until": row.until.isoformat() if row.until else None,
        "shown": row.shown,
    }


def _json(line: dict[str, Any]) -> str:
    return json.dumps(line, sort_keys=True, default=str)
