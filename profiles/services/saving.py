"""What every write of this room does: check the row as the database would, say which field is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from core.errors import Refused

UNSET = object()


def checked(row: models.Model, *, exclude: Iterable[str] = ()) -> None:
    """Raise Refused with the first problem of the row: fields, uniqueness, constraints."""
    try:
        row.full_clean(exclude=set(exclude))
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Refused(messages[0], None if field == NON_FIELD_ERRORS else field) from error


def apply_changes(
    row: models.Model, changes: Mapping[str, Any], allowed: Iterable[str]
) -> list[str]:
    """Set the allowed ones that differ; their names. Raises TypeError for a name that is not allowed."""
    unknown = set(changes) - set(allowed)
    if unknown:
        raise TypeError(f"{type(row).__name__}: not changed here: {', '.join(sorted(unknown))}")
    changed = []
    for name, value in changes.items():
        # a new row has no related object yet
        if getattr(row, name, UNSET) != value:
            setattr(row, name, value)
            changed.append(name)
    return changed
