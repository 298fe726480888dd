"""The words of the vocabulary: kinds of fact, how a rule may ask for them, and what an answer can be."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TermKind(TextChoices):
    EDUCATION = "education", _("Education")
    LICENSE = "license", _("License")
    CERTIFICATION = "certification", _("Certification")
    EXPERIENCE = "experience", _("Experience")
    LANGUAGE = "language", _("Language")
    SKILL = "skill", _("Skill or records system")
    CLEARANCE = "clearance", _("Clearance")


class EntailmentKind(TextChoices):
    SAME = "same", _("The same thing, said more exactly")
    LADDER = "ladder", _("Higher on the same ladder")
    STATE = "state", _("Held in a state, so held somewhere")
    RANK = "rank", _("Higher degree")
    FIELD = "field", _("Field within a wider field")
    YEARS = "years", _("More time")
    AREA = "area", _("Area within a wider area")
    LEVEL = "level", _("Higher language level")
    MEMBER = "member", _("Member of a set")
    COMPACT = "compact", _("Interstate compact")


class CompactModel(TextChoices):
    MULTISTATE = "multistate", _("One multistate license, valid in every member state")
    PRIVILEGE = "privilege", _("A privilege bought for each state")


class MemberStatus(TextChoices):
    OPERATIONAL = "operational", _("Operational")
    INBOUND_ONLY = "inbound_only", _("Accepts others, issues none")
    ENACTED = "enacted", _("Enacted, not live")
    NOT_MEMBER = "not_member", _("Not a member")


class RoleKind(TextChoices):
    CLINICAL = "clinical", _("Clinical")
    PSYCHOSOCIAL = "psychosocial", _("Psychosocial")
    ADMINISTRATIVE = "administrative", _("Administrative")
    HYBRID = "hybrid", _("Hybrid")


class Certainty(TextChoices):
    HIGH = "H", _("High")
    MEDIUM = "M", _("Medium")
    LOW = "L", _("Low")


class Necessity(TextChoices):
    REQUIRED = "required", _("Required")
    PREFERRED = "preferred", _("Preferred")


class Timing(TextChoices):
    AT_APPLICATION = "at_application", _("When applying")
    AT_START = "at_start", _("On the first day")
    WITHIN_MONTHS = "within_months", _("Within some months of hire")


class Reason(TextChoices):
    LAW = "law", _("Law")
    PAYER = "payer", _("Payer")
    ACCREDITATION = "accreditation", _("Accreditation")
    SAFETY = "safety", _("Safety")
    PREFERENCE = "preference", _("Preference")


class FieldMatch(TextChoices):
    ANY = "any", _("Any field")
    FAMILY = "family", _("This field or one close to it")
    EXACT = "exact", _("Exactly this degree")


class Truth(TextChoices):
    MET = "met", _("Met")
    NOT_MET = "not_met", _("Not met")
    NOT_STATED = "not_stated", _("Not stated")


class VerdictKind(TextChoices):
    """How a line came to its truth; never changes the truth itself."""

    PLAIN = "plain", _("As asked")
    EXCEEDS = "exceeds", _("More than asked")
    BY_COMPACT = "by_compact", _("By interstate compact")
    DUE_LATER = "due_later", _("Due later")
    PENDING = "pending", _("Pending, due by the first day")
    LIMITED_PERMIT = "limited_permit", _("Limited permit")
    PRIVILEGE_TO_BUY = "privilege_to_buy", _("A privilege can be bought")
    SINGLE_STATE = "single_state", _("License covers another state only")
    EXPIRED = "expired", _("Expired")
    ENCUMBERED = "encumbered", _("Not in good standing")
    NOT_YET = "not_yet", _("Pending or in progress")
    LESS = "less", _("Less than asked")
    DENIED = "denied", _("Said no")
    UNSTATED = "unstated", _("Nothing said")


class GapKind(TextChoices):
    """How a missing fact can be closed, the least work first."""

    TELL = "tell", _("Tell us")
    RENEW = "renew", _("Renew")
    FINISH = "finish", _("Finish what is under way")
    BUY_PRIVILEGE = "buy_privilege", _("Buy a compact privilege")
    RESTORE = "restore", _("Back in good standing")
    TRANSFER = "transfer", _("License from another state")
    GAIN = "gain", _("Gain")


class Bucket(TextChoices):
    MEETS_ALL = "meets_all", _("Meets all")
    COULD_MEET = "could_meet", _("Could meet")
    ONE_GAP = "one_gap", _("One gap")
    STRETCH = "stretch", _("A stretch")
    NO_REQUIREMENTS = "no_requirements", _("No requirements stated")


class FactStatus(TextChoices):
    """Words registries use; only `active` counts, and a permit or a pending one where the line says so."""

    ACTIVE = "active", _("active")
    PENDING = "pending", _("pending")
    IN_PROGRESS = "in_progress", _("in progress")
    LIMITED_PERMIT = "limited_permit", _("limited permit")
    INACTIVE = "inactive", _("inactive")
    EXPIRED = "expired", _("expired")
    LAPSED = "lapsed", _("lapsed")
    PROBATION = "probation", _("on probation")
    RESTRICTED = "restricted", _("restricted")
    SUSPENDED = "suspended", _("suspended")
    SURRENDERED = "surrendered", _("surrendered")
    REVOKED = "revoked", _("revoked")
    ENCUMBERED = "encumbered", _("encumbered")
