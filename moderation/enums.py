from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseState(models.TextChoices):
    OPEN = "open", _("Waiting")
    HELD = "held", _("Held for more information")
    APPROVED = "approved", _("Approved")
    SENT_BACK = "sent_back", _("Sent back")
    REJECTED = "rejected", _("Not accepted")
    WITHDRAWN = "withdrawn", _("Taken back by the employer")


WAITING = [CaseState.OPEN, CaseState.HELD]
CASE_MOVES: dict[str, set[str]] = {
    CaseState.OPEN: {
        CaseState.HELD,
        CaseState.APPROVED,
        CaseState.SENT_BACK,
        CaseState.REJECTED,
        CaseState.WITHDRAWN,
    },
    CaseState.HELD: {
        CaseState.OPEN,
        CaseState.APPROVED,
        CaseState.SENT_BACK,
        CaseState.REJECTED,
        CaseState.WITHDRAWN,
    },
    CaseState.APPROVED: set(),
    CaseState.SENT_BACK: set(),
    CaseState.REJECTED: set(),
    CaseState.WITHDRAWN: set(),
}


class CaseReason(models.TextChoices):
    """Reason codes of a decision; the words a person reads are built from them."""

    PAY_MISSING = "pay_missing", _("Pay facts are missing or unclear")
    PAY_RANGE = "pay_range", _("The pay range is too wide or in the wrong unit")
    OUT_OF_SCOPE = "out_of_scope", _("Not an outpatient care coordination job")
    DISCRIMINATORY = "discriminatory", _("Wording that prefers or excludes people unlawfully")
    REQUIREMENT = "requirement", _("A requirement needs a reason or does not fit the duties")
    DUPLICATE = "duplicate", _("The same opening is already posted")
    SCAM = "scam", _("Asks applicants for money, bank data or off-platform contact")
    IDENTITY = "identity", _("The employer's identity could not be confirmed")
    UNCLEAR = "unclear", _("Title or duties are unclear")
