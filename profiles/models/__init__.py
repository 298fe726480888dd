from profiles.models.candidates import (
    CandidateProfile,
    Credential,
    Denial,
    Education,
    Experience,
    LanguageSkill,
    ProfileSkill,
    Resume,
)
from profiles.models.employers import (
    DomainCode,
    Employer,
    EmployerConsent,
    EmployerExclusion,
    Facility,
    Invitation,
    Membership,
)
from profiles.models.users import User

__all__ = [
    "CandidateProfile",
    "Credential",
    "Denial",
    "DomainCode",
    "Education",
    "Employer",
    "EmployerConsent",
    "EmployerExclusion",
    "Experience",
    "Facility",
    "Invitation",
    "LanguageSkill",
    "Membership",
    "ProfileSkill",
    "Resume",
    "User",
]
