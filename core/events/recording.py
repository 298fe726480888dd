from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.db import models

from core.events.models import Event
from core.logs.context import current_request_id

# A code, id, date or dotted name. Spaces and @ are what typed text and addresses have: refused.
_CODE = re.compile(r"[\w.:/+\-]{0,80}\Z")


def record(
    *,
    verb: str,
    subject: models.Model,
    by: Any = None,
    fields: Iterable[str] = (),
    before: str = "",
    after: str = "",
    reason: str = "",
    data: dict[str, Any] | None = None,
) -> Event:
    """Write one event row in the caller's transaction.

    `by` is the acting user (None = the system). `data` takes numbers, booleans, None and codes without
    spaces, in lists or dicts; anything else raises ValueError, because the log outlives every erasure.
    """
    data = data or {}
    for value in (verb, before, after, reason, *fields, data):
        _refuse_text(value, verb)
    return Event.objects.create(
        verb=verb,
        actor_id=getattr(by, "pk", None),
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        fields=list(fields),
        state_before=before,
        state_after=after,
        reason_code=reason,
        data=data,
        request_id=current_request_id(),
    )


def for_subject(obj: models.Model) -> models.QuerySet[Event]:
    """Events of one object, newest first."""
    return Event.objects.filter(subject_type=obj._meta.label_lower, subject_id=str(obj.pk))


def _refuse_text(value: Any, verb: str) -> None:
    if value is None or isinstance(value, (bool, int, float)):
        return
    if isinstance(value, str) and _CODE.match(value):
        return
    if isinstance(value, dict):
        for key, item in value.items():
            _refuse_text(key, verb)
            _refuse_text(item, verb)
        return
    if isinstance(value, (list, tuple, set, frozenset)):
        for item in value:
            _refuse_text(item, verb)
        return
    raise ValueError(
        f"Event {verb!r}: only ids, numbers and codes may be recorded, not {type(value).__name__} text."
    )
