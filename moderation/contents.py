"""A posting's content as people read it, and what changed between two versions, word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from core.templatetags.page_tags import money
from listings.drafting.schema import STEP_FORMS, ComponentForm
from listings.enums import Certainty, PayUnit
from profiles.models import Facility
from qualifications import formulas
from qualifications.sentences import sentence

_WORD = re.compile(r"\s+|[^\s]+")
Parts = list[tuple[str, str]]
# Beside their field in the form "From" and "To" are clear; in a list they are not.
LABELS = {
    "pay_min": _lazy("Base pay from"),
    "pay_max": _lazy("Base pay to"),
    "pay_unit": _lazy("Paid by"),
}


@dataclass(frozen=True)
class Shown:
    name: str
    label: str
    text: str


@dataclass(frozen=True)
class Change:
    """`parts` are (same | ins | del, text)."""

    name: str
    field: str
    parts: Parts


def shown(content: Mapping[str, Any]) -> list[Shown]:
    """Every filled field in the order of the posting form, choices in words."""
    rows = []
    for form_class in STEP_FORMS.values():
        form = form_class(data=dict(content))
        for name, field in form.fields.items():
            choices = dict(
                getattr(field, "choices", ()) or getattr(field.widget, "choices", ()) or ()
            )
            if name == "facility":
                choices = _site(content.get(name))
            text = _value(name, field, content.get(name), choices)
            if text:
                rows.append(Shown(name, str(LABELS.get(name) or field.label or name), text))
    rows.append(
        Shown("requirements", _("Requirements"), _requirements(content.get("requirements")))
    )
    rows.append(
        Shown(
            "pay_components", _("Beside the base pay"), _components(content.get("pay_components"))
        )
    )
    return [row for row in rows if row.text]


def _site(public_id: Any) -> dict[str, str]:
    """The site's name for its id; nothing when it is gone."""
    site = Facility.objects.filter(public_id=str(public_id or "")).first()
    return {site.public_id: site.name} if site else {}


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    old = {row.name: row for row in shown(before)}
    new = {row.name: row for row in shown(after)}
    found = []
    for name in dict.fromkeys([*new, *old]):
        was, now = old.get(name), new.get(name)
        texts = (was.text if was else "", now.text if now else "")
        if texts[0] != texts[1]:
            label = (now or was).label  # type: ignore[union-attr]
            found.append(Change(name, label, word_diff(*texts)))
    return found


def word_diff(before: str, after: str) -> Parts:
    old, new = _WORD.findall(before), _WORD.findall(after)
    parts: Parts = []
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            parts.append(("same", "".join(old[a:b])))
            continue
        if a < b:
            parts.append(("del", "".join(old[a:b])))
        if c < d:
            parts.append(("ins", "".join(new[c:d])))
    return parts


def _value(name: str, field: forms.Field, value: Any, choices: dict[Any, Any]) -> str:
    text = _in_words(value, choices)
    if text and name in ("pay_min", "pay_max"):
        return money(text) or text
    day = parse_date(text) if text and isinstance(field, forms.DateField) else None
    return date_format(day, "l, F j, Y") if day else text


def _in_words(value: Any, choices: dict[Any, Any]) -> str:
    if value in (None, "", [], False):
        return ""
    if value is True or value == "on":
        return _("yes")
    if isinstance(value, list):
        return ", ".join(_in_words(item, choices) for item in value)
    return str(choices.get(value, choices.get(str(value), value)))


def _requirements(tree: Any) -> str:
    if not tree:
        return ""
    try:
        return sentence(formulas.parse(tree, draft=True))
    except formulas.FormulaError as error:
        return str(error)


def _components(rows: Any) -> str:
    kinds = dict(ComponentForm.base_fields["kind"].choices)
    return "\n".join(_component(row, kinds) for row in rows or ())


def _component(row: Mapping[str, Any], kinds: dict[Any, Any]) -> str:
    """ "Sign-on bonus: $1,500–$3,000, Guaranteed, half at start" """
    ends = dict.fromkeys(str(row[end]) for end in ("amount_min", "amount_max") if row.get(end))
    amount = "–".join(money(end) or end for end in ends)
    unit = _label(PayUnit.choices, row.get("unit"))
    certainty = _label(Certainty.choices, row.get("certainty"))
    words = [f"{amount} {unit}".strip(), certainty, row.get("text")]
    name = str(kinds.get(row.get("kind"), row.get("kind")))
    return f"{name}: {', '.join(str(word) for word in words if word)}"


def _label(choices: Iterable[tuple[Any, Any]], value: Any) -> str:
    """The words of a choice; what is no choice, as typed."""
    return str(dict(choices).get(value, value or ""))
