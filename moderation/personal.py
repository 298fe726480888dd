"""What this room knows of people (core.personal says how)."""

from __future__ import annotations

from core import personal
from moderation.models import Case

personal.not_personal(
    Case,
    "says what was decided about a posting; who decided is a plain pointer that ends with the account",
)
