"""Profiles of all five cards, by archetype, varied by who it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from core.places import Place
from jobboard.demo.accounts import People
from jobboard.demo.people import CANDIDATES
from profiles.models import CandidateProfile, User
from profiles.services import (
    add_credential,
    add_education,
    add_experience,
    add_language,
    set_denial,
    set_skills,
    set_visibility,
    start_profile,
    update_profile,
)
from qualifications.models import LicenseTitle, Term


@dataclass(frozen=True)
class Kind:
    """`jobs`: (title, areas, years), latest first. `license`: a license of the home state."""

    headline: str
    degree: tuple[str, str]
    jobs: list[tuple[str, list[str], float]]
    license: str = ""
    certificates: list[str] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)
    denied: list[str] = field(default_factory=list)


KINDS: dict[str, Kind] = {
    "rn-demo": Kind("Ambulatory nurse who likes the long view", ("bachelor:nursing", "Nursing, BSN"),
        [("RN Care Coordinator", ["care-coordination", "ambulatory-nursing"], 2.7), ("Clinic Nurse", ["ambulatory-nursing", "primary-care"], 2.2)],
        "rn", ["bls", "drivers-license", "background-check"], ["care-planning", "medication-reconciliation", "motivational-interviewing", "epic"],
        ["ccm", "sw-bachelor", "experience:oncology:0", "experience:utilization-review:0", "experience:supervision:0", "experience:surgery-scheduling:0", "experience:dental:0"]),
    "rn": Kind("Clinic nurse ready to coordinate", ("associate:nursing", "Nursing, ADN"),
        [("Clinic RN", ["ambulatory-nursing", "primary-care"], 3.4), ("Staff Nurse", ["hospital", "nursing"], 2.5)],
        "rn", ["bls"], ["telephone-triage", "patient-education", "epic"], ["interqual"]),
    "rn-ccm": Kind("Certified case manager", ("bachelor:nursing", "Nursing, BSN"),
        [("RN Care Manager", ["case-management", "care-coordination"], 4.5), ("Discharge Planner", ["discharge-planning", "transitions-of-care"], 3)],
        "rn", ["ccm", "bls"], ["care-planning", "risk-stratification", "interqual"]),
    "lpn": Kind("LPN at home on the phone", ("certificate", "Practical nursing"),
        [("Clinic LPN", ["primary-care", "nursing"], 5.2)], "lpn", ["bls"], ["chronic-care-management", "vital-signs"], ["rn"]),
    "msw": Kind("Social worker for clinics", ("master:social-work", "MSW"),
        [("Care Team Social Worker", ["social-work", "care-coordination"], 2.1)], "sw-master", [], ["psychosocial-assessment", "resource-linkage"], ["ccm"]),
    "lcsw": Kind("Clinical social worker, integrated care", ("master:social-work", "MSW"),
        [("Behavioral Health Clinician", ["behavioral-health", "collaborative-care"], 4), ("School Social Worker", ["social-work", "school-health"], 3)],
        "sw-clinical", [], ["phq9-gad7", "trauma-informed-care", "crisis-response"]),
    "counselor": Kind("Counselor who likes a registry", ("master:counseling", "Clinical mental health counseling"),
        [("Outpatient Therapist", ["behavioral-health"], 3.3)], "counselor", [], ["motivational-interviewing", "phq9-gad7"], ["rn"]),
    "chw": Kind("Community health worker", ("hs", ""),
        [("Community Health Worker", ["community-health", "home-visiting"], 3.1)], "", ["drivers-license", "own-vehicle"], ["home-visits", "sdoh-screening"], ["rn", "bachelor"]),
    "ma": Kind("Certified medical assistant, panel work", ("certificate:medical-assisting", "Medical assisting"),
        [("Medical Assistant", ["medical-assisting", "primary-care"], 3.8)], "", ["cma-aama", "bls"], ["phlebotomy", "vital-signs", "eclinicalworks"], ["bachelor"]),
    "access": Kind("Front desk, registration and calm", ("hs", ""),
        [("Patient Registrar", ["patient-access", "insurance-verification"], 4.1)], "", ["chaa"], ["insurance-verification", "patient-registration"], ["bachelor"]),
    "admin": Kind("Referrals and authorizations", ("associate", "Health administration"),
        [("Referral Coordinator", ["referral-coordination", "prior-authorization"], 2.9), ("Medical Receptionist", ["medical-office", "scheduling"], 2)],
        "", [], ["referral-management", "prior-authorization", "medical-terminology", "excel"], ["rn"]),
    "peer": Kind("In recovery, and good company for the way", ("hs", ""),
        [("Recovery Coach", ["substance-use", "behavioral-health"], 2.2)], "", ["mental-health-first-aid"], ["group-facilitation", "harm-reduction"], ["bachelor"]),
    "coach": Kind("Health educator and coach", ("bachelor:health-education", "Health education"),
        [("Health Educator", ["health-education", "chronic-care"], 3)], "", ["ches"], ["motivational-interviewing", "group-facilitation"], ["rn"]),
    "dental": Kind("Dental assistant moving to treatment planning", ("certificate:dental-assisting", "Dental assisting"),
        [("Dental Assistant", ["dental"], 4.4)], "", ["cda", "bls"], ["dentrix", "treatment-plan-presentation"], ["bachelor"]),
    "student": Kind("MSW student looking for a placement", ("bachelor:human-services", "Human services"),
        [("Case Aide", ["human-services", "case-management"], 1.1)], "", [], ["intake-assessment"], ["sw-master"]),
}  # fmt: skip
EMPLOYERS = ["Cold Spring Family Practice", "Whitaker Park Clinic", "Northside Hearth Health", "Tidal Basin Medical", "Elm & Third Clinic", "Larkin Memorial Outpatient"]  # fmt: skip
SCHOOLS = ["Riverbend State College", "Mount Adair University", "Ferris Landing Community College"]
VISIBLE = ["anonymous", "named", "hidden"]


def add_candidates(people: People) -> list[CandidateProfile]:
    terms = terms_by_slug()
    made = []
    for number, row in enumerate(CANDIDATES):
        name, _kind, _city, _state, _language = row
        if number == 0:
            user = people.add_account("candidate", name)
        else:
            local = ".".join(part for part in name.lower().split() if part.isascii()) or "person"
            user = people.add(f"{local}.{number}@people.example", name)
        made.append(add_profile(user, number, row, terms))
    return made


def terms_by_slug() -> dict[str, Term]:
    return {term.slug: term for term in Term.objects.all()}


def add_profile(
    user: User, number: int, row: tuple[str, ...], terms: dict[str, Term]
) -> CandidateProfile:
    _name, kind_name, city, state, language = row
    kind = KINDS[kind_name]
    profile = start_profile(by=user)
    update_profile(profile=profile, by=user, changes=_wishes(number, kind, city, state))
    _wallet(profile, user, number, kind, state, terms)
    degree, program = kind.degree
    add_education(
        profile=profile, by=user, term=terms[degree], program=program, school=SCHOOLS[number % 3]
    )
    _history(profile, user, number, kind)
    if language:
        add_language(profile=profile, by=user, term=terms[language])
    set_skills(
        profile=profile,
        by=user,
        terms=[terms[slug] for slug in kind.skills],
        soft_skills=["compassion", "communication"] if number % 2 else ["calm", "teamwork"],
    )
    for slug in kind.denied:
        if terms[slug].pk not in CandidateProfile.objects.get(pk=profile.pk).held_terms:
            set_denial(profile=profile, by=user, term=terms[slug], denied=True)
    set_visibility(profile=profile, by=user, visibility=VISIBLE[number % 3])
    return profile  # fmt: skip


def _wishes(number: int, kind: Kind, city: str, state: str) -> dict[str, Any]:
    student = kind.headline.startswith("MSW student")
    place = Place.objects.filter(city__iexact=city, state=state).order_by("is_post_office", "zip")
    return {
        "headline": kind.headline,
        "about": "I write things down, call when I said I would, and like plans people can keep.",
        "place": place.first(),
        "radius_miles": [15, 25, 40][number % 3],
        "open_to_remote": number % 4 != 3,
        "work_authorized": True,
        "needs_sponsorship": False,
        "employment_types": ["internship", "field_placement"] if student else ["full_time", "part_time"][: 1 + number % 2],
        "shifts": ["days"],
        "hours_min": 16 if student else 24,
        "hours_max": 40,
        "available_from": timezone.localdate() + dt.timedelta(days=14 + number % 30),
    }  # fmt: skip


def _wallet(
    profile: CandidateProfile,
    user: User,
    number: int,
    kind: Kind,
    state: str,
    terms: dict[str, Term],
) -> None:
    today = timezone.localdate()
    if kind.license:
        title = (
            LicenseTitle.objects.filter(state=state, level=kind.license)
            .values_list("title", flat=True)
            .first()
        )
        # one in nine has lapsed, one in nine is still pending
        status = {4: "lapsed", 7: "pending"}.get(number % 9, "active") if number else "active"
        nurse = kind.license in ("rn", "lpn")
        multistate = (
            nurse and state in {"KY", "OH", "NC", "TX", "MS", "VA", "FL", "OK"} and number % 3 != 2
        )
        expires = today + dt.timedelta(days=-40 if status == "lapsed" else 200 + number * 11 % 500)
        add_credential(
            profile=profile, by=user, term=terms[kind.license], title=title or kind.license.upper(), state=state,
            scope="multistate" if multistate else "single", status=status,
            expires_on=None if status == "pending" else expires,
        )  # fmt: skip
    for slug in kind.certificates:
        dated = terms[slug].kind == "certification"
        add_credential(
            profile=profile, by=user, term=terms[slug],
            expires_on=today + dt.timedelta(days=120 + number * 7 % 400) if dated else None,
        )  # fmt: skip
    if not kind.license and not kind.certificates:
        set_denial(profile=profile, by=user, term=terms["bls"], denied=True)


def _history(profile: CandidateProfile, user: User, number: int, kind: Kind) -> None:
    end = None
    today = timezone.localdate()
    for position, (title, areas, years) in enumerate(kind.jobs):
        length = dt.timedelta(days=int(365 * (years + (number % 4) * 0.25 * bool(number))))
        start = (end or today) - length
        add_experience(
            profile=profile, by=user, job_title=title, areas=areas, started_on=start, ended_on=end,
            employer_name=EMPLOYERS[(number + position) % 6], hours_per_week=40 if number % 5 else 30,
            duties="Panel calls, visits prepared ahead, and referrals followed to the end.",
        )  # fmt: skip
        end = start - dt.timedelta(days=30)
