"""Candidates of the demo, what they state, and what becomes of their applications."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from applications import services as application_services
from applications.enums import DeclineReason
from applications.models import Application
from core.errors import Refused
from core.places import Place
from jobboard.sample.clock import at, days_ago
from jobboard.sample.people import FIRST, HOMES, LAST
from jobboard.sample.world import World, person
from listings import services as listing_services
from listings.models import JobPosting
from matching.selectors import standing_of
from profiles import services as profile_services
from profiles.models import CandidateProfile, User
from qualifications import evaluation
from qualifications.models import Setting, Term

CANDIDATES = 60
APPLICATIONS = 165


@dataclass(frozen=True)
class Story:
    """One way into the field. `credentials` are (term, days to expiry or None, status, multistate)."""

    headline: str
    degree: str
    credentials: tuple[tuple[str, int | None, str, bool], ...]
    job_title: str
    areas: tuple[str, ...]
    setting: str
    months: int
    skills: tuple[str, ...]
    denied: tuple[str, ...] = ()


STORIES = (
    Story("RN, six years in ambulatory care", "bachelor:nursing", (("rn", 700, "active", True), ("bls", 400, "active", False), ("ccm", 900, "active", False)), "Ambulatory RN", ("ambulatory-nursing", "care-coordination"), "primary-care", 74, ("epic", "care-planning")),
    Story("RN with an associate degree, new to coordination", "associate:nursing", (("rn", 300, "active", False), ("bls", 60, "active", False)), "Staff nurse", ("nursing",), "hospital-outpatient", 30, ("epic",), ("ccm",)),
    Story("LPN who knows every pharmacy in town", "certificate", (("lpn", 420, "active", True), ("bls", 200, "active", False)), "LPN, chronic care", ("nursing", "care-coordination"), "primary-care", 52, ("athenahealth",), ("rn",)),
    Story("Clinical social worker, oncology and dialysis", "master:social-work", (("sw-clinical", 500, "active", False),), "Medical social worker", ("social-work", "case-management"), "oncology", 88, ("motivational-interviewing",)),
    Story("Social worker waiting for her license", "master:social-work", (("sw-master", None, "pending", False),), "Social work intern", ("social-work",), "behavioral-health", 10, ("phq-9-gad-7",)),
    Story("Certified medical assistant, pediatrics", "certificate", (("ma-cma", 800, "active", False), ("bls", 100, "active", False)), "Medical assistant", ("medical-assisting", "patient-access"), "pediatrics", 41, ("eclinicalworks", "appointment-scheduling"), ("rn", "lpn")),
    Story("Front desk lead with nine years on the phone", "hs", (), "Front desk lead", ("patient-access", "customer-service", "scheduling"), "urgent-care", 108, ("insurance-verification", "medical-terminology"), ("rn", "lpn", "bachelor")),
    Story("Community health worker and neighbor", "hs", (("drivers-license", 1200, "active", False),), "Community health worker", ("community-health", "patient-navigation"), "community-health", 63, ("sdoh-screening",), ("bachelor",)),
    Story("Dental treatment coordinator", "associate", (), "Treatment coordinator", ("dental", "customer-service"), "dental", 57, ("case-presentation",)),
    Story("RN whose Ohio license has lapsed", "bachelor:nursing", (("rn", -90, "active", False),), "Case manager", ("case-management", "nursing"), "payer", 120, ("interqual-mcg",)),
)  # fmt: skip


def make_candidates(world: World) -> Iterator[str]:
    """The demo's own candidate first; her story fits the jobs around her."""
    terms = {term.slug: term for term in Term.objects.filter(state="")}
    settings = {setting.slug: setting for setting in Setting.objects.all()}
    made = [(world.people["candidate"], STORIES[0], "41011")]
    for number in range(CANDIDATES):
        name = f"{FIRST[number % len(FIRST)]} {LAST[(number * 7 + 3) % len(LAST)]}"
        email = f"{name.lower().replace(' ', '.')}.{number}@mail.example"
        with at(days_ago(90 - number)):
            user = person(email, name, world.password)
        made.append((user, STORIES[number % len(STORIES)], HOMES[number % len(HOMES)]))
    for number, (user, story, zip_code) in enumerate(made):
        with at(days_ago(60 - number % 40)):
            _fill(world, user, story, zip_code, terms, settings, number)
        yield user.full_name


