"""What a saved job offered when it was saved, beside what it offers now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from listings.models import JobPosting
from listings.presenting import pay_words
from qualifications.formulas import parse
from qualifications.sentences import sentence


@dataclass(frozen=True, slots=True)
class Change:
    what: str
    was: str
    now: str


def kept_of(posting: JobPosting) -> dict[str, Any]:
    """Pay and requirements as they are, small enough to keep with every saved job."""
    return {
        "pay_min": _text(posting.pay_min),
        "pay_max": _text(posting.pay_max),
        "pay_unit": posting.pay_unit,
        "hours": _text(posting.hours_per_week),
        "formula": posting.formula_id,
    }


def _text(amount: Any) -> str | None:
    return None if amount is None else str(amount)


def changes_since(
    kept: Mapping[str, Any], posting: JobPosting, trees: Mapping[int, dict[str, Any]]
) -> list[Change]:
    """Pay and requirements that read differently now. `trees`: requirements by id of the formula."""
    if not kept:
        return []
    found = [
        Change(_("Pay"), _pay(kept), _pay(kept_of(posting))),
        Change(
            _("Requirements"),
            _requirements(trees.get(kept.get("formula") or 0)),
            _requirements(trees.get(posting.formula_id or 0)),
        ),
    ]
    return [change for change in found if change.was != change.now]


def _pay(kept: Mapping[str, Any]) -> str:
    low, high, hours = (_amount(kept.get(name)) for name in ("pay_min", "pay_max", "hours"))
    main, per, _other = pay_words(low, high, str(kept.get("pay_unit") or ""), hours)
    return f"{main} {per}".strip()


def _amount(text: Any) -> Decimal | None:
    return None if text is None else Decimal(str(text)).normalize()


def _requirements(tree: dict[str, Any] | None) -> str:
    return _("none stated") if tree is None else sentence(parse(tree, draft=True))
