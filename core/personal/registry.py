from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from core.personal.paths import path_to_user


class Action:
    """How a value ends."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


DELETE = Action("DELETE")  # the whole row
BLANK = Action("BLANK")  # "" (or [] / {} for lists and JSON)
NULL = Action("NULL")
KEEP = Action("KEEP")  # the law or the other side needs it; say so in `retention`

RowEraser = Callable[[models.QuerySet], Any]
# DELETE, a function that erases a QuerySet of rows, or per field an action, a value or a function of the row
Erase = Action | RowEraser | Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Registration:
    model: type[models.Model]
    export: tuple[str, ...]
    erase: Erase
    retention: str
    path: str
    not_personal: frozenset[str] = frozenset()
    expired: Callable[[dt.datetime], models.QuerySet] | None = None
    purge: Callable[[models.QuerySet], Any] | None = None
    order: int = 0

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def erases(self) -> bool:
        """False when erasing a person leaves these rows as they are."""
        if isinstance(self.erase, Mapping):
            return any(action is not KEEP for action in self.erase.values())
        return self.erase is not KEEP

    def rows_of(self, user_pk: int) -> models.QuerySet:
        manager = self.model._base_manager
        return manager.filter(**{self.path: user_pk}).order_by("pk")

    def named(self) -> set[str]:
        erased = set(self.erase) if isinstance(self.erase, Mapping) else set()
        return {*self.export, *erased, *self.not_personal}


_entries: dict[type[models.Model], Registration] = {}
_impersonal: dict[type[models.Model], str] = {}


def register(
    model: type[models.Model],
    *,
    export: Iterable[str],
    erase: Erase,
    retention: str,
    path: str | None = None,
    not_personal: Iterable[str] = (),
    expired: Callable[[dt.datetime], models.QuerySet] | None = None,
    purge: Callable[[models.QuerySet], Any] | None = None,
) -> None:
    """Say what `model` knows of people.

    `path`: lookup from a row to its person's primary key, such as "profile__user" or "owner_id"; found by
    itself when there is one shortest chain of foreign keys. `expired(now)`: rows past `retention`; they
    end as in an erasure, or by `purge(rows)`. `not_personal`: columns that say nothing about a person.
    """
    found = path if path is not None else path_to_user(model)
    if not found:
        raise ValueError(
            f"{model._meta.label}: give path=, there is no foreign key that leads to a user."
        )
    entry = Registration(
        model=model,
        export=tuple(export),
        erase=erase,
        retention=retention,
        path=found,
        not_personal=frozenset(not_personal),
        expired=expired,
        purge=purge,
        order=found.count("__"),
    )
    known = {f.name for f in model._meta.get_fields()} | {
        f.attname for f in model._meta.concrete_fields
    }
    unknown = entry.named() - known
    if unknown:
        raise ValueError(f"{model._meta.label} has no field {', '.join(sorted(unknown))}.")
    _entries[model] = entry


def not_personal(model: type[models.Model], reason: str) -> None:
    """Say that no column of `model` is about a person, and why, though it leads to one."""
    if not reason:
        raise ValueError("A reason is needed.")
    _impersonal[model] = reason


def entries() -> list[Registration]:
    """Registrations, rows far from the user first, so that erasing never pulls a row from under another."""
    return sorted(_entries.values(), key=lambda entry: (-entry.order, entry.model._meta.label))


def is_impersonal(model: type[models.Model]) -> bool:
    return model in _impersonal


def registration_of(model: type[models.Model]) -> Registration | None:
    return _entries.get(model)
