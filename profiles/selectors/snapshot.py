"""What an employer sees of a person: an allow-list, written down once and kept with an application."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone

from profiles.enums import CredentialStatus, LicenseScope, Population, Shift, Verification, WorkType
from profiles.models import CandidateProfile
from profiles.selectors.experience import area_totals, in_words
from profiles.selectors.facts import denied_slugs, facts_of
from qualifications.holding import months_in_union
from qualifications.models import SoftSkill

SNAPSHOT_VERSION = 1


def snapshot_of(profile: CandidateProfile, on: date | None = None) -> dict[str, Any]:
    """JSON of everything an employer sees, in words of today, so that it reads the same in a year.

    Never in it: graduation year, license numbers, photo, birth date, ZIP code, other employers' names of
    exclusion, visibility. `facts` and `denied` replay the evaluation.
    """
    on = on or timezone.localdate()
    return {
        "snapshot_version": SNAPSHOT_VERSION,
        "profile_version": profile.version,
        "on": on.isoformat(),
        "name": profile.user.full_name,
        "email": profile.user.email,
        "phone": profile.phone,
        "headline": profile.headline,
        "about": profile.about,
        "credentials": _credentials(profile),
        "education": _education(profile),
        "experience": _experience(profile, on),
        "experience_totals": [
            {"area": total.key, "name": total.name, "months": total.months, "words": total.words}
            for total in area_totals(profile, on)
        ],
        "languages": [
            {
                "term": line.term.slug,
                "name": line.term.name,
                "interpreter": line.certified_interpreter,
            }
            for line in profile.languages.all()
        ],
        "skills": [
            {"term": line.term.slug, "name": line.term.name} for line in profile.skills.all()
        ],
        "soft_skills": _soft_skills(profile),
        "availability": _availability(profile),
        "facts": [fact.as_dict() for fact in facts_of(profile, on)],
        "denied": denied_slugs(profile),
    }


def _credentials(profile: CandidateProfile) -> list[dict[str, Any]]:
    return [
        {
            "term": line.term.slug,
            "name": line.title or line.term.name,
            "kind": line.term.kind,
            "issuer": line.term.issuer,
            "state": line.state,
            "multistate": line.scope == LicenseScope.MULTISTATE,
            "privilege_states": list(line.privilege_states),
            "status": str(CredentialStatus(line.status).label),
            "expires_on": line.expires_on.isoformat() if line.expires_on else "",
            "verification": line.verification,
            "verification_words": _verified(line.verification),
            "verified_on": (
                timezone.localdate(line.verified_at).isoformat() if line.verified_at else ""
            ),
        }
        for line in profile.credentials.all()
    ]


def _verified(verification: str) -> str:
    # "Stated by you" is for her own page; to the other side it is stated by the candidate.
    return "" if verification == Verification.STATED else str(Verification(verification).label)


def _education(profile: CandidateProfile) -> list[dict[str, Any]]:
    return [
        {
            "term": line.term.slug,
            "name": line.term.name,
            "program": line.program,
            "school": line.school,
            "in_progress": line.in_progress,
            "foreign_evaluated": line.foreign_evaluated,
        }
        for line in profile.education.all()
    ]


def _experience(profile: CandidateProfile, on: date) -> list[dict[str, Any]]:
    lines = []
    for line in profile.experience.all():
        months = months_in_union([(line.started_on, min(line.ended_on or on, on))])
        lines.append(
            {
                "job_title": line.job_title,
                "employer_name": line.employer_name,
                "role_family": line.role_family.name if line.role_family else "",
                "setting": line.setting.name if line.setting else "",
                "areas": list(line.areas),
                "populations": [_label(Population, code) for code in line.populations],
                "ehrs": list(line.ehrs),
                "started_on": line.started_on.isoformat(),
                "ended_on": line.ended_on.isoformat() if line.ended_on else "",
                "months": months,
                "words": in_words(months),
                "hours_per_week": line.hours_per_week,
                "duties": line.duties,
            }
        )
    return lines


def _availability(profile: CandidateProfile) -> dict[str, Any]:
    place = profile.place
    return {
        "city": place.city if place else "",
        "state": place.state if place else "",
        "radius_miles": profile.radius_miles,
        "open_to_remote": profile.open_to_remote,
        "work_authorized": profile.work_authorized,
        "needs_sponsorship": profile.needs_sponsorship,
        "employment_types": [_label(WorkType, code) for code in profile.employment_types],
        "shifts": [_label(Shift, code) for code in profile.shifts],
        "hours_min": profile.hours_min,
        "hours_max": profile.hours_max,
        "available_from": profile.available_from.isoformat() if profile.available_from else "",
    }


def _soft_skills(profile: CandidateProfile) -> list[str]:
    names = dict(SoftSkill.objects.filter(slug__in=profile.soft_skills).values_list("slug", "name"))
    return [names[slug] for slug in profile.soft_skills if slug in names]


def _label(choices: type[models.TextChoices], code: str) -> str:
    return str(choices(code).label) if code in choices.values else code
