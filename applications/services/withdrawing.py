from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from applications import emails
from applications.enums import ActorRole, ApplicationState
from applications.models import Application, Decision
from applications.permissions import can_withdraw_application
from applications.services.deciding import standing_decline
from applications.services.moving import cancel_interviews, lock_application, move
from core import mail
from core.errors import Refused
from profiles.models import User


@transaction.atomic
def withdraw_application(*, application: Application, by: User) -> Application:
    """The candidate takes it back; the employer is told that, not why. A refusal that has not left yet
    is never sent then."""
    can_withdraw_application(by, application).require()
    row = lock_application(application)
    now = timezone.now()
    if row.state == ApplicationState.DECLINED:
        decision = standing_decline(row)
        if decision is None or decision.final_at <= now:
            raise Refused(_("This application has been answered, so there is nothing to withdraw."))
        Decision.objects.filter(pk=decision.pk).update(undone_at=now)
        mail.cancel(event=emails.decline_event(decision))
    cancel_interviews(row, now)
    move(row, ApplicationState.WITHDRAWN, by=by, role=ActorRole.CANDIDATE, now=now)
    emails.tell_employer_withdrawn(row)
    return row
