from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from applications.enums import ActorRole, ApplicationState
from applications.models import Application
from applications.permissions import can_note_application
from applications.services.moving import lock_application, move, note_view
from core import events
from profiles.models import User


@transaction.atomic
def start_review(*, application: Application, by: User) -> Application:
    """Someone of the employer begins to read: the candidate's timeline says so. Doing it twice is fine."""
    can_note_application(by, application).require()
    row = lock_application(application)
    now = timezone.now()
    fields = note_view(row, now)
    if row.state == ApplicationState.SENT:
        move(
            row, ApplicationState.IN_REVIEW, by=by, role=ActorRole.EMPLOYER, now=now, fields=fields
        )
    elif fields:
        row.save(update_fields=list(fields))
        events.record(verb="application.viewed", subject=row, by=by, fields=fields)
    return row
