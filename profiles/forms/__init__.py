from profiles.forms.candidates import (
    AboutForm,
    AvailabilityForm,
    EducationForm,
    ExperienceForm,
    LanguageForm,
    SkillsForm,
)
from profiles.forms.credentials import CertificateForm, LicenseForm, LicensePlaceForm
from profiles.forms.employers import (
    DomainCodeForm,
    DomainEmailForm,
    EmployerForm,
    FacilityForm,
    InvitationForm,
    MemberForm,
)
from profiles.forms.privacy import (
    AccountForm,
    DeletionForm,
    ExclusionForm,
    MailedCodeForm,
    VisibilityForm,
)
from profiles.forms.suggested import SuggestedFactsForm

__all__ = [
    "AboutForm",
    "AccountForm",
    "AvailabilityForm",
    "CertificateForm",
    "DeletionForm",
    "DomainCodeForm",
    "DomainEmailForm",
    "EducationForm",
    "EmployerForm",
    "ExclusionForm",
    "ExperienceForm",
    "FacilityForm",
    "InvitationForm",
    "LanguageForm",
    "LicenseForm",
    "LicensePlaceForm",
    "MailedCodeForm",
    "MemberForm",
    "SkillsForm",
    "SuggestedFactsForm",
    "VisibilityForm",
]
