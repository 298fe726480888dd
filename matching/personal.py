"""Personal columns of this room (core.personal says how)."""

from __future__ import annotations

import datetime as dt

from core import personal
from matching.models import AlertHit, AlertMail, CountedPerson, SavedSearch, Subscriber, ToldOpening

personal.register(
    CountedPerson,
    export=[],
    erase=personal.DELETE,
    retention="until the next night: a copy of the profile for counts",
    path="profile__user",
    not_personal=["held_terms", "area_state", "counted_on"],
)

ACCOUNT = "until the account is deleted; without one, until deleted by the person or 30 days after stopping"
personal.register(
    Subscriber,
    export=["email", "timezone", "send_at", "newly_qualify", "last_on", "stopped_at", "created_at"],
    erase=personal.DELETE,
    retention=ACCOUNT,
    path="profile__user",
    not_personal=["seen_held", "seen_denied"],
)
personal.register(
    SavedSearch,
    export=[
        "name",
        "query",
        "query_before",
        "pace",
        "weekday",
        "created_at",
        "confirmed_at",
        "paused_at",
    ],
    erase=personal.DELETE,
    retention=ACCOUNT,
    path="subscriber__profile__user",
    not_personal=["wants"],
)
personal.register(
    AlertHit,
    export=["posting", "because", "found_at"],
    erase=personal.DELETE,
    retention="until the next mail",
    path="subscriber__profile__user",
)
personal.register(
    AlertMail,
    export=["slot", "jobs_count", "made_at"],
    erase=personal.DELETE,
    retention="90 days",
    path="subscriber__profile__user",
    not_personal=["listed"],
    expired=lambda now: AlertMail.objects.filter(made_at__lt=now - dt.timedelta(days=90)),
)
personal.register(
    ToldOpening,
    export=["opening", "told_at"],
    erase=personal.DELETE,
    retention=ACCOUNT,
    path="subscriber__profile__user",
)
