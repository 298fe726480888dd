from qualifications.models.terms import (
    Compact,
    CompactMember,
    Entailment,
    Jurisdiction,
    LicenseTitle,
    Term,
    VocabularyVersion,
)
from qualifications.models.reference import (  # isort: skip
    Duty,
    Pathway,
    RoleFamily,
    SearchGroup,
    Setting,
    SoftSkill,
)
from qualifications.models.formula import (  # isort: skip  (its manager reads the tables above)
    Formula,
    FormulaAnyOf,
    FormulaPath,
)

__all__ = [
    "Compact",
    "CompactMember",
    "Duty",
    "Entailment",
    "Formula",
    "FormulaAnyOf",
    "FormulaPath",
    "Jurisdiction",
    "LicenseTitle",
    "Pathway",
    "RoleFamily",
    "SearchGroup",
    "Setting",
    "SoftSkill",
    "Term",
    "VocabularyVersion",
]
