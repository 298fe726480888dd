"""Months of experience by area and by care setting, with the arithmetic that leads to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import ngettext

from profiles.models import CandidateProfile, Experience
from qualifications import vocabulary
from qualifications.holding import experience_facts, months_in_union


@dataclass(frozen=True, slots=True)
class Stretch:
    """One job: `ref` is the public id of its line."""

    label: str
    months: int
    ref: str = ""
    started_on: date | None = None
    ended_on: date | None = None

    @property
    def words(self) -> str:
        return in_words(self.months)


@dataclass(frozen=True, slots=True)
class AreaTotal:
    """`months` is the union of the stretches: time worked twice at once counts once."""

    key: str
    name: str
    months: int
    stretches: tuple[Stretch, ...]

    @property
    def words(self) -> str:
        return in_words(self.months)

    @property
    def at_once(self) -> str:
        """Time worked twice at once, in words, so that the sum shown comes to the total; or ""."""
        twice = sum(stretch.months for stretch in self.stretches) - self.months
        return in_words(twice) if twice > 0 else ""


def in_words(months: int) -> str:
    years, rest = divmod(months, 12)
    parts = []
    if years:
        parts.append(ngettext("%(n)d year", "%(n)d years", years) % {"n": years})
    if rest or not years:
        parts.append(ngettext("%(n)d month", "%(n)d months", rest) % {"n": rest})
    return " ".join(parts)


def areas_of(line: Experience, words: vocabulary.Vocabulary) -> list[str]:
    """Areas ticked and records systems used, and what the care setting, the people and the kind of role
    count as. Codes that are no area are passed over by the counting."""
    stated = [f"people:{code}" for code in line.populations]
    if line.setting:
        stated.append(f"setting:{line.setting.slug}")
    if line.role_family:
        stated.append(f"role:{line.role_family.slug}")
    follows = [area for what in stated for area in words.counted_as.get(what, ())]
    return list(dict.fromkeys([*line.areas, *line.ehrs, *follows]))


def area_totals(profile: CandidateProfile, on: date | None = None) -> list[AreaTotal]:
    """Longest first. A wider area (ambulatory care) holds the union of its narrower ones."""
    on = on or timezone.localdate()
    words = vocabulary.current()
    lines = [line for line in profile.experience.all() if line.started_on <= on]
    jobs = [
        (areas_of(line, words), line.started_on, line.ended_on, line.employer_name, line.public_id)
        for line in lines
    ]
    by_area = [
        (line, {fact.term for fact in experience_facts([job], on, words=words)})
        for line, job in zip(lines, jobs, strict=True)
    ]
    totals = []
    for fact in experience_facts(jobs, on, words=words):
        part = [line for line, areas in by_area if fact.term in areas]
        area = fact.term.removeprefix("experience:")
        totals.append(
            AreaTotal(area, area_name(area, words), fact.months or 0, _stretches(part, on))
        )
    return sorted(totals, key=lambda total: (-total.months, total.name))


def setting_totals(profile: CandidateProfile, on: date | None = None) -> list[AreaTotal]:
    on = on or timezone.localdate()
    return _grouped(
        [line for line in profile.experience.all() if line.started_on <= on and line.setting_id],
        on,
        key=lambda line: (line.setting.slug, line.setting.name) if line.setting else ("", ""),
    )


def _grouped(
    lines: Iterable[Experience], on: date, key: Callable[[Experience], tuple[str, str]]
) -> list[AreaTotal]:
    groups: dict[tuple[str, str], list[Experience]] = {}
    for line in lines:
        groups.setdefault(key(line), []).append(line)
    totals = [
        AreaTotal(slug, name, months_in_union(_spans(part, on)), _stretches(part, on))
        for (slug, name), part in groups.items()
    ]
    return sorted(totals, key=lambda total: (-total.months, total.name))


def _spans(lines: Iterable[Experience], on: date) -> list[tuple[date, date]]:
    return [(line.started_on, min(line.ended_on or on, on)) for line in lines]


def _stretches(lines: Iterable[Experience], on: date) -> tuple[Stretch, ...]:
    return tuple(
        Stretch(
            line.employer_name or line.job_title,
            months_in_union(_spans([line], on)),
            line.public_id,
            line.started_on,
            line.ended_on,
        )
        for line in sorted(lines, key=lambda line: (line.started_on, line.pk))
    )


def area_name(area: str, words: vocabulary.Vocabulary | None = None) -> str:
    """ "Care coordination" for `care-coordination`."""
    words = words or vocabulary.current()
    term = words.term(f"experience:{area}:0")
    name = term.label if term else area.replace("-", " ")
    return name[:1].upper() + name[1:]
