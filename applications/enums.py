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


_S = ApplicationState
_ENDINGS = {_S.HIRED, _S.DECLINED, _S.WITHDRAWN, _S.CLOSED}

APPLICATION_MOVES: dict[str, set[str]] = {
    _S.SENT: {_S.IN_REVIEW, _S.INTERVIEW, _S.OFFER, *_ENDINGS},
    _S.IN_REVIEW: {_S.INTERVIEW, _S.OFFER, *_ENDINGS},
    # a further interview is a further invitation
    _S.INTERVIEW: {_S.INTERVIEW, _S.OFFER, *_ENDINGS},
    _S.OFFER: {*_ENDINGS},
    _S.HIRED: set(),
    # a refusal can be undone until its mail leaves; until then the candidate may also withdraw
    _S.DECLINED: {_S.SENT, _S.IN_REVIEW, _S.INTERVIEW, _S.OFFER, _S.WITHDRAWN},
    _S.WITHDRAWN: set(),
    _S.CLOSED: set(),
}
OPEN_STATES = [_S.SENT, _S.IN_REVIEW, _S.INTERVIEW, _S.OFFER]
# the employer has shown interest: what the candidate held back is shown from here on
INTEREST_STATES = [_S.INTERVIEW, _S.OFFER, _S.HIRED]


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


class HeldBack(models.TextChoices):
    """What a candidate may keep back until the employer invites her."""

    NAME = "name", _("My name and résumé")
    CONTACT = "contact", _("My phone and e-mail")
    SCHOOLS = "schools", _("The names of my schools")
    EMPLOYERS = "employers", _("The names of my employers")


class MatchUse(models.TextChoices):
    """What an employer used matching for, beyond reading one list by date."""

    FIT_ON = "fit_on", _("Applicants grouped by fit")
    FIT_OFF = "fit_off", _("Applicants by date again")
    PEOPLE_FIT_ON = "people_fit_on", _("People who can be found grouped by fit")
    PEOPLE_FIT_OFF = "people_fit_off", _("People who can be found by date again")


# The two switches: (on, off). Each is its own decision, with its own record.
APPLICANTS = (MatchUse.FIT_ON, MatchUse.FIT_OFF)
PEOPLE = (MatchUse.PEOPLE_FIT_ON, MatchUse.PEOPLE_FIT_OFF)
