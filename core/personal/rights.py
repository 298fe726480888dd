"""What a person may ask for, driven by the registry: a copy of everything, erasure, and an end date."""

from __future__ import annotations

import datetime as dt
import decimal
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from core import events
from core.personal.registry import BLANK, DELETE, KEEP, NULL, Registration, entries


def export_user(user: models.Model) -> dict[str, list[dict[str, Any]]]:
    """Everything registered about a person: {label: [{field: JSON value}]}. Models without rows are left out."""
    found: dict[str, list[dict[str, Any]]] = {}
    for entry in entries():
        rows = [
            {name: _plain(_value(row, name)) for name in entry.export}
            for row in entry.rows_of(user.pk)
        ]
        if rows:
            found.setdefault(entry.label, []).extend(rows)
    return found


@transaction.atomic
def erase_user(user: models.Model, by: Any) -> dict[str, int]:
    """Erase a person everywhere, as each registration says; rows touched per label. Leaves one event."""
    touched = {}
    pk = user.pk
    for entry in entries():
        if not entry.erases:
            continue
        # Locked in one order, so that two erasures, or one and a writer, cannot meet halfway.
        keys = list(entry.rows_of(pk).select_for_update(of=("self",)).values_list("pk", flat=True))
        if keys:
            _erase(entry, entry.model._base_manager.filter(pk__in=keys))
            touched[entry.label] = len(keys)
    user.pk = pk  # a deleted instance loses its key; the event still names it
    events.record(verb="user_erased", subject=user, by=by, data={"rows": touched})
    return touched


@dataclass(frozen=True, slots=True)
class RetentionLine:
    label: str
    fields: tuple[str, ...]
    retention: str
    due: int | None  # rows past their time; None: ends with the account


def retention_report(*, purge: bool = False, now: dt.datetime | None = None) -> list[RetentionLine]:
    """One line per model; with `purge` the rows past their time are erased on the way."""
    now = now or timezone.now()
    lines = []
    for entry in entries():
        due = None
        if entry.expired is not None:
            with transaction.atomic():
                rows = entry.expired(now)
                due = rows.count()
                if purge and due:
                    (entry.purge or partial(_erase, entry))(rows)
        lines.append(RetentionLine(entry.label, tuple(sorted(entry.named())), entry.retention, due))
    return lines


def _erase(entry: Registration, rows: models.QuerySet) -> None:
    if entry.erase is DELETE:
        rows.delete()
        return
    if not isinstance(entry.erase, Mapping):
        entry.erase(rows)  # type: ignore[operator]
        return
    changes = {name: action for name, action in entry.erase.items() if action is not KEEP}
    fixed = {
        n: _ending(entry.model, n, action) for n, action in changes.items() if not callable(action)
    }
    made = {name: action for name, action in changes.items() if callable(action)}
    if not made:
        rows.update(**fixed)
        return
    for row in rows:
        values = fixed | {name: make(row) for name, make in made.items()}
        entry.model._base_manager.filter(pk=row.pk).update(**values)


def _ending(model: type[models.Model], name: str, action: Any) -> Any:
    if action is NULL:
        return None
    if action is not BLANK:
        return action
    column = model._meta.get_field(name)
    if isinstance(column, models.JSONField):
        default = column.get_default()
        return type(default)() if isinstance(default, (dict, list)) else {}
    if column.get_internal_type() == "ArrayField":
        return []
    return b"" if isinstance(column, models.BinaryField) else ""


def _value(row: models.Model, name: str) -> Any:
    column = row._meta.get_field(name)
    if column.many_to_many:
        return [str(item) for item in getattr(row, name).all()]
    value = getattr(row, name)
    return str(value) if isinstance(value, models.Model) else value


def _plain(value: Any) -> Any:
    if isinstance(value, (dt.datetime, dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, (decimal.Decimal, uuid.UUID, models.fields.files.FieldFile)):
        return str(value)
    if isinstance(value, dt.timedelta):
        return value.total_seconds()
    if isinstance(value, (bytes, memoryview)):
        return f"{len(bytes(value))} bytes"
    return value
