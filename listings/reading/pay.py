"""Pay as adverts state it. Nothing is completed: an amount without a unit, or an open end, is no pay range."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from listings.enums import PayUnit
from listings.pay import exact_annual_pay
from listings.reading.words import Suggestion, suggestion

# Outside these dollars a year the unit or the figure must be wrong, so neither is believed.
LEAST_A_YEAR, MOST_A_YEAR = Decimal(10_000), Decimal(700_000)
WIDEST = 5


@dataclass(frozen=True)
class PayRange:
    low: Decimal
    high: Decimal
    unit: str


def check_range(low: object, high: object, unit: str | None) -> tuple[PayRange | None, str]:
    """`(range, "")`, or `(None, reason code)` when the figures cannot be a pay range."""
    if low is None and high is None:
        return None, "pay_missing"
    if low is None or high is None:
        return None, "pay_open_ended"
    try:
        least, most = Decimal(str(low)), Decimal(str(high))
    except InvalidOperation:
        return None, "pay_not_a_number"
    if not (least.is_finite() and most.is_finite()):
        return None, "pay_not_a_number"
    if least <= 0 and most <= 0:
        return None, "pay_missing"
    if least <= 0:
        return None, "pay_open_ended"
    lowest, highest = (exact_annual_pay(end, unit or "") for end in (least, most))
    if lowest is None or highest is None or unit is None:
        return None, "pay_without_unit"
    if least > most:
        return None, "pay_out_of_order"
    if lowest < LEAST_A_YEAR or highest > MOST_A_YEAR or most > least * WIDEST:
        return None, "pay_implausible"
    cents = Decimal("0.01")
    return PayRange(least.quantize(cents), most.quantize(cents), unit), ""


_AMOUNT = r"\$\s?(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?)\s?([kK])?"
_UNIT = (
    r"(?:\s*(?:/|per|an?|each|every)\s*|\s*-?\s*)"
    r"(hours?|hrs?|hourly|days?|daily|weeks?|wks?|weekly|biweekly|bi-weekly|months?|monthly|years?|yrs?|yearly|"
    r"annum|annually|annual|annualized)(?:\b|(?=(?-i:[A-Z][a-z])))"
)
_RANGE = re.compile(
    _AMOUNT
    + r"(?:\s*(?:/|per|an)?\s*(?:hours?|hrs?|years?|yrs?|annually)\.?)?\s*(?:-|–|—|to|and|through)\s*"
    + _AMOUNT.replace(r"\$\s?", r"\$?\s?", 1)
    + _UNIT,
    re.IGNORECASE,
)
# Without a dollar sign only behind a label: "Salary: 55,036.54 - 74,951.50 yearly".
_BARE = re.compile(
    r"\b(?:salary|pay|compensation|wage)(?: (?:range|rate|scale))?[\s:]{1,4}"
    r"(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?)()\s?(?:-|–|to)\s?"
    r"(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?)()" + _UNIT,
    re.IGNORECASE,
)
_SINGLE = re.compile(_AMOUNT + _UNIT, re.IGNORECASE)
_NOT_BASE = re.compile(
    r"bonus|sign[- ]?on|match|referral|differential|stipend|reimburs|allowance|tuition|loan|insurance|"
    r"per visit|per assessment|session|invested|increase|extra|additional",
    re.IGNORECASE,
)
_OPEN_BEFORE = re.compile(r"up to|starting|from|at least|starts|minimum", re.IGNORECASE)
_OPEN_AFTER = re.compile(r"^\s*(?:\+|and up|or more|plus\b)", re.IGNORECASE)
_UNITS = {
    "h": PayUnit.HOUR,
    "d": PayUnit.DAY,
    "w": PayUnit.WEEK,
    "b": PayUnit.BIWEEK,
    "m": PayUnit.MONTH,
    "y": PayUnit.YEAR,
    "a": PayUnit.YEAR,
}


def _before(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - 40) : match.start()].rsplit("\n", 1)[-1]


def _number(digits: str, thousands: str | None) -> Decimal:
    return Decimal(digits.replace(",", "")) * (1000 if thousands else 1)


def read_pay(text: str, source: str = "description") -> tuple[Suggestion | None, str]:
    """The first well-formed base range in `text` as `{"min", "max", "unit"}` strings, or why there is none."""
    reason = "pay_missing"
    covered = 0  # the end of the last range looked at: its upper figure is not a rate by itself
    for match in sorted(
        [*_RANGE.finditer(text), *_BARE.finditer(text)], key=lambda match: match.start()
    ):
        covered = match.end()
        if _NOT_BASE.search(_before(text, match)):
            continue
        thousands = match[2] or match[4]
        found, why = check_range(
            _number(match[1], thousands), _number(match[3], match[4]), _UNITS[match[5][0].lower()]
        )
        if found:
            return _as_suggestion(found, source, text, match), ""
        reason = why
    for match in _SINGLE.finditer(text):
        before = _before(text, match)
        if _NOT_BASE.search(before) or match.start() < covered:
            continue
        if _OPEN_BEFORE.search(before) or _OPEN_AFTER.match(text[match.end() : match.end() + 20]):
            reason = "pay_open_ended" if reason == "pay_missing" else reason
            continue
        if not re.search(r"pay|salary|rate|wage|compensation|earn", before, re.IGNORECASE):
            continue
        amount = _number(match[1], match[2])
        found, why = check_range(amount, amount, _UNITS[match[3][0].lower()])
        if found:
            return _as_suggestion(found, source, text, match), ""
        reason = why
    return None, reason


def _as_suggestion(pay: PayRange, source: str, text: str, match: re.Match[str]) -> Suggestion:
    value = {"min": str(pay.low), "max": str(pay.high), "unit": str(pay.unit)}
    return suggestion("pay", value, source, text, match.start(), match.end())
