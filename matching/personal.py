"""Personal columns of this room (core.personal says how)."""

from __future__ import annotations

from core import personal
from matching.models import CountedPerson

personal.register(
    CountedPerson,
    export=[],
    erase=personal.DELETE,
    retention="until the next night: a copy of the profile for counts",
    path="profile__user",
    not_personal=["held_terms", "area_state", "counted_on"],
)
