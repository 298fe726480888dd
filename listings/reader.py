"""Reads an advert and suggests what it says: role family, settings, duties, pay, schedule, requirements.

Deterministic, from the vocabulary and its synonyms. Every suggestion carries the advert's own words and
where they stand, and stays a suggestion until a person confirms it. What the text does not say is not
filled in; the reason why not is among the `notes`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from listings.reading.pay import check_range, read_pay
from listings.reading.requirements import RequirementsReading, read_requirements
from listings.reading.roles import read_role
from listings.reading.schedule import read_employment_type, read_hours, read_shifts, read_workplace
from listings.reading.topics import read_topics
from listings.reading.words import Suggestion, plain

# Part of the digest of an imported advert, so that a better reader reads old adverts again.
READER_VERSION = "2026.12.1"
LONGEST_TITLE = 300

__all__ = ["READER_VERSION", "Advert", "Reading", "Suggestion", "read_advert"]


@dataclass(frozen=True)
class Advert:
    """An advert as its source gives it; texts may be plain or HTML. Pay is in dollars per `pay_unit`."""

    title: str
    text: str = ""
    requirements: str = ""
    location: str = ""
    state: str = ""
    company: str = ""
    employment_type: str | None = None
    pay_min: object = None
    pay_max: object = None
    pay_unit: str | None = None


@dataclass(frozen=True)
class Reading:
    """`out_of_scope` is a reason code, or empty when the job belongs on this board."""

    title: str
    text: str
    role_family: Suggestion | None
    out_of_scope: str
    pay: Suggestion | None
    pay_reason: str
    employment_type: Suggestion | None
    workplace: Suggestion | None
    hours: Suggestion | None
    shifts: list[Suggestion] = field(default_factory=list)
    settings: list[Suggestion] = field(default_factory=list)
    duties: list[Suggestion] = field(default_factory=list)
    requirements: RequirementsReading = field(default_factory=RequirementsReading)
    notes: list[str] = field(default_factory=list)

    def suggestions(self) -> list[dict]:
        single = [self.role_family, self.pay, self.employment_type, self.workplace, self.hours]
        several = [*self.shifts, *self.settings, *self.duties, *self.requirements.suggestions]
        return [found.as_dict() for found in [*single, *several] if found]


def read_advert(advert: Advert) -> Reading:
    title, text = plain(advert.title)[:LONGEST_TITLE], plain(advert.text)
    wanted = plain(advert.requirements)
    if wanted and wanted not in text:
        text = f"{text}\nRequirements\n{wanted}" if text else f"Requirements\n{wanted}"
    role = read_role(title, text)
    pay, pay_reason = _pay(advert, text)
    kind, kind_note = read_employment_type(advert.employment_type, title, text)
    settings, duties = read_topics(title, advert.company, advert.location, text)
    return Reading(
        title=title,
        text=text,
        role_family=role.family,
        out_of_scope=role.out_of_scope,
        pay=pay,
        pay_reason=pay_reason,
        employment_type=kind,
        workplace=read_workplace(title, advert.location, text),
        hours=read_hours(text),
        shifts=read_shifts(title, text),
        settings=settings,
        duties=duties,
        requirements=read_requirements(text, advert.state, title),
        notes=[kind_note] if kind_note else [],
    )


def _pay(advert: Advert, text: str) -> tuple[Suggestion | None, str]:
    """The source's own figures; the text only where the source gives none."""
    found, reason = check_range(advert.pay_min, advert.pay_max, advert.pay_unit)
    if found:
        value = {"min": str(found.low), "max": str(found.high), "unit": str(found.unit)}
        words = f"{advert.pay_min} to {advert.pay_max} a {advert.pay_unit}"
        return Suggestion("pay", value, "pay", 0, len(words), words), ""
    if reason != "pay_missing":
        return None, reason
    return read_pay(text)