def _fill(
    world: World,
    user: User,
    story: Story,
    zip_code: str,
    terms: dict[str, Term],
    settings: dict[str, Setting],
    number: int,
) -> None:
    place = Place.objects.get(pk=zip_code)
    profile = profile_services.start_profile(by=user)
    profile_services.update_profile(profile=profile, by=user, changes={
        "headline": story.headline, "place": place, "radius_miles": (25, 40, 15, 60)[number % 4],
        "phone": f"555-01{number:02d}"[:12], "open_to_remote": number % 3 != 1, "work_authorized": True,
        "needs_sponsorship": False, "employment_types": ["full_time", "part_time"][: 1 + number % 2],
        "shifts": ["days"], "hours_min": 24, "hours_max": 40,
        "about": "I like work where somebody is better off on Friday than on Monday.",
    })  # fmt: skip
    today = timezone.localdate()
    add: dict[str, Any] = {"profile": profile, "by": user}
    profile_services.add_education(term=terms[story.degree], program="", **add)
    for slug, days, status, multistate in story.credentials:
        term = _in_state(terms, slug, place.state)
        if term is None:
            continue
        profile_services.add_credential(
            term=term, state=place.state if term.attributes.get("by_state") else "", status=status,
            scope="multistate" if multistate and place.state in {"KY", "OH", "TX", "NC", "AZ"} else "single",
            expires_on=today + dt.timedelta(days=days) if days is not None else None, **add,
        )  # fmt: skip
    started = today - dt.timedelta(days=int(story.months * 30.5))
    profile_services.add_experience(
        job_title=story.job_title, employer_name=f"{place.city} Health", areas=list(story.areas),
        setting=settings[story.setting], started_on=started, hours_per_week=40,
        duties="Calls, plans and follow-up for the people of one clinic.", **add,
    )  # fmt: skip
    profile_services.add_language(
        term=terms["english:native" if number % 4 else "english:fluent"], **add
    )
    if number % 3 == 0:
        profile_services.add_language(
            term=terms["spanish:fluent" if number % 2 else "spanish:conversational"], **add
        )
    skills = [terms[slug] for slug in story.skills if slug in terms]
    profile_services.set_skills(terms=skills, soft_skills=["communication", "compassion"], **add)
    for slug in story.denied:
        profile_services.set_denial(profile=profile, by=user, term=terms[slug], denied=True)
    visibility = ("hidden", "anonymous", "named")[number % 3]
    if visibility != "hidden":
        profile_services.set_visibility(profile=profile, by=user, visibility=visibility)


def _in_state(terms: dict[str, Term], slug: str, state: str) -> Term | None:
    """The term a person of that state holds; None where the state has no such title."""
    term = terms.get(slug)
    if term is None or not term.attributes.get("by_state"):
        return term
    return term if Term.objects.filter(slug=f"{slug}:{state}").exists() else None


