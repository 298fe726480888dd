"""States of an application and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ApplicationState(models.TextChoices):
    SENT = "sent", _("Sent")
    IN_REVIEW = "in_review", _("Being read")
    INTERVIEW = "interview", _("Interview")
    OFFER = "offer", _("Offer")
    HIRED = "hired", _("Hired")
    DECLINED = "declined", _("They chose not to go on")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CLOSED = "closed", _("Closed with the job")


APPLICATION_MOVES: dict[str, set[str]] = {
    ApplicationState.SENT: {
        ApplicationState.IN_REVIEW,
        ApplicationState.INTERVIEW,
        ApplicationState.OFFER,
        ApplicationState.HIRED,
        ApplicationState.DECLINED,
        ApplicationState.WITHDRAWN,
        ApplicationState.CLOSED,
    },
    ApplicationState.IN_REVIEW: {
        ApplicationState.INTERVIEW,
        ApplicationState.OFFER,
        ApplicationState.HIRED,
        ApplicationState.DECLINED,
        ApplicationState.WITHDRAWN,
        ApplicationState.CLOSED,
    },
    ApplicationState.INTERVIEW: {
        ApplicationState.OFFER,
        ApplicationState.HIRED,
        ApplicationState.DECLINED,
        ApplicationState.WITHDRAWN,
        ApplicationState.CLOSED,
    },
    ApplicationState.OFFER: {
        ApplicationState.HIRED,
        ApplicationState.DECLINED,
        ApplicationState.WITHDRAWN,
        ApplicationState.CLOSED,
    },
    ApplicationState.HIRED: set(),
    # a refusal can be undone until its mail leaves
    ApplicationState.DECLINED: {
        ApplicationState.SENT,
        ApplicationState.IN_REVIEW,
        ApplicationState.INTERVIEW,
        ApplicationState.OFFER,
    },
    ApplicationState.WITHDRAWN: set(),
    ApplicationState.CLOSED: set(),
}
OPEN_STATES = [
    ApplicationState.SENT,
    ApplicationState.IN_REVIEW,
    ApplicationState.INTERVIEW,
    ApplicationState.OFFER,
]


class ActorRole(models.TextChoices):
    CANDIDATE = "candidate", _("Candidate")
    EMPLOYER = "employer", _("Employer")
    SYSTEM = "system", _("Outpatient Careers")


class DeclineReason(models.TextChoices):
    """Bound to a requirement of the job, or to the process; never to the person."""

    REQUIREMENT = "requirement", _("A requirement of the job is not met")
    OTHER_CHOSEN = "other_chosen", _("Another applicant was chosen")
    FILLED = "filled", _("The opening was filled")
    CANCELLED = "cancelled", _("The opening was cancelled")
    SCHEDULE = "schedule", _("Schedule or place does not fit")
    PAY = "pay", _("Pay expectations differ")
