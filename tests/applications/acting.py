"""Short ways to act on an application in tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from applications import services
from applications.models import Application, Decision, Interview
from core.mail import Outbox
from profiles.models import User


def mails(event: str) -> list[Outbox]:
    return list(Outbox.objects.filter(event__startswith=event).order_by("recipient"))


def times(n: int = 3, start: dt.datetime | None = None) -> list[dt.datetime]:
    first = start or timezone.now() + dt.timedelta(days=3)
    return [first + dt.timedelta(hours=h) for h in range(n)]


def invite(application: Application, by: User, **values: Any) -> Interview:
    application.refresh_from_db()
    return services.invite_to_interview(
        application=application,
        by=by,
        version=application.version,
        starts=values.pop("starts", times()),
        timezone_name="America/New_York",
        where="Ezzard Street 12",
        **values,
    )


def decline(application: Application, by: User, **values: Any) -> Decision:
    application.refresh_from_db()
    values = {"reason": "pay", "version": application.version} | values
    return services.decline_application(application=application, by=by, **values)
