"""What one line of a formula may say. Each refusal names the key it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from qualifications.enums import FieldMatch, Necessity, Reason, TermKind, Timing
from qualifications.vocabulary import PERMITS, TOGETHER_STEPS, TermRow, Vocabulary

if TYPE_CHECKING:
    from qualifications.formulas import Leaf

LISTS = ("states", "fields", "areas", "within")
FLAGS = ("any_state", "in_progress_ok", "or_equivalent")
NUMBERS = ("months", "experience_months", "permit_months")
CHOICES = {
    "necessity": Necessity,
    "timing": Timing,
    "field_match": FieldMatch,
}
LATER_KINDS = {
    TermKind.LICENSE,
    TermKind.CERTIFICATION,
    TermKind.SKILL,
    TermKind.CLEARANCE,
    TermKind.EDUCATION,
}
OPTION_KINDS = {
    "fields": {TermKind.EDUCATION},
    "in_progress_ok": {TermKind.EDUCATION},
    "areas": {TermKind.EXPERIENCE},
    "experience_months": {TermKind.EXPERIENCE},
    "within": {TermKind.EXPERIENCE},
    "or_equivalent": {TermKind.CERTIFICATION},
    "permit_months": {TermKind.LICENSE},
}


class FormulaError(ValueError):
    """A formula that cannot be: `path` says where, `message` why, in words a person may read."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}" if path else message)
        self.path = path
        self.message = message


