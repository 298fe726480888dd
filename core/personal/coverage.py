"""Which columns are in no list."""

from __future__ import annotations

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from core.ids import PublicIdField
from core.personal import registry
from core.personal.paths import path_to_user

# Columns that can hold what a person typed, or a fact about him or her.
TELLING = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.BinaryField,
    models.FileField,
    models.GenericIPAddressField,
    ArrayField,
)


def missing(models_to_check: list[type[models.Model]] | None = None) -> list[str]:
    """ "listings.JobPosting.title"-style names of columns nobody registered, in models that lead to a user."""
    found = []
    for model in models_to_check if models_to_check is not None else apps.get_models():
        if (
            not model._meta.managed
            or model._meta.proxy
            or registry.is_impersonal(model)
            or not path_to_user(model)
        ):
            continue
        entry = registry.registration_of(model)
        named = entry.named() if entry else set()
        found += [
            f"{model._meta.label}.{column.name}"
            for column in model._meta.concrete_fields
            if _tells(column) and column.name not in named and column.attname not in named
        ]
    return sorted(found)


def _tells(column: models.Field) -> bool:
    if (
        column.primary_key
        or column.is_relation
        or isinstance(column, (PublicIdField, models.SlugField))
    ):
        return False
    if isinstance(column, models.CharField) and column.choices:
        return False  # a closed list of our own words: states, kinds
    return isinstance(column, TELLING) or (
        isinstance(column, models.DateField) and not isinstance(column, models.DateTimeField)
    )
