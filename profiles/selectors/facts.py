"""From the lines of a profile to facts, and from facts to what is held. Nothing is read from free text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from profiles.enums import LicenseScope
from profiles.models import CandidateProfile, Credential
from profiles.selectors.experience import areas_of
from qualifications import vocabulary
from qualifications.enums import FactStatus
from qualifications.holding import (
    Fact,
    Held,
    closure,
    denied_closure,
    experience_facts,
    months_spanned,
)

WORK_AUTHORIZATION = "work-authorization"
INTERPRETER = "medical-interpreter-certified"


def facts_of(profile: CandidateProfile, on: date | None = None) -> list[Fact]:
    """Every stated fact; `source_ref` is `<card>:<public id>` of the line it came from.

    Graduation years, license numbers and free text are not in it.
    """
    on = on or timezone.localdate()
    return [
        *_credentials(profile),
        *_education(profile),
        *_experience(profile, on),
        *_languages_and_skills(profile),
        *_availability(profile),
    ]


def held_by(profile: CandidateProfile, on: date | None = None) -> tuple[Held, frozenset[int]]:
    """What follows from the facts on that day, and which terms the person said she does not have."""
    on = on or timezone.localdate()
    held = closure(facts_of(profile, on), on)
    return held, denied_by(profile, on) - held.ids


def denied_by(profile: CandidateProfile, on: date | None = None) -> frozenset[int]:
    slugs = denied_slugs(profile)
    return denied_closure(slugs, on or timezone.localdate()) if slugs else frozenset()


def denied_slugs(profile: CandidateProfile) -> list[str]:
    """All she said no to, wherever she said it."""
    slugs = [denial.term.slug for denial in profile.denials.all()]
    return sorted([*slugs, WORK_AUTHORIZATION] if profile.work_authorized is False else slugs)


def _credentials(profile: CandidateProfile) -> Iterator[Fact]:
    for credential in profile.credentials.all():
        label = credential.title or credential.term.short_name or credential.term.name
        ref = f"credential:{credential.public_id}"
        yield Fact(
            credential.term.slug,
            state=credential.state,
            multistate=credential.scope == LicenseScope.MULTISTATE,
            status=credential.status,
            expires=credential.expires_on,
            months=_permit_months(credential),
            label=label,
            source_ref=ref,
        )
        yield from _privileges(credential, label, ref)


def _permit_months(credential: Credential) -> int | None:
    first, last = credential.issued_on, credential.expires_on
    if credential.status != FactStatus.LIMITED_PERMIT or first is None or last is None:
        return None
    return months_spanned(first, last)


def _privileges(credential: Credential, label: str, ref: str) -> Iterator[Fact]:
    for state in credential.privilege_states:
        yield Fact(
            credential.term.slug.partition(":")[0],
            state=state,
            privilege=True,
            status=credential.status,
            expires=credential.expires_on,
            label=label,
            source_ref=ref,
        )


def _education(profile: CandidateProfile) -> Iterator[Fact]:
    for line in profile.education.all():
        status = FactStatus.IN_PROGRESS if line.in_progress else FactStatus.ACTIVE
        label = line.school or line.program or line.term.name
        yield Fact(
            line.term.slug,
            status=status.value,
            label=label,
            source_ref=f"education:{line.public_id}",
        )


def _experience(profile: CandidateProfile, on: date) -> Iterator[Fact]:
    lines = list(profile.experience.all())
    words = vocabulary.current()
    jobs = [
        (
            areas_of(line, words),
            line.started_on,
            line.ended_on,
            line.employer_name or line.job_title,
            f"experience:{line.public_id}",
        )
        for line in lines
        if line.started_on <= on
    ]
    yield from experience_facts(jobs, on, words=words)
    seen: set[str] = set()
    for line in lines:
        for ehr in line.ehrs:
            if ehr not in seen:
                seen.add(ehr)
                label = line.employer_name or line.job_title
                yield Fact(ehr, label=label, source_ref=f"experience:{line.public_id}")


def _languages_and_skills(profile: CandidateProfile) -> Iterator[Fact]:
    for language in profile.languages.all():
        if language.certified_interpreter:
            yield Fact(
                INTERPRETER, label=language.term.name, source_ref=f"language:{language.public_id}"
            )
        yield Fact(
            language.term.slug,
            label=language.term.name,
            source_ref=f"language:{language.public_id}",
        )
    for skill in profile.skills.all():
        yield Fact(skill.term.slug, label=skill.term.name, source_ref=f"skill:{skill.public_id}")


def _availability(profile: CandidateProfile) -> Iterator[Fact]:
    if profile.work_authorized:
        yield Fact(WORK_AUTHORIZATION, source_ref="availability")
