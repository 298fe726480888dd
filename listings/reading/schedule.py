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
    if named := employment_types(_NOT_THE_TYPE.sub(_blank, title)):
        kind, match = named[0]
        return suggestion("employment_type", str(kind), "title", title, *match.span()), ""
    if stated := _stated_types(text):
        kind, start, end = stated[0]
        return suggestion("employment_type", str(kind), "description", text, start, end), ""
    return None, "employment_type_missing"


# A title that names who is led, not how one is employed.
_NOT_THE_TYPE = re.compile(
    r"\b(?:volunteer|intern(?:ship)?|contract(?:or)?)s? (?:coordinator|manager|services|program|specialist)",
    re.IGNORECASE,
)
_TIME = r"(?P<time>full|part)[ -]?time"
_JOB = r"(?:position|role|job|opportunity|opening|basis|salaried|exempt|permanent|regular|grant)"
_LABEL = (
    r"(?:job types?|employment types?|position types?|worker type|work type|job status|status|schedule|"
    r"position status|employment status)"
)
# Only words about this job count: texts on benefits mention part time all the time.
_STATED = re.compile(
    rf"\b{_TIME}\b(?=[^.;\n]{{0,30}}\b(?:{_JOB}|on-site|remote|hybrid|\d\d(?:\.\d)? ?(?:hours|hrs?|hr))\b|"
    rf",? ?\(?\d\d(?:\.\d)? ?(?:hours|hrs|per week))"
    rf"|\b{_LABEL}\W{{0,3}}\s{{0,2}}(?:regular |permanent )?(?:{_TIME.replace('time>', 'time2>')}|"
    rf"(?P<code>contract|temporary|per diem|prn|travel|as needed|temp))\b"
    rf"|^\W{{0,4}}{_TIME.replace('time>', 'time3>')}\b(?=\W{{0,3}}$)"
    rf"|\b(?:{_JOB} (?:is|will be) (?:an? )?|(?:seeking|hiring|looking for|join us as|as) (?:an? |two |"
    rf"\d )?){_TIME.replace('time>', 'time4>')}\b"
    r"|\b(?P<temporary>temporary (?:\d+[ -](?:year|month) )?(?:position|role|assignment|job|employ)|"
    r"temp(?:orary)?[ -]{1,2}(?:to[ -])?hire|time-limited|"
    r"\d{1,2}\+? ?-?months? position|limited[ -]term)"
    r"|\b(?P<contract>\d{1,2}[ -](?:month|week) contract|contract (?:position|role|assignment|job)|"
    r"1099 (?:role|position|contractor)|independent contractor|"
    r"part-time/contract|full-time/contract|this is a (?:1099|contract))\b"
    r"|\b(?P<per_diem>(?:per diem|prn) (?:position|role|basis|schedule))\b",
    re.IGNORECASE | re.MULTILINE,
)
_NOT_THIS_JOB = re.compile(
    r"\b(?:possib\w+|potential|building|lead(?:s|ing)?|convert\w*|eligib\w+|opportunit\w+|hired into|"
    r"equivalent|both|transition\w*)"
    r"(?: (?:of|to|for|into|a|the|become|once))* ?$",
    re.IGNORECASE,
)
_CODES = {
    "contract": EmploymentType.CONTRACT,
    "travel": EmploymentType.CONTRACT,
    "temporary": EmploymentType.TEMPORARY,
    "temp": EmploymentType.TEMPORARY,
    "per diem": EmploymentType.PER_DIEM,
    "prn": EmploymentType.PER_DIEM,
    "as needed": EmploymentType.PER_DIEM,
}
# A contract or an end is said beside "full time" and is the more exact of the two.
_FIRST = [EmploymentType.TEMPORARY, EmploymentType.CONTRACT, EmploymentType.PER_DIEM]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _stated_types(text: str) -> list[tuple[EmploymentType, int, int]]:
    found = []
    for match in _STATED.finditer(text):
        if _NOT_THIS_JOB.search(text[max(0, match.start() - 40) : match.start()]):
            continue
        groups = {name: value for name, value in match.groupdict().items() if value}
        name, value = next(iter(groups.items()))
        if name.startswith("time"):
            full = value.lower() == "full"
            kind = EmploymentType.FULL_TIME if full else EmploymentType.PART_TIME
        else:
            kind = _CODES[value.lower()] if name == "code" else EmploymentType(name)
        found.append((kind, *match.span()))
    return sorted(found, key=lambda one: (_FIRST.index(one[0]) if one[0] in _FIRST else 9, one[1]))


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
_HYBRID_TEXT = re.compile(
    r"\bhybrid (?:role|position|schedule|work|job|model|remote|opportunity|telemedicine)|"
    r"\b\d(?:-\d)? days? (?:per week |a week )?(?:remote|from home|in[ -](?:the )?office|on-?site)\b|"
    r"\b(?:work|working) from (?:your )?home or (?:from )?the office|\b(?:telemedicine|telehealth|"
    r"remote) and in-person flexibility|"
    r"\b(?:partially|partly) remote",
    re.IGNORECASE,
)
_REMOTE_TEXT = re.compile(
    r"\b(?:fully|100%|completely|primarily|currently|entirely)[ -]?remote|\b(?:position|role|job|"
    r"opportunity) (?:is|will be) (?:\w+ )?remote\b|"
    r"\bremote (?:role|position|job|opportunity|work environment|first)|\bwork(?:s|ing)? remotely\b|"
    r"\bwork(?:ing)? from home\b|"
    r"\b(?:100%|performed) remotely|\bthis is an? (?:\w+ )?remote|\bwork location\W{1,3}remote",
    re.IGNORECASE,
)
_ONSITE_TEXT = re.compile(
    r"\bon-?site (?:role|position|job|opportunity)|\b(?:full-time|part-time|this is an?) on-?site|"
    r"\bin[ -](?:office|person) (?:role|position|job)|"
    r"\bwork location\W{1,3}(?:in person|one location|on-?site)|\bnot a (?:virtual|remote) (?:position|role|"
    r"job)|\btelework: not available|"
    r"\bprimarily (?:work|working) from our|\b(?:full|part)-time position (?:is )?based (?:at|"
    r"in) (?!the (?:us|united))",
    re.IGNORECASE,
)


def read_workplace(title: str, location: str, text: str) -> Suggestion | None:
    """What title or location say; else the text, where it says so of the job and not of others."""
    if match := _HYBRID_TEXT.search(text):
        return suggestion("workplace", str(Workplace.HYBRID), "description", text, *match.span())
    for source, words in (("title", title), ("location", location)):
        if match := _HYBRID.search(words):
            return suggestion("workplace", str(Workplace.HYBRID), source, words, *match.span())
        if match := _REMOTE.search(words):
            return suggestion("workplace", str(Workplace.REMOTE), source, words, *match.span())
    for place, pattern in ((Workplace.ONSITE, _ONSITE_TEXT), (Workplace.REMOTE, _REMOTE_TEXT)):
        if match := pattern.search(text):
            return suggestion("workplace", str(place), "description", text, *match.span())
    return None
