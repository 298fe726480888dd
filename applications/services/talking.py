from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from applications import emails
from applications.enums import ActorRole
from applications.models import Application, Message, PrivateNote
from applications.permissions import (
    can_answer_application,
    can_note_application,
    can_write_as_candidate,
)
from applications.services.moving import note_view
from core import events
from core.errors import Refused
from profiles.models import User

# after an ending both sides may still say thank you; then the conversation rests
TALK_AFTER_END = dt.timedelta(days=30)


@transaction.atomic
def send_message(*, application: Application, by: User, body: str) -> Message:
    """From the candidate or from the employer, as the writer's own side; the other side gets a mail that
    says there is a message, never its text."""
    as_candidate = bool(can_write_as_candidate(by, application))
    if not as_candidate:
        can_answer_application(by, application).require()
    if not body.strip():
        raise Refused(_("Write something first."), field="body")
    ended = application.ended_at
    if ended is not None and timezone.now() - ended > TALK_AFTER_END:
        raise Refused(_("This application ended more than 30 days ago."), field="body")
    role = ActorRole.CANDIDATE if as_candidate else ActorRole.EMPLOYER
    message = Message.objects.create(
        application=application, author=by, author_role=role, body=body.strip()
    )
    if not as_candidate:
        fields = note_view(application, timezone.now())
        if fields:
            application.save(update_fields=list(fields))
    events.record(
        verb="message.sent",
        subject=message,
        by=by,
        data={"application": application.pk, "role": role},
    )
    emails.tell_message(message)
    return message


@transaction.atomic
def write_note(*, application: Application, by: User, body: str) -> PrivateNote:
    can_note_application(by, application).require()
    if not body.strip():
        raise Refused(_("Write something first."), field="body")
    note = PrivateNote.objects.create(application=application, author=by, body=body.strip())
    events.record(verb="note.written", subject=note, by=by, data={"application": application.pk})
    return note
