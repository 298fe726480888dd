"""Employment type, hours, shifts and workplace, out of the many spellings of feeds and adverts."""

from __future__ import annotations

import re

from listings.enums import EmploymentType, Shift, Workplace
from listings.reading.words import Suggestion, suggestion

# In the order in which a type is looked for; the first that a spelling names is kept.
_TYPE_WORDS = [
    (EmploymentType.FIELD_PLACEMENT, r"field[ _-]?placement|practicum"),
    (EmploymentType.INTERNSHIP, r"\bintern(?:ship)?\b"),
    (EmploymentType.PER_DIEM, r"per[ _-]?diem|\bprn\b|\bas needed\b"),
    (EmploymentType.FULL_TIME, r"full[ _-]?time"),
    (EmploymentType.PART_TIME, r"part[ _-]?time"),
    (EmploymentType.CONTRACT, r"\bcontract(?:or)?\b|\b1099\b|consultant"),
    (EmploymentType.TEMPORARY, r"\btemporary\b|\btemp\b|\bseasonal\b"),
    (EmploymentType.VOLUNTEER, r"\bvolunteer\b"),
]
_TYPES = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _TYPE_WORDS]


def employment_types(words: str) -> list[tuple[str, re.Match[str]]]:
    """Every type `words` name, in order of appearance."""
    named = [(kind, match) for kind, pattern in _TYPES if (match := pattern.search(words))]
    return sorted(named, key=lambda pair: pair[1].start())


def read_employment_type(
    source_value: str | None, title: str, text: str
) -> tuple[Suggestion | None, str]:
    """`(suggestion, "")`, or `(None, reason)`; a source naming several keeps the first and says so."""
    if source_value:
        named = employment_types(source_value)
        if not named:
            return None, "employment_type_not_known"
        kind, match = named[0]
        found = suggestion(
            "employment_type", str(kind), "employment_type", source_value, *match.span()
        )
        return found, "employment_type_first_of_several" if len(named) > 1 else ""
    for source, words in (("title", title), ("description", _statement(text))):
        if named := employment_types(words):
            kind, match = named[0]
            return suggestion("employment_type", str(kind), source, words, *match.span()), ""
    return None, "employment_type_missing"


_STATEMENT = re.compile(
    r"^.{0,30}\b(?:job type|employment type|schedule|status|position type)\b.{0,60}$",
    re.IGNORECASE | re.MULTILINE,
)


def _statement(text: str) -> str:
    """Only a line that states the type counts: benefits texts mention part time all the time."""
    match = _STATEMENT.search(text)
    return match.group() if match else ""


_SHIFT_WORDS = [
    (Shift.WEEKENDS, r"\bweekends?\b(?! off)"),
    (Shift.NIGHTS, r"\bnights?\b|\bovernight\b|third shift|3rd shift"),
    (Shift.EVENINGS, r"\bevenings?\b|second shift|2nd shift"),
    (Shift.ROTATING, r"\brotating\b"),
    (Shift.FLEXIBLE, r"\bflexible (?:schedule|hours|shift)"),
    (
        Shift.DAYS,
        r"\bday shift\b|\bdays\b(?= ?(?:-|,|$|\)|full|part))|mon(?:day)?s?\s?(?:-|–|to|through)\s?fri(?:day)?|"
        r"\bm-f\b|first shift|1st shift",
    ),
]
_SHIFTS = [(shift, re.compile(pattern, re.IGNORECASE)) for shift, pattern in _SHIFT_WORDS]
_SCHEDULE_LINE = re.compile(
    r"^.{0,40}\b(?:schedule|shift|hours)\b.{0,120}$", re.IGNORECASE | re.MULTILINE
)


def read_shifts(title: str, text: str) -> list[Suggestion]:
    found: dict[str, Suggestion] = {}
    lines = [("title", title, 0)]
    lines += [
        ("description", match.group(), match.start()) for match in _SCHEDULE_LINE.finditer(text)
    ]
    for source, words, offset in lines:
        for shift, pattern in _SHIFTS:
            if shift not in found and (match := pattern.search(words)):
                start, end = match.span()
                found[shift] = Suggestion(
                    "shift", str(shift), source, offset + start, offset + end, match.group()
                )
    return list(found.values())


_HOURS = re.compile(
    r"\b(\d{1,2}(?:\.\d)?)\s*(?:-\s*)?(?:hours|hrs)\.?\s*(?:/|per|a|each)?\s*(?:week|wk|weekly)\b",
    re.IGNORECASE,
)


def read_hours(text: str) -> Suggestion | None:
    for match in _HOURS.finditer(text):
        if 1 <= float(match[1]) <= 60:
            return suggestion("hours_per_week", match[1], "description", text, *match.span())
    return None


_REMOTE = re.compile(
    r"\b(?:fully remote|100% remote|remote position|work from home|telecommute|remote role|remote)\b",
    re.IGNORECASE,
)
_HYBRID = re.compile(r"\bhybrid\b", re.IGNORECASE)


def read_workplace(title: str, location: str, text: str) -> Suggestion | None:
    """Remote only where title or location say so, or the text calls the job fully remote."""
    for source, words in (("title", title), ("location", location)):
        if match := _HYBRID.search(words):
            return suggestion("workplace", str(Workplace.HYBRID), source, words, *match.span())
        if match := _REMOTE.search(words):
            return suggestion("workplace", str(Workplace.REMOTE), source, words, *match.span())
    if match := re.search(r"\b(?:fully|100%) remote\b", text, re.IGNORECASE):
        return suggestion("workplace", str(Workplace.REMOTE), "description", text, *match.span())
    return None
