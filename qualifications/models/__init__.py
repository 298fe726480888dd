# Formula last: its manager reads the tables above through the vocabulary.
from qualifications.models.terms import (  # isort: skip
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
    Ladder,
    Pathway,
    RoleFamily,
    SearchGroup,
    Setting,
    SoftSkill,
)
from qualifications.models.formula import Formula, FormulaAnyOf, FormulaPath  # isort: skip

__all__ = [
    "Compact",
    "CompactMember",
    "Duty",
    "Entailment",
    "Formula",
    "FormulaAnyOf",
    "FormulaPath",
    "Jurisdiction",
    "Ladder",
    "LicenseTitle",
    "Pathway",
    "RoleFamily",
    "SearchGroup",
    "Setting",
    "SoftSkill",
    "Term",
    "VocabularyVersion",
]
