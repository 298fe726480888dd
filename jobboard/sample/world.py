"""Accounts, employers and postings of the demo."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter as mfa_adapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from core.mail import Outbox
from core.places import Place
from jobboard.demo_accounts import ACCOUNTS, PASSWORD, TOTP_SECRET
from jobboard.sample.clock import at, days_ago
from jobboard.sample.jobs import BENEFITS, CLOSINGS, EHRS, KINDS, TEAMS, Kind
from jobboard.sample.people import EMPLOYERS, REMOTE_STATES
from listings import services as listing_services
from listings.models import JobPosting
from moderation import services as moderation_services
from profiles import services as profile_services
from profiles.enums import MemberRole
from profiles.models import Employer, Facility, User
from qualifications.models import RoleFamily, Setting

LIVE = 214
UNCONFIRMED = {37, 38}  # employers that have not confirmed their domain yet
# pay compared with a state of middling cost
COSTLY = {
    "CA": 1.28,
    "NY": 1.2,
    "WA": 1.18,
    "MA": 1.16,
    "DC": 1.2,
    "OR": 1.12,
    "CO": 1.08,
    "CT": 1.1,
}
CHEAP = {"MS": 0.88, "AR": 0.89, "AL": 0.9, "SD": 0.9, "OK": 0.9, "LA": 0.91, "ND": 0.93}


@dataclass
class World:
    random: Random
    password: str
    moderator: User
    people: dict[str, User] = field(default_factory=dict)
    employers: list[Employer] = field(default_factory=list)
    owners: dict[int, User] = field(default_factory=dict)
    sites: list[Facility] = field(default_factory=list)
    postings: list[JobPosting] = field(default_factory=list)


def make_world() -> World:
    password = make_password(PASSWORD)
    people = {role: _account(role, password) for role in ACCOUNTS}
    return World(Random(20261123), password, people["moderator"], people)


def person(email: str, name: str, password: str, **extra: Any) -> User:
    """An account whose address is confirmed; all demo people share one password."""
    user = User.objects.create(email=email, full_name=name, password=password, **extra)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def _account(role: str, password: str) -> User:
    email, second_factor = ACCOUNTS[role]
    names = {
        "candidate": "Dana Whitfield",
        "owner": "Olive Grant",
        "recruiter": "Rafael Ortiz",
        "reviewer": "Ruth Meyer",
        "moderator": "Mona Bauer",
        "admin": "Ada Novak",
    }
    extra: dict[str, Any] = {"is_moderator": role == "moderator"}
    if role == "admin":
        extra = {"is_staff": True, "is_superuser": True}
    user = person(email, names[role], password, **extra)
    if second_factor:
        secret = mfa_adapter().encrypt(TOTP_SECRET)
        Authenticator.objects.create(
            user=user, type=Authenticator.Type.TOTP, data={"secret": secret}
        )
    return user


def make_employers(world: World) -> Iterator[str]:
    settings = {setting.slug: setting for setting in Setting.objects.all()}
    for number, (name, kind, zips, slugs) in enumerate(EMPLOYERS):
        domain = re.sub(r"[^a-z]+", "", name.lower()) + ".example"
        with at(days_ago(200 - number * 2, 9)):
            owner = (
                world.people["owner"]
                if number == 0
                else person(f"hiring@{domain}", f"{name} Hiring", world.password)
            )
            employer = profile_services.create_employer(
                by=owner,
                name=name,
                kind=kind,
                website=f"https://www.{domain}",
                about=f"{name} cares for people close to home. We answer everyone who applies.",
                eeo_statement="We hire for the work and welcome everyone who can do it.",
                accommodation_contact=f"access@{domain}",
                pslf_eligible=kind in {"health_center", "public"},
            )
            for index, zip_code in enumerate(zips):
                place = Place.objects.get(pk=zip_code)
                setting = settings[slugs[index % len(slugs)]]
                site = profile_services.add_facility(
                    employer=employer,
                    by=owner,
                    name=f"{place.city} {setting.name.split(' / ')[0].split(' (')[0]}",
                    setting=setting,
                    place=place,
                    street=f"{100 + number * 7} Main Street",
                    ehr=EHRS[number % 6],
                )
                world.sites.append(site)
            if number not in UNCONFIRMED:
                _confirm_domain(employer, owner, f"hiring@{domain}")
        world.employers.append(employer)
        world.owners[employer.pk] = owner
        yield name
    _join(world, "recruiter", MemberRole.RECRUITER)
    _join(world, "reviewer", MemberRole.REVIEWER)


def _confirm_domain(employer: Employer, owner: User, email: str) -> None:
    """As its owner would: the code comes by mail and is typed in."""
    profile_services.send_domain_code(employer=employer, by=owner, email=email)
    text = Outbox.objects.filter(recipient=email).latest("pk").text
    code = re.search(r"^\s*([0-9A-Z]{2,6}[- ]?[0-9A-Z]{2,6})\s*$", text, re.MULTILINE)
    if code is None:
        raise LookupError("The mail holds no code.")
    profile_services.confirm_domain(employer=employer, by=owner, code=code[1])
    employer.refresh_from_db()


def _join(world: World, role: str, as_role: str) -> None:
    """Invited and accepted by the link in the mail."""
    user, clinic = world.people[role], world.employers[0]
    profile_services.invite_member(
        employer=clinic, by=world.people["owner"], email=user.email, role=as_role
    )
    text = Outbox.objects.filter(recipient=user.email).latest("pk").text
    link = re.search(r"https?://\S+/([\w-]{16,})/?\s", text + " ")
    if link is None:
        raise LookupError("The mail holds no invitation.")
    profile_services.accept_invitation(token=link[1], by=user)


def make_postings(world: World) -> Iterator[str]:
    """Live jobs first, then those in every other state."""
    families = {family.slug: family for family in RoleFamily.objects.all()}
    for number in range(LIVE):
        kind = KINDS[number % len(KINDS)]
        site = _site_for(world, kind, number)
        age = 1 + (number * 7) % 40
        posting = publish(
            world, content(world, kind, families[kind.family], site, number, age), site, age
        )
        world.postings.append(posting)
        yield posting.title
    _make_others(world, families)


def _site_for(world: World, kind: Kind, number: int) -> Facility:
    """The demo clinic gets the first job of eight families; else a site whose setting fits the kind."""
    if number % 27 == 0:
        return world.sites[0]
    fitting = [site for site in world.sites if site.setting.slug in kind.settings]
    pool = fitting if fitting and number % 3 else world.sites
    return pool[(number // 3) % len(pool)]


def publish(world: World, values: dict[str, Any], site: Facility, age: float) -> JobPosting:
    owner = world.owners[site.employer_id]
    with at(days_ago(age + 0.3, 9)):
        posting = listing_services.create_posting(employer=site.employer, by=owner, content=values)
        listing_services.submit_posting(posting=posting, by=owner)
    with at(days_ago(age, 13)):
        moderation_services.open_cases()
        moderation_services.approve_case(
            case=posting.cases.get(), by=world.moderator, harmless=True
        )
    posting.refresh_from_db()
    return posting


def content(
    world: World, kind: Kind, family: RoleFamily, site: Facility, number: int, age: float
) -> dict[str, Any]:
    random = world.random
    state = site.place.state
    factor = COSTLY.get(state, CHEAP.get(state, 1.0)) * random.uniform(0.97, 1.05)
    remote = (
        kind.family
        in {"utilization-review", "scheduling-coordinator", "care-gap-quality", "health-coach"}
        and number % 2
    )
    training = number % 29 == 7
    low, high = (round(rate * factor * 4) / 4 for rate in kind.hourly)
    if training:
        low, high = max(15.5, round(low * 0.6 * 4) / 4), max(17.0, round(low * 0.7 * 4) / 4)
    yearly = number % 5 == 2 and not training
    hours = 20 if training else random.choice((40, 40, 40, 36, 32, 24))
    setting = random.choice(kind.settings)
    return {
        "title": kind.titles[(number // len(KINDS)) % len(kind.titles)] + (" (intern)" if training else ""),
        "role_family": kind.family,
        "workplace": "remote" if remote else random.choice(("onsite", "onsite", "hybrid")),
        "remote_states": sorted({state, *random.sample(REMOTE_STATES, 3)}) if remote else [],
        "facility": "" if remote else site.public_id,
        "settings": sorted({setting, site.setting.slug}),
        "employment_type": "internship" if training else ("full_time" if hours >= 36 else random.choice(("part_time", "per_diem"))),
        "placement_hours": 400 if training else None,
        "hours_per_week": str(hours),
        "shifts": random.choice((["days"], ["days"], ["days", "evenings"], ["days", "weekends"], ["flexible"])),
        "schedule_text": random.choice(("Monday to Friday, 8 to 5", "Four tens, Monday to Thursday", "Weekdays; one Saturday a month", "")),
        "is_outpatient": True,
        "duties": _duties(kind, random),
        "soft_skills": random.sample(("communication", "compassion", "critical-thinking", "leadership", "resourcefulness"), 3),
        "description": _description(kind, site, number),
        "caseload": random.choice((45, 60, 85, 110, 140)) if "coordinator" in kind.family or "manager" in kind.family else None,
        **dict(zip(("share_phone", "share_desk", "share_field"), random.choice(((55, 30, 15), (40, 50, 10), (30, 30, 40), (70, 30, 0))), strict=True)),
        "on_call": kind.family in {"transitions-coordinator", "peer-support"},
        "home_visits_per_month": 12 if kind.family in {"chw", "case-manager", "sw-care-coordinator"} else 0,
        "ehr": site.ehr,
        "supervision_hours_per_month": "4" if kind.family in {"sw-care-coordinator", "bh-care-manager"} else None,
        "requirements": _requirements(kind, family, number),
        "pay_min": str(round(low * 2080, -2)) if yearly else f"{low:.2f}",
        "pay_max": str(round(high * 2080, -2)) if yearly else f"{high:.2f}",
        "pay_unit": "year" if yearly else "hour",
        "pay_basis": "By license and years, in six steps" if number % 3 == 0 else "",
        "pay_components": [
            {"kind": name, "certainty": "guaranteed" if floor else "discretionary", "amount_min": floor and str(Decimal(str(floor))),
             "amount_max": top and str(Decimal(str(top))), "unit": unit, "text": text}
            for name, floor, top, unit, text in kind.extras
        ],
        "benefits_summary": BENEFITS[number % len(BENEFITS)],
        "other_pay_text": "",
        "apply_by": (timezone.localdate(days_ago(age)) + dt.timedelta(days=44 + number % 14)).isoformat(),
        "reply_days": (5, 8, 10, 10, 7, 15)[number % 6],
        "openings_count": 1 + (number % 11 == 0),
        "vacancy": "open_now",
    }  # fmt: skip


def _duties(kind: Kind, random: Random) -> list[str]:
    own = (
        ["referrals", "patient-screening"]
        if "referral" in kind.family
        else ["patient-education", "goal-setting"]
    )
    rest = [
        duty
        for duty in ("patient-screening", "patient-education", "referrals", "goal-setting")
        if duty not in own
    ]
    return own + random.sample(rest, 1)


def _description(kind: Kind, site: Facility, number: int) -> str:
    """Sentences about the role, the place and the team; no two jobs get the same set in the same order."""
    lines = list(kind.lines)
    turn = (number // len(KINDS)) % len(lines)
    lines = lines[turn:] + lines[:turn]
    team, closing = TEAMS[(number * 3 + 1) % len(TEAMS)], CLOSINGS[(number * 5 + 2) % len(CLOSINGS)]
    return (
        f"{lines[0]} {lines[1]}\n\n**What a week holds**\n\n- {lines[2]}\n- Calls, visits and notes for the people "
        f"of {site.place.city} and around\n- One hour with your lead, every week\n\n{team} {closing}"
    )


def _requirements(kind: Kind, family: RoleFamily, number: int) -> dict[str, Any]:
    """What is typical of the family, in turn with years, a second path and helpful lines."""
    tree = family.typical_tree or {"op": "all", "children": []}
    children = [dict(child) for child in tree["children"]]
    area = (
        "care-coordination"
        if kind.family not in {"patient-access", "scheduling-coordinator"}
        else "customer-service"
    )
    years = {"term": "experience", "areas": [area], "experience_months": (12, 24, 36)[number % 3],
             "necessity": "required", "reason": "safety", "note": "The panel starts in week two."}  # fmt: skip
    if number % 7 == 6:
        return {"op": "all", "children": []}
    if number % 3 == 1:
        children.append(years)
    if number % 4 == 2:
        degree = {
            "term": "bachelor",
            "fields": ["health-human"],
            "field_match": "family",
            "necessity": "required",
            "reason": "payer",
        }
        long_years = {**years, "areas": ["any-healthcare"], "experience_months": 48, "note": ""}
        children.append({"op": "any", "children": [
            {"op": "all", "label": "Degree", "children": [degree]},
            {"op": "all", "label": "Experience in place of a degree", "children": [long_years]},
        ]})  # fmt: skip
    if number % 2:
        children.append({"term": "spanish:professional", "necessity": "preferred"})
    if number % 5 == 0:
        children.append({"term": "epic", "necessity": "preferred"})
    return {"op": "all", "children": children}


SCAM = "Send your bank routing number with the form, and text our coordinator on WhatsApp to start this week."


def _make_others(world: World, families: dict[str, RoleFamily]) -> None:
    """Drafts, in review (two with fired rules), sent back, paused, closed, and one edit waiting."""

    def values(number: int, age: float = 0) -> tuple[dict[str, Any], Facility]:
        kind = KINDS[number % len(KINDS)]
        site = world.sites[number % len(world.sites)]
        return content(world, kind, families[kind.family], site, number, age), site

    for number in range(3):
        made, site = values(number + 5)
        with at(days_ago(2)):
            listing_services.create_posting(
                employer=site.employer,
                by=world.owners[site.employer_id],
                content={**made, "pay_max": "", "apply_by": ""},
            )
    for number in range(8):
        made, site = values(number + 40)
        if number in {2, 5}:
            made["description"] += (
                f"\n\n{SCAM if number == 2 else 'We want a young, energetic team. Write to clinic.jobs@gmail.com.'}"
            )
        owner = world.owners[site.employer_id]
        with at(days_ago(0.05 * (number + 1))):
            posting = listing_services.create_posting(
                employer=site.employer, by=owner, content=made
            )
            listing_services.submit_posting(posting=posting, by=owner)
            moderation_services.open_cases()
    for number in range(2):
        made, site = values(number + 60)
        owner = world.owners[site.employer_id]
        with at(days_ago(3)):
            posting = listing_services.create_posting(
                employer=site.employer, by=owner, content=made
            )
            listing_services.submit_posting(posting=posting, by=owner)
            moderation_services.open_cases()
            moderation_services.send_back_case(
                case=posting.cases.get(),
                by=world.moderator,
                reason="unclear",
                note="Say who leads the team.",
                field_notes={"description": "Which hours are on the phone?"},
            )
    _end_some(world, values)
    live = world.postings[0]
    owner = world.owners[live.employer_id]
    with at(days_ago(0.1)):
        listing_services.save_draft(
            posting=live,
            by=owner,
            content_patch={
                "schedule_text": "Four tens, Tuesday to Friday",
                "pay_max": "49.00" if live.pay_unit == "hour" else str(live.pay_max),
            },
        )
        listing_services.submit_posting(posting=live, by=owner)
        moderation_services.open_cases()


def _end_some(world: World, values: Any) -> None:
    for number in range(4):
        made, site = values(number + 80, 30)
        posting = publish(world, made, site, 30)
        with at(days_ago(1)):
            listing_services.pause_posting(posting=posting, by=world.owners[site.employer_id])
    for number in range(4):
        made, site = values(number + 100, 30)
        posting = publish(world, made, site, 30)
        with at(days_ago(2)):
            reason = "filled" if number % 2 else "withdrawn"
            listing_services.close_posting(
                posting=posting, by=world.owners[site.employer_id], reason=reason
            )
