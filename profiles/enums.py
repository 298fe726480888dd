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
