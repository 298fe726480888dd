"""Words that pages and mails of this room share."""

from __future__ import annotations

from django.utils.translation import gettext as _

from applications.enums import DeclineReason
from applications.models import Application


def because(reason: str, requirement: str = "") -> str:
    """The reason as the end of "They chose not to go on, because ..."."""
    return {
        DeclineReason.REQUIREMENT: _("this requirement of the job is not met: %(requirement)s")
        % {"requirement": requirement},
        DeclineReason.OTHER_CHOSEN: _("another applicant was chosen"),
        DeclineReason.FILLED: _("the opening was filled"),
        DeclineReason.CANCELLED: _("the opening was cancelled"),
        DeclineReason.SCHEDULE: _("the schedule or the place does not fit"),
        DeclineReason.PAY: _("the pay expectations differ"),
    }.get(DeclineReason(reason), "")


def label_of(application: Application) -> str:
    """How the applicant is called before the employer may know the name."""
    return _("Applicant %(code)s") % {"code": application.public_id[:4].upper()}
