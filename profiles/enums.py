from django.db import models
from django.utils.translation import gettext_lazy as _


class MemberRole(models.TextChoices):
    OWNER = "owner", _("Owner")
    RECRUITER = "recruiter", _("Recruiter")
    REVIEWER = "reviewer", _("Reviewer")


class Visibility(models.TextChoices):
    HIDDEN = "hidden", _("Hidden: only employers I apply to see me")
    ANONYMOUS = "anonymous", _("Anonymous: employers see my qualifications, not my name")
    NAMED = "named", _("Open: verified employers see my name and profile")


class CredentialStatus(models.TextChoices):
    ACTIVE = "active", _("Active")
    PENDING = "pending", _("Pending: applied for or exam scheduled")
    LIMITED_PERMIT = "limited_permit", _("Limited permit to practice under supervision")
    INACTIVE = "inactive", _("Inactive")
    LAPSED = "lapsed", _("Lapsed or expired")
    ENCUMBERED = "encumbered", _("Restricted, on probation or suspended")


class LicenseScope(models.TextChoices):
    SINGLE = "single", _("Single state")
    MULTISTATE = "multistate", _("Multistate (compact)")


class Verification(models.TextChoices):
    STATED = "stated", _("Stated by you")
    DOCUMENT_SEEN = "document_seen", _("Document seen")
    REGISTRY = "registry", _("Looked up in the registry")


class EmployerLevel(models.IntegerChoices):
    """How far an employer is verified; applications are readable from level 1 on."""

    UNVERIFIED = 0, _("Not yet verified")
    DOMAIN_EMAIL = 1, _("E-mail at its own domain confirmed")
    DOMAIN_PROOF = 2, _("Web domain proved")
    REGISTRY = 3, _("Registry entry checked")


class EmployerKind(models.TextChoices):
    CLINIC = "clinic", _("Clinic or practice")
    GROUP = "group", _("Medical group or health system")
    HEALTH_CENTER = "health_center", _("Health center (FQHC, community)")
    PAYER = "payer", _("Health plan or payer")
    AGENCY = "agency", _("Case management agency")
    PUBLIC = "public", _("Public or tribal health service")
    OTHER = "other", _("Other")


class WorkType(models.TextChoices):
    """Kinds of employment a candidate is open to; the codes a posting uses."""

    FULL_TIME = "full_time", _("Full time")
    PART_TIME = "part_time", _("Part time")
    PER_DIEM = "per_diem", _("Per diem")
    CONTRACT = "contract", _("Contract")
    TEMPORARY = "temporary", _("Temporary")
    INTERNSHIP = "internship", _("Internship")
    FIELD_PLACEMENT = "field_placement", _("Field placement")
    VOLUNTEER = "volunteer", _("Volunteer")


class Shift(models.TextChoices):
    """The codes a posting uses."""

    DAYS = "days", _("Weekdays")
    EVENINGS = "evenings", _("Evenings")
    NIGHTS = "nights", _("Nights")
    WEEKENDS = "weekends", _("Weekends")
    ROTATING = "rotating", _("Rotating")
    FLEXIBLE = "flexible", _("Flexible")


class Population(models.TextChoices):
    ADULTS = "adults", _("Adults")
    CHILDREN = "children", _("Children and teens")
    OLDER_ADULTS = "older_adults", _("Older adults")
    MATERNAL = "maternal", _("Pregnancy and newborns")
    BEHAVIORAL = "behavioral", _("Behavioral health")
    SUBSTANCE_USE = "substance_use", _("Substance use")
    ONCOLOGY = "oncology", _("Cancer care")
    CHRONIC = "chronic", _("Chronic conditions")
    DISABILITY = "disability", _("Disability")
    HOUSING = "housing", _("People without housing")
    REFUGEES = "refugees", _("Refugees and immigrants")


class ProfileCard(models.TextChoices):
    """The five cards of a profile, in the order they are shown."""

    CREDENTIALS = "credentials", _("Licenses and certificates")
    EDUCATION = "education", _("Education")
    EXPERIENCE = "experience", _("Experience")
    SKILLS = "skills", _("Languages and skills")
    AVAILABILITY = "availability", _("Availability and place")


# The zones people here live in, in the words they use; where a ZIP code says another, that one is kept.
TIME_ZONES = [
    ("America/New_York", _("Eastern")),
    ("America/Chicago", _("Central")),
    ("America/Denver", _("Mountain")),
    ("America/Phoenix", _("Arizona")),
    ("America/Los_Angeles", _("Pacific")),
    ("America/Anchorage", _("Alaska")),
    ("Pacific/Honolulu", _("Hawaii")),
    ("America/Puerto_Rico", _("Puerto Rico")),
    ("Pacific/Guam", _("Guam")),
]
