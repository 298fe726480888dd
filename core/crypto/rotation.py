from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from core.crypto.fields import EncryptedTextField
from core.crypto.keys import rotate

BATCH = 500


def rotate_all() -> dict[str, int]:
    """Write every encrypted column anew under the first key of FIELD_KEYS: values per "label.field".

    In batches with the rows locked, so it can run beside the site and be run again after an interruption.
    """
    done = {}
    for model in apps.get_models():
        for column in model._meta.local_concrete_fields:
            if isinstance(column, EncryptedTextField) and model._meta.managed:
                done[f"{model._meta.label}.{column.name}"] = _rotate_column(model, column)
    return done


def _rotate_column(model: type[models.Model], column: EncryptedTextField) -> int:
    quote: Any = connection.ops.quote_name
    table, key, name = (
        quote(model._meta.db_table),
        quote(model._meta.pk.column),
        quote(column.column),
    )
    last, count = None, 0
    while True:
        after = f"AND {key} > %s" if last is not None else ""
        with transaction.atomic(), connection.cursor() as cursor:
            # The stored text itself is needed here; the ORM would decrypt it.
            cursor.execute(
                f"SELECT {key}, {name} FROM {table} WHERE {name} <> '' {after} ORDER BY {key} "
                f"LIMIT {BATCH} FOR UPDATE",
                [last] if last is not None else [],
            )
            rows = cursor.fetchall()
            for pk, hidden in rows:
                cursor.execute(
                    f"UPDATE {table} SET {name} = %s WHERE {key} = %s", [rotate(hidden), pk]
                )
        if not rows:
            return count
        last, count = rows[-1][0], count + len(rows)
