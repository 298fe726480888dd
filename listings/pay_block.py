"""Pay as the job page and the preview say it: floor, ceiling, every part by name."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from core.templatetags.page_tags import money
from listings.enums import EmploymentType, PayComponentKind, PayUnit
from listings.models import JobPosting, PayComponent
from listings.pay import annual_pay, hourly_pay

# Parts that come on top for everyone who does the job. Shift differentials, mileage, tuition and the
# like depend on how one works, so they stand in the list and not in the ceiling.
ADDING = {
    PayComponentKind.ANNUAL_BONUS,
    PayComponentKind.QUALITY_BONUS,
    PayComponentKind.COMMISSION,
    PayComponentKind.PROFIT_SHARING,
    PayComponentKind.DIFF_BILINGUAL,
    PayComponentKind.DIFF_CERTIFICATION,
}


def pay_of(posting: JobPosting, components: Sequence[PayComponent] | None = None) -> dict[str, Any]:
    """What components/pay_block.html draws. The unit the employer stated, and the year where the hours
    of the week are known. `components`: of a posting that is not saved."""
    unit = posting.pay_unit
    low, high = posting.pay_min, posting.pay_max
    if low is None or high is None:
        return {}
    parts = list(posting.pay_components.all() if components is None else components)
    block: dict[str, Any] = {
        "stated": posting.is_imported,
        "parts": [_base(posting), *(_part(part) for part in parts if _has_amount(part))],
        "also": _also(posting, [part for part in parts if not _has_amount(part)]),
    }
    if not _year_known(posting):
        return block | {
            "floor": money(low),
            "floor_per": unit_words(unit),
            "ceiling": money(high) if high != low else "",
            "ceiling_per": unit_words(unit),
        }
    hours = posting.hours_per_week
    extra = sum((_yearly(part, hours) for part in parts if part.kind in ADDING), Decimal(0))
    floor, top = (
        annual_pay(low, unit, hours) or 0,
        (annual_pay(high, unit, hours) or 0) + int(extra),
    )
    once = sum((part.amount_max or Decimal(0)) for part in parts if _is_once(part))
    base = "" if extra else _other(high, unit, hours)
    return block | {
        "floor": money(floor),
        "floor_per": unit_words(PayUnit.YEAR),
        "floor_other": _other(low, unit, hours),
        "ceiling": money(top) if top > floor else "",
        "ceiling_per": unit_words(PayUnit.YEAR),
        "ceiling_other": (_("plus %(amount)s once") % {"amount": money(once)} if once else base),
    }


def pay_line(posting: JobPosting) -> str:
    """ "$36.90–$46.10 an hour" """
    if posting.pay_min is None or posting.pay_max is None:
        return ""
    return f"{pay_range(posting.pay_min, posting.pay_max)} {unit_words(posting.pay_unit)}"


def pay_range(low: Decimal, high: Decimal) -> str:
    if low == high:
        return money(low)
    cents = low != low.to_integral_value() or high != high.to_integral_value()
    return f"${low:,.2f}–${high:,.2f}" if cents else f"{money(low)}–{money(high)}"


def unit_words(unit: str) -> str:
    return str(PayUnit(unit).label) if unit in PayUnit.values else ""


def _year_known(posting: JobPosting) -> bool:
    if posting.pay_unit == PayUnit.YEAR:
        return True
    known_week = posting.hours_per_week or posting.employment_type == EmploymentType.FULL_TIME
    return bool(known_week) and annual_pay(posting.pay_min, posting.pay_unit) is not None


def _other(amount: Decimal, unit: str, hours: Decimal | None) -> str:
    if unit == PayUnit.YEAR:
        hourly = hourly_pay(amount, unit, hours)
        return _("about %(pay)s an hour") % {"pay": money(hourly)} if hourly else ""
    return f"{money(amount)} {unit_words(unit)}"


def _base(posting: JobPosting) -> dict[str, str]:
    # what an unclaimed advert says of its pay, nobody has guaranteed
    detail = _("As the source states it") if posting.is_imported else _("Guaranteed")
    if posting.pay_basis:
        detail = f"{detail} · {posting.pay_basis}"
    return {
        "name": _("Base pay"),
        "detail": detail,
        "amount": pay_range(posting.pay_min, posting.pay_max),  # type: ignore[arg-type]
        "unit": unit_words(posting.pay_unit),
    }


def _has_amount(part: PayComponent) -> bool:
    return part.amount_min is not None or part.amount_max is not None


def _is_once(part: PayComponent) -> bool:
    return part.kind == PayComponentKind.SIGN_ON_BONUS and _has_amount(part)


def _part(part: PayComponent) -> dict[str, str]:
    low = part.amount_min if part.amount_min is not None else part.amount_max
    high = part.amount_max if part.amount_max is not None else part.amount_min
    detail = str(part.get_certainty_display())
    sign = "+ " if part.kind.startswith("differential") else ""
    return {
        "name": str(part.get_kind_display()),
        "detail": f"{detail} · {part.text}" if part.text else detail,
        "amount": sign + pay_range(low, high),  # type: ignore[arg-type]
        "unit": unit_words(part.unit) or _("once"),
    }


def _yearly(part: PayComponent, hours: Decimal | None) -> Decimal:
    amount = part.amount_max if part.amount_max is not None else part.amount_min
    if amount is None:
        return Decimal(0)
    if part.unit in PayUnit.values:
        return Decimal(annual_pay(amount, part.unit, hours) or 0)
    return amount


def _also(posting: JobPosting, parts: list[PayComponent]) -> str:
    named = [
        f"{part.get_kind_display()} ({part.text})" if part.text else str(part.get_kind_display())
        for part in parts
    ]
    texts = [
        text.strip().rstrip(".")
        for text in ("; ".join(named), posting.benefits_summary, posting.other_pay_text)
        if text.strip()
    ]
    if not texts:
        return ""
    return _("Also: %(list)s.") % {"list": "; ".join(texts)}