def read_leaf_values(tree: dict[str, Any], dot: str, known: set[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in tree.items():
        if key not in known:
            raise FormulaError(f"{dot}{key}", _("Unknown key."))
        values[key] = _read_value(key, value, f"{dot}{key}")
    return values


def _read_value(key: str, value: Any, path: str) -> Any:
    if key in LISTS:
        if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
            raise FormulaError(path, _("Expected a list of words."))
        return tuple(dict.fromkeys(value)) if key != "states" else tuple(sorted(set(value)))
    if key in FLAGS:
        if not isinstance(value, bool):
            raise FormulaError(path, _("Expected true or false."))
        return value
    if key in NUMBERS:
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise FormulaError(path, _("Expected a whole number of months."))
        return value
    if not isinstance(value, str):
        raise FormulaError(path, _("Expected text."))
    if key in CHOICES and value not in CHOICES[key].values:
        allowed = ", ".join(CHOICES[key].values)
        raise FormulaError(path, _("Use one of: %(allowed)s.") % {"allowed": allowed})
    if key == "reason" and value and value not in Reason.values:
        allowed = ", ".join(Reason.values)
        raise FormulaError(path, _("Use one of: %(allowed)s.") % {"allowed": allowed})
    if len(value) > 300:
        raise FormulaError(path, _("At most 300 characters."))
    return value.strip()


def check_leaf(leaf: Leaf, term: TermRow, dot: str, words: Vocabulary, draft: bool) -> None:
    _check_term(leaf, term, dot)
    _check_reason(leaf, dot, draft)
    _check_timing(leaf, term, dot)
    _check_states(leaf, term, dot, words)
    _check_permit(leaf, term, dot, words)
    if term.kind == TermKind.EDUCATION:
        _check_education(leaf, dot, words)
    if term.kind == TermKind.EXPERIENCE:
        _check_experience(leaf, dot, words)


def _check_term(leaf: Leaf, term: TermRow, dot: str) -> None:
    if term.retired or term.attributes.get("hidden"):
        message = _("“%(name)s” can no longer be asked for.") % {"name": term.name}
        raise FormulaError(f"{dot}term", message)
    for option, kinds in OPTION_KINDS.items():
        value = getattr(leaf, option)
        if value not in ((), None, False) and term.kind not in kinds:
            raise FormulaError(f"{dot}{option}", _("Does not go with this kind of requirement."))


def _check_reason(leaf: Leaf, dot: str, draft: bool) -> None:
    if not leaf.required:
        return
    if leaf.reason == Reason.PREFERENCE:
        message = _("A preference cannot be required: make it preferred, or give another reason.")
        raise FormulaError(f"{dot}reason", message)
    if not leaf.reason and not draft:
        raise FormulaError(f"{dot}reason", _("Say why this is required."))


def _check_timing(leaf: Leaf, term: TermRow, dot: str) -> None:
    if leaf.timing != Timing.WITHIN_MONTHS:
        if leaf.months is not None:
            raise FormulaError(f"{dot}months", _("Months go with “within months of hire” only."))
        return
    if leaf.months is None or not 1 <= leaf.months <= 60:
        raise FormulaError(f"{dot}months", _("A number of months from 1 to 60."))
    if term.kind not in LATER_KINDS:
        raise FormulaError(f"{dot}timing", _("This cannot be due after hire."))


def _check_states(leaf: Leaf, term: TermRow, dot: str, words: Vocabulary) -> None:
    if not (leaf.states or leaf.any_state):
        return
    if not term.attributes.get("by_state"):
        key = "states" if leaf.states else "any_state"
        raise FormulaError(f"{dot}{key}", _("This is not held by state."))
    if leaf.states and leaf.any_state:
        raise FormulaError(f"{dot}any_state", _("Either name states or accept any, not both."))
    for state in leaf.states:
        if f"{leaf.term}:{state}" not in words.by_slug:
            message = _("“%(state)s” has no such credential.") % {"state": state}
            raise FormulaError(f"{dot}states", message)


def _check_permit(leaf: Leaf, term: TermRow, dot: str, words: Vocabulary) -> None:
    if leaf.permit_months is None:
        return
    if term.id not in words.permit_ids:
        raise FormulaError(f"{dot}permit_months", _("No limited permits are issued for this."))
    if leaf.permit_months not in PERMITS:
        allowed = ", ".join(str(m) for m in PERMITS)
        message = _("Use one of these numbers of months: %(allowed)s.") % {"allowed": allowed}
        raise FormulaError(f"{dot}permit_months", message)


def _check_education(leaf: Leaf, dot: str, words: Vocabulary) -> None:
    if leaf.field_match != FieldMatch.ANY and not leaf.fields:
        raise FormulaError(f"{dot}fields", _("Name at least one field."))
    if leaf.field_match == FieldMatch.ANY and leaf.fields:
        raise FormulaError(f"{dot}field_match", _("Fields are named, so say family or exact."))
    ending = ":exact" if leaf.field_match == FieldMatch.EXACT else ""
    for family in leaf.fields:
        if f"{leaf.term}:{family}{ending}" not in words.by_slug:
            message = _("“%(field)s” is not a field at this degree.") % {"field": family}
            raise FormulaError(f"{dot}fields", message)


def _check_experience(leaf: Leaf, dot: str, words: Vocabulary) -> None:
    if not leaf.areas:
        raise FormulaError(f"{dot}areas", _("Name at least one area."))
    for area in leaf.areas:
        if area not in words.steps:
            raise FormulaError(f"{dot}areas", _("Unknown area “%(area)s”.") % {"area": area})
        if (leaf.experience_months or 0) not in words.steps[area]:
            allowed = ", ".join(str(m) for m in words.steps[area])
            message = _("Use one of these numbers of months: %(allowed)s.") % {"allowed": allowed}
            raise FormulaError(f"{dot}experience_months", message)
    if leaf.within:
        _check_within(leaf, dot, words)


def _check_within(leaf: Leaf, dot: str, words: Vocabulary) -> None:
    if len(leaf.areas) > 1 or leaf.areas[0] not in words.main_areas:
        message = _("Only one kind of work can be asked for within a setting or with people.")
        raise FormulaError(f"{dot}areas", message)
    for area in leaf.within:
        if area not in words.around or area == leaf.areas[0]:
            message = _("“%(area)s” is not a setting or a group of people.") % {"area": area}
            raise FormulaError(f"{dot}within", message)
    if (leaf.experience_months or 0) not in TOGETHER_STEPS:
        allowed = ", ".join(str(m) for m in TOGETHER_STEPS)
        message = _("Use one of these numbers of months: %(allowed)s.") % {"allowed": allowed}
        raise FormulaError(f"{dot}experience_months", message)
