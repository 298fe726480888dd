from __future__ import annotations

from collections import deque

from django.contrib.auth import get_user_model
from django.db import models

# Plain numbers by which a row says whose it is.
OWNER_COLUMNS = {"user_id", "actor_id", "owner_id"}


def path_to_user(model: type[models.Model]) -> str:
    """Shortest chain of foreign keys from `model` to a user, as a lookup; "" when there is none."""
    user_model = get_user_model()
    if model is user_model:
        return "pk"
    for column in model._meta.concrete_fields:
        if column.name in OWNER_COLUMNS and isinstance(column, models.IntegerField):
            return column.name
    seen = {model}
    ways = deque([(model, "")])
    while ways:
        here, way = ways.popleft()
        for column in here._meta.concrete_fields:
            target = column.related_model
            if not column.is_relation or not isinstance(target, type) or target in seen:
                continue
            step = f"{way}__{column.name}" if way else column.name
            if target is user_model:
                return step
            seen.add(target)
            ways.append((target, step))
    return ""