def make_applications(world: World) -> Iterator[str]:
    """The demo candidate's own, then everybody's: each to a job that suits, ending in turn in every way."""
    people = list(CandidateProfile.objects.with_facts().select_related("user").order_by("pk"))
    mine, others = people[0], people[1:]
    clinic_jobs = [p for p in world.postings if p.employer_id == world.employers[0].pk]
    for number, posting in enumerate(_suited(mine, clinic_jobs, world, 6)):
        _apply(world, mine, posting, (0, 3, 5, 1, 7, 0)[number], number)
    sent = 6
    for turn in range(APPLICATIONS):
        profile = others[turn % len(others)]
        pool = clinic_jobs if turn % 6 == 0 else world.postings[(turn * 11) % 150 :][:40]
        for posting in _suited(profile, pool, world, 1, skip=turn // len(others)):
            if _apply(world, profile, posting, turn % 9, turn):
                sent += 1
        yield str(sent)
    for posting in world.postings[190:194]:
        with at(days_ago(0.5)):
            listing_services.close_posting(
                posting=posting, by=world.owners[posting.employer_id], reason="filled"
            )
    application_services.settle_closed_postings()
    for number, posting in enumerate(_suited(mine, world.postings, world, 4)):
        with at(days_ago(number)):
            listing_services.save_job(profile=mine, posting=posting)


def _suited(
    profile: CandidateProfile, pool: list[JobPosting], world: World, most: int, skip: int = 0
) -> list[JobPosting]:
    """Of the pool, those that come nearest to what the person holds."""
    standing = standing_of(profile)
    rank = ["meets_all", "no_requirements", "could_meet", "one_gap", "stretch"]

    def place_in_line(posting: JobPosting) -> int:
        verdict = evaluation.evaluate(
            posting.formula.tree,
            standing.held,
            standing.denied,
            standing.held.on,
            posting.patient_states,
        )
        return rank.index(verdict.bucket)

    return sorted(pool, key=place_in_line)[skip * most : (skip + 1) * most]


def _apply(
    world: World, profile: CandidateProfile, posting: JobPosting, ending: int, number: int
) -> bool:
    """Send it some days ago and let the employer act; `ending` picks how far it goes."""
    age = (timezone.now() - posting.published_at).days
    sent = min(age - 0.2, 1 + number % 22) if age > 1 else 0.4
    try:
        with at(days_ago(max(sent, 0.3), 11)):
            application = application_services.send_application(
                posting=posting, by=profile.user, message="I would like to talk about how your team shares its panel." if number % 2 else "",
            )  # fmt: skip
    except Refused:
        return False
    employer = posting.employer
    if employer is None or employer.level < 1:
        return True
    try:
        _act(world, application, ending, sent)
    except Refused:
        pass  # the job or the application moved on: it stays as it is
    return True


def _act(world: World, application: Application, ending: int, sent: float) -> None:
    """0 waits, 1 read, 2 and 3 interview, 4 offer, 5 and 6 declined, 7 withdrawn, 8 hired."""
    owner = world.owners[application.posting.employer_id]
    if ending == 0:
        return
    if ending == 7:
        with at(days_ago(sent * 0.4, 15)):
            application_services.withdraw_application(
                application=application, by=application.profile.user
            )
        return
    with at(days_ago(sent * 0.7, 14)):
        application_services.start_review(application=application, by=owner)
    if ending == 1:
        return
    application.refresh_from_db()
    if ending in {5, 6}:
        _decline(application, owner, sent, by_requirement=ending == 5)
        return
    with at(days_ago(sent * 0.5, 15)) as moment:
        starts = [moment + dt.timedelta(days=sent * 0.5 + n, hours=n) for n in (2, 3, 4)]
        interview = application_services.invite_to_interview(
            application=application, by=owner, version=application.version, starts=starts,
            timezone_name="America/New_York", where="Video call; the link comes with the confirmation",
        )  # fmt: skip
    application.refresh_from_db()
    if ending == 2:
        with at(days_ago(sent * 0.4, 16)):
            application_services.choose_slot(
                slot=interview.slots.first(), by=application.profile.user
            )
    if ending in {4, 8}:
        with at(days_ago(sent * 0.3, 10)):
            application_services.make_offer(
                application=application,
                by=owner,
                version=application.version,
                text="We would be glad to have you.",
            )
    if ending == 8:
        application.refresh_from_db()
        with at(days_ago(sent * 0.1, 10)):
            application_services.hire_applicant(
                application=application, by=owner, version=application.version
            )


def _decline(application: Application, owner: User, sent: float, *, by_requirement: bool) -> None:
    unmet = next(
        (
            line
            for line in application.verdict.get("lines", [])
            if line["truth"] == "not_met" and line["required"]
        ),
        None,
    )
    reason, requirement = DeclineReason.OTHER_CHOSEN, ""
    if by_requirement and unmet:
        reason, requirement = DeclineReason.REQUIREMENT, unmet["path"]
    with at(days_ago(sent * 0.4, 15)):
        application_services.decline_application(
            application=application, by=owner, version=application.version, reason=reason, requirement=requirement,
            text="Thank you for the time you put into this. We keep to our date, also when the answer is no.",
        )  # fmt: skip
