"""The JSON content of a revision: how it is stored, checked and taken from a posting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from listings.drafting.schema import MOST_COMPONENTS, STEP_FORMS, STEP_OF, ComponentForm
from listings.drafting.tree import check_tree
from listings.models import JobPosting
from profiles.models import Employer

EMPTY_TREE: dict[str, Any] = {"op": "all", "children": []}
FIELDS = frozenset(STEP_OF)
LONGEST_VALUE = 40_000


@dataclass
class Checked:
    """Content turned into values. `errors` is empty when it could be published as it is."""

    values: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)


def stored(patch: Mapping[str, Any]) -> dict[str, Any]:
    """The patch as JSON: dates and decimals as text, no NUL, bounded. Unknown fields raise ValueError."""
    unknown = set(patch) - FIELDS
    if unknown:
        raise ValueError(f"A posting has no field {', '.join(sorted(unknown))}.")
    return {name: _json(value) for name, value in patch.items()}


def _json(value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if isinstance(value, Decimal | float):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _json(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_json(item) for item in value]
    return str(value).replace("\x00", "")[:LONGEST_VALUE]


def check_content(content: Mapping[str, Any], employer: Employer | None) -> Checked:
    """Everything a live job needs, checked at once; errors by field, in the order of the steps."""
    result = Checked()
    for step, form_class in STEP_FORMS.items():
        form = form_class(data=dict(content), employer=employer)
        form.is_valid()
        result.values.update(form.cleaned_data)
        for name, messages in form.errors.items():
            result.errors[name] = [str(message) for message in messages]
        if step == "work":
            _check_requirements(content, result)
    _check_components(content, result)
    return result


def _check_requirements(content: Mapping[str, Any], result: Checked) -> None:
    node, complaints = check_tree(content.get("requirements") or EMPTY_TREE)
    for path, _name, message in complaints:
        result.errors.setdefault(f"requirements.{path}" if path else "requirements", []).append(
            message
        )
    result.values["requirements"] = node


def _check_components(content: Mapping[str, Any], result: Checked) -> None:
    rows = content.get("pay_components") or []
    if len(rows) > MOST_COMPONENTS:
        message = _("At most %(n)d parts of pay.") % {"n": MOST_COMPONENTS}
        result.errors["pay_components"] = [message]
        return
    values = []
    for number, row in enumerate(rows):
        form = ComponentForm(data={"certainty": "guaranteed", **row})
        if form.is_valid():
            values.append(form.cleaned_data)
        for name, messages in form.errors.items():
            key = f"pay_components.{number}.{name}"
            result.errors[key] = [str(message) for message in messages]
    result.values["pay_components"] = values


# columns whose stored text is the field's text
_SAME = [
    "title",
    "kind",
    "workplace",
    "remote_states",
    "employment_type",
    "hours_per_week",
    "placement_hours",
    "shifts",
    "schedule_text",
    "is_outpatient",
    "soft_skills",
    "description",
    "caseload",
    "share_phone",
    "share_desk",
    "share_field",
    "on_call",
    "home_visits_per_month",
    "ehr",
    "supervision_hours_per_month",
    "productivity_text",
    "pay_min",
    "pay_max",
    "pay_unit",
    "pay_basis",
    "benefits_summary",
    "other_pay_text",
    "apply_by",
    "reply_days",
    "openings_count",
    "vacancy",
    "opens_on",
]
_PARTS = ["kind", "certainty", "amount_min", "amount_max", "unit", "text"]


def content_of(posting: JobPosting) -> dict[str, Any]:
    """The approved columns as content: where an edit of a live job, a copy or a relisting begins."""
    content = {name: _json(getattr(posting, name)) for name in _SAME}
    approved = posting.revisions.approved().first()
    tree = approved.content.get("requirements") if approved else None
    if tree is None:
        tree = posting.formula.tree if posting.formula else EMPTY_TREE
    return {
        **content,
        "role_family": posting.role_family.slug if posting.role_family else "",
        "facility": posting.facility.public_id if posting.facility else "",
        "settings": [setting.slug for setting in posting.settings.all()],
        "duties": [duty.slug for duty in posting.duties.all()],
        "requirements": tree,
        "pay_components": [
            {name: _json(getattr(part, name)) for name in _PARTS}
            for part in posting.pay_components.all()
        ],
    }
