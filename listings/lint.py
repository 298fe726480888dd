"""Wording and figures that a careful reader would ask about, each with the words that set it off.

Pure: content in, findings out. A finding never blocks and never rewrites; the person decides. The form
shows them beside the fields, moderation shows the same list to the moderator.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listings.enums import PayUnit
from listings.pay import FEDERAL_MINIMUM, MOST_AN_HOUR, hourly_pay

EEOC = "EEOC, Prohibited Employment Policies: Job Advertisements"
TEXT_FIELDS = (
    "title",
    "description",
    "schedule_text",
    "productivity_text",
    "pay_basis",
    "benefits_summary",
    "other_pay_text",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """`matched` is the text as written, "" for a figure; `sentence` says what is wrong, `suggestion` what
    to write instead, `source` who says so."""

    rule: str
    field: str
    matched: str
    sentence: str
    suggestion: str
    source: str

    def as_dict(self) -> dict[str, str]:
        return {key: str(value) for key, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class WordRule:
    rule: str
    pattern: re.Pattern[str]
    sentence: Any
    suggestion: Any
    source: str


def _rule(rule: str, pattern: str, sentence: Any, suggestion: Any, source: str = EEOC) -> WordRule:
    return WordRule(
        rule, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), sentence, suggestion, source
    )


WORD_RULES = [
    _rule(
        "age",
        r"young|youthful|digital natives?|recent (?:college |university )?grad(?:uate)?s?|new grads? only|"
        r"maximum (?:of )?\d+ years?(?: of|['’])? experience|"
        r"no more than \d+ years?(?: of|['’])? experience|"
        r"overqualified|under (?:the age of )?(?:3|4|5)\d|ages? \d\d ?(?:-|–|to) ?\d\d",
        gettext_lazy("This prefers people by age."),
        gettext_lazy("Say what the work asks: “entry level”, or “2 or more years of ...”."),
        "Age Discrimination in Employment Act; " + EEOC,
    ),
    _rule(
        "sex",
        r"he/she|s/he|his/her|salesm[ae]n|girl friday|(?:fe)?males? (?:only|preferred)|"
        r"(?:wom[ae]n|m[ae]n) (?:only|preferred)|handyman|waitress|ladies",
        gettext_lazy("This prefers or names people by sex."),
        gettext_lazy("Write “they” and a neutral title."),
        "Title VII of the Civil Rights Act; " + EEOC,
    ),
    _rule(
        "origin",
        r"native (?:english|spanish)(?: speakers?| speaking)?|native speakers?|mother tongue|"
        r"(?:no|without) (?:an )?accent|"
        r"(?:us|u\.s\.|american) citizens? only|citizens only|american[- ]born",
        gettext_lazy("This prefers people by where they come from."),
        gettext_lazy("Write “fluent in ...” or “authorized to work in the US”."),
        "Title VII; Immigration and Nationality Act, 8 U.S.C. 1324b",
    ),
    _rule(
        "disability",
        r"able[- ]bodied|must be healthy|no disabilities|physically fit|perfect health|no mental illness|clear speech",
        gettext_lazy("This shuts out people with a disability."),
        gettext_lazy("Name the essential functions, “with or without reasonable accommodation”."),
        "Americans with Disabilities Act; " + EEOC,
    ),
    _rule(
        "record",
        r"no felons?|no felon(?:y|ies)|clean (?:criminal )?record|"
        r"no criminal (?:history|record|background)|no convictions?",
        gettext_lazy("Several states forbid this in a job advert."),
        gettext_lazy("Write “we follow fair-chance law”."),
        "Fair-chance laws of CA, IL, NJ, WA and New York City",
    ),
    _rule(
        "unemployed",
        r"(?:must be |currently )employed only|currently employed candidates|must not be on unemployment|no unemployed",
        gettext_lazy("This shuts out people who are out of work."),
        gettext_lazy("Leave it out."),
        "Laws of NJ, OR, DC and New York City",
    ),
    _rule(
        "religion",
        r"(?:christian|catholic|jewish|muslim|god[- ]fearing)s? (?:only|preferred)",
        gettext_lazy("Only a religious organization may prefer a religion."),
        gettext_lazy("Leave it out, unless the employer is a religious organization."),
        "Title VII, section 702",
    ),
    _rule(
        "salary_history",
        r"salary history|current salary|previous salary|pay history|salary requirements must|last pay stub",
        gettext_lazy("About 22 states forbid asking what someone earned before."),
        gettext_lazy("Leave it out. The range on this page is what counts."),
        "State salary-history laws",
    ),
    _rule(
        "pay_words",
        r"DOE|D\.O\.E\.|depends? on experience|depending on experience|"
        r"competitive (?:pay|salary|wages?)|up to \$ ?[\d,.]+k?",
        gettext_lazy("These words hide the pay; the range on this page says it."),
        gettext_lazy("Leave it out, or say how a person’s place in the range is set."),
        "State pay-transparency laws",
    ),
    _rule(
        "driving",
        r"driver['’]?s['’]? licen[sc]e",
        gettext_lazy("Asking for a driver’s license shuts people out unless the job is driving."),
        gettext_lazy(
            "Ask for it under Requirements with its reason, and only if home visits need a car."
        ),
        "California Government Code 12940(u)",
    ),
    _rule(
        "lifting",
        r"lift (?:up to )?\d+ ?(?:lbs?|pounds)|stand(?:ing)? (?:for )?(?:up to )?\d+ hours",
        gettext_lazy("Is this an essential function of this job?"),
        gettext_lazy("Leave it out, or add “with or without reasonable accommodation”."),
        "Americans with Disabilities Act; " + EEOC,
    ),
    _rule(
        "style",
        r"ninjas?|rock ?stars?|gurus?|aggressive|dominate|crushing it|work hard,? play hard|like a family",
        gettext_lazy("Words like these put many good people off."),
        gettext_lazy("Say plainly what the person will do."),
        "House style",
    ),
    _rule(
        "research",
        r"clinical trials?|IRB|clinical research coordinator",
        gettext_lazy("Clinical research coordination is another trade, and is not listed here."),
        gettext_lazy("If patients and not a study are coordinated, say so."),
        "House rule",
    ),
]
_SHOUT = re.compile(r"\b[A-Z]{4,}(?:[ ,]+[A-Z]{3,}){2,}\b")
_MARKS = re.compile(r"!{2,}|(?:!.*){4,}", re.DOTALL)


def lint_content(content: Mapping[str, Any], *, state: str = "") -> list[Finding]:
    """Findings in the order of the fields. `state`: where the job is, for rules of one state."""
    found: list[Finding] = []
    for field in TEXT_FIELDS:
        text = str(content.get(field) or "")
        found += _words(field, text, state)
        found += _shouting(field, text)
    return [*found, *_figures(content), *_lacking(content)]


def _words(field: str, text: str, state: str) -> list[Finding]:
    found = []
    for rule in WORD_RULES:
        if rule.rule == "driving" and state not in ("", "CA"):
            continue
        match = rule.pattern.search(text)
        if match:
            found.append(
                Finding(
                    rule.rule,
                    field,
                    match[0],
                    str(rule.sentence),
                    str(rule.suggestion),
                    rule.source,
                )
            )
    return found


def _shouting(field: str, text: str) -> list[Finding]:
    letters = [c for c in text if c.isalpha()]
    caps = len(letters) > 12 and sum(c.isupper() for c in letters) > 0.7 * len(letters)
    match = _SHOUT.search(text)
    if caps or match:
        shown = match[0] if match else text[:60]
        sentence, advice = (
            _("Words in capitals read as shouting and are slow to read."),
            _("Use ordinary letters."),
        )
        return [Finding("all_caps", field, shown, sentence, advice, "House style")]
    marks = _MARKS.search(text)
    if marks:
        sentence, advice = (
            _("So many exclamation marks look like a scam."),
            _("One full stop does."),
        )
        return [Finding("exclamation", field, "!!", sentence, advice, "House style")]
    return []


def _figures(content: Mapping[str, Any]) -> list[Finding]:
    low, high = _number(content.get("pay_min")), _number(content.get("pay_max"))
    unit = str(content.get("pay_unit") or "")
    found = []
    if low and high and high > 2 * low:
        found.append(
            Finding(
                "wide_range", "pay_max", "", _("The highest pay is more than twice the lowest."),
                _("Post two jobs, or say what sets a person’s place in the range."),
                "A range must be in good faith (CA, CO, IL, MN, NY, WA)",
            )
        )  # fmt: skip
    hourly = hourly_pay(low, unit, _number(content.get("hours_per_week"))) if unit else None
    if hourly is not None and hourly < FEDERAL_MINIMUM:
        found.append(
            Finding("below_minimum", "pay_min", "", _("This is below $7.25 an hour, the federal minimum."),
                    _("Check the amount and the unit."), "Fair Labor Standards Act")
        )  # fmt: skip
    if unit == PayUnit.HOUR and low and low > MOST_AN_HOUR:
        found.append(
            Finding("wrong_unit", "pay_unit", "", _("More than $150 an hour looks like a yearly figure."),
                    _("Check the unit."), "House rule")
        )  # fmt: skip
    return found


def _lacking(content: Mapping[str, Any]) -> list[Finding]:
    found = []
    if not str(content.get("benefits_summary") or "").strip():
        found.append(
            Finding("no_benefits", "benefits_summary", "", _("The benefits are not stated yet."),
                    _("Name them, or say that there are none."), "Laws of CO, IL, MD, MN, NJ and WA")
        )  # fmt: skip
    if not content.get("apply_by"):
        found.append(
            Finding("no_deadline", "apply_by", "", _("There is no closing date yet."),
                    _("Choose one within 60 days."), "Colorado Equal Pay for Equal Work Act")
        )  # fmt: skip
    return found


def _number(value: Any) -> Decimal | None:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() and number > 0 else None
