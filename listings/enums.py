"""States of a posting and of its revisions, their legal moves, and the words of the posting form."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Origin(models.TextChoices):
    EMPLOYER = "employer", _("Posted by the employer")
    IMPORTED = "imported", _("Found elsewhere, not yet claimed by the employer")


class PostingState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    LIVE = "live", _("Live")
    PAUSED = "paused", _("Paused")
    CLOSED = "closed", _("Closed")
    REJECTED = "rejected", _("Not accepted")
    REMOVED = "removed", _("Removed")


POSTING_MOVES: dict[str, set[str]] = {
    PostingState.DRAFT: {PostingState.IN_REVIEW, PostingState.LIVE, PostingState.REMOVED},
    PostingState.IN_REVIEW: {PostingState.LIVE, PostingState.DRAFT, PostingState.REJECTED},
    PostingState.LIVE: {PostingState.PAUSED, PostingState.CLOSED, PostingState.REMOVED},
    PostingState.PAUSED: {PostingState.LIVE, PostingState.CLOSED, PostingState.REMOVED},
    PostingState.CLOSED: set(),
    PostingState.REJECTED: set(),
    PostingState.REMOVED: set(),
}


class ClosedReason(models.TextChoices):
    FILLED = "filled", _("Filled")
    EXPIRED = "expired", _("Past its closing date")
    WITHDRAWN = "withdrawn", _("Withdrawn by the employer")


class RevisionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    SENT_BACK = "sent_back", _("Sent back with notes")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Not accepted")


REVISION_MOVES: dict[str, set[str]] = {
    RevisionState.DRAFT: {RevisionState.IN_REVIEW},
    RevisionState.IN_REVIEW: {
        RevisionState.APPROVED,
        RevisionState.SENT_BACK,
        RevisionState.REJECTED,
        RevisionState.DRAFT,
    },
    RevisionState.SENT_BACK: {RevisionState.IN_REVIEW},
    RevisionState.APPROVED: set(),
    RevisionState.REJECTED: set(),
}
OPEN_REVISIONS = [RevisionState.DRAFT, RevisionState.IN_REVIEW, RevisionState.SENT_BACK]
FINAL_REVISIONS = [RevisionState.APPROVED, RevisionState.REJECTED]


class JobKind(models.TextChoices):
    CLINICAL = "clinical", _("Clinical")
    PSYCHOSOCIAL = "psychosocial", _("Psychosocial")
    ADMINISTRATIVE = "administrative", _("Administrative")
    HYBRID = "hybrid", _("Mixed")


class EmploymentType(models.TextChoices):
    FULL_TIME = "full_time", _("Full time")
    PART_TIME = "part_time", _("Part time")
    PER_DIEM = "per_diem", _("Per diem")
    CONTRACT = "contract", _("Contract")
    TEMPORARY = "temporary", _("Temporary")
    INTERNSHIP = "internship", _("Internship")
    FIELD_PLACEMENT = "field_placement", _("Field placement")
    VOLUNTEER = "volunteer", _("Volunteer")


class Workplace(models.TextChoices):
    ONSITE = "onsite", _("On site")
    HYBRID = "hybrid", _("Hybrid")
    REMOTE = "remote", _("Fully remote")


class Shift(models.TextChoices):
    DAYS = "days", _("Weekdays")
    EVENINGS = "evenings", _("Evenings")
    NIGHTS = "nights", _("Nights")
    WEEKENDS = "weekends", _("Weekends")
    ROTATING = "rotating", _("Rotating")
    FLEXIBLE = "flexible", _("Flexible")


class PayUnit(models.TextChoices):
    HOUR = "hour", _("an hour")
    DAY = "day", _("a day")
    WEEK = "week", _("a week")
    BIWEEK = "biweek", _("every two weeks")
    MONTH = "month", _("a month")
    YEAR = "year", _("a year")
    VISIT = "visit", _("a visit")


class PayComponentKind(models.TextChoices):
    ANNUAL_BONUS = "annual_bonus", _("Annual bonus")
    QUALITY_BONUS = "quality_bonus", _("Quality bonus")
    SIGN_ON_BONUS = "sign_on_bonus", _("Sign-on bonus")
    RETENTION_BONUS = "retention_bonus", _("Retention bonus")
    REFERRAL_BONUS = "referral_bonus", _("Referral bonus")
    COMMISSION = "commission", _("Commission")
    PROFIT_SHARING = "profit_sharing", _("Profit sharing")
    OVERTIME = "overtime_eligible", _("Overtime")
    DIFF_EVENING = "differential_evening", _("Evening differential")
    DIFF_NIGHT = "differential_night", _("Night differential")
    DIFF_WEEKEND = "differential_weekend", _("Weekend differential")
    DIFF_BILINGUAL = "differential_bilingual", _("Bilingual differential")
    DIFF_CERTIFICATION = "differential_certification", _("Certification differential")
    ON_CALL = "on_call", _("On-call pay")
    MILEAGE = "mileage", _("Mileage")
    RELOCATION = "relocation", _("Relocation")
    TUITION = "tuition", _("Tuition")
    CE_ALLOWANCE = "ce_allowance", _("Continuing education allowance")
    LICENSE_FEE = "license_fee", _("License and exam fees")
    LOAN_REPAYMENT = "loan_repayment", _("Loan repayment")
    RETIREMENT_MATCH = "retirement_match", _("Retirement match")
    MEDICAL = "medical", _("Medical insurance")
    DENTAL = "dental", _("Dental insurance")
    VISION = "vision", _("Vision insurance")
    LIFE = "life", _("Life insurance")
    DISABILITY = "disability", _("Disability insurance")
    PTO = "pto", _("Paid time off")
    PAID_PARENTAL = "paid_parental", _("Paid parental leave")
    SICK_LEAVE = "sick_leave", _("Sick leave")
    REMOTE_STIPEND = "remote_stipend", _("Remote work stipend")


class Certainty(models.TextChoices):
    GUARANTEED = "guaranteed", _("Guaranteed")
    DISCRETIONARY = "discretionary", _("Discretionary")


class VacancyStatus(models.TextChoices):
    OPEN_NOW = "open_now", _("Open now")
    FUTURE = "future", _("Opens later")
    TALENT_POOL = "talent_pool", _("Talent pool, no vacancy yet")
