"""The demo's jobs: content from hand-written parts, then through review."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from jobboard.demo import work
from jobboard.demo.accounts import House
from jobboard.demo.formulas import bridge_tree, certified_tree, tree_for
from jobboard.demo.organizations import SETTING_WORDS
from listings.models import JobPosting
from listings.services import create_posting, submit_posting
from moderation.models import Case
from moderation.services import approve_case, open_cases
from profiles.models import Facility, User
from qualifications.models import RoleFamily

LIVE = 216
COST = {"CA": 1.25, "NY": 1.22, "WA": 1.18, "CT": 1.12, "NJ": 1.14, "MD": 1.1, "CO": 1.08, "OR": 1.1, "IL": 1.06,
        "MN": 1.05, "RI": 1.06, "VA": 1.02, "MS": 0.86, "WV": 0.88, "OK": 0.89, "LA": 0.9, "KS": 0.92, "TN": 0.93}  # fmt: skip
ONLY_IN = {
    "dental-treatment-coordinator": {"dental", "oral-surgery"},
    "surgery-coordinator": {"asc", "endoscopy", "eye", "oral-surgery", "podiatry", "hospital-outpatient", "medical-specialty"},
    "nurse-navigator": {"oncology", "genetics", "imaging", "womens-health", "hospital-outpatient"},
    "utilization-review": {"payer", "aco-cin", "telehealth"},
    "peer-support": {"sud", "behavioral-health", "correctional", "mobile-street", "va-military"},
    "bh-care-coordinator": {"sud", "behavioral-health", "correctional", "tribal", "community-health", "va-military"},
    "bh-care-manager": {"behavioral-health", "primary-care", "fqhc", "pediatrics", "sud", "telehealth"},
}  # fmt: skip
NOT_CLINICAL_HERE = {"dental", "oral-surgery"}
REMOTE = {"telehealth", "payer", "aco-cin"}
DUTIES = ["patient-screening", "patient-education", "referrals", "goal-setting", "avoid-duplication", "local-funding", "instructions-medication", "office-coordination"]  # fmt: skip
SOFT = ["communication", "compassion", "understanding", "leadership", "critical-thinking", "case-management-sense", "resourcefulness", "healthcare-knowledge"]  # fmt: skip


@dataclass
class Job:
    house: House
    site: Facility
    family: RoleFamily
    number: int


def plan(houses: list[House], count: int) -> list[Job]:
    """`count` jobs: the families in turn, each at the least busy site where such work is done."""
    sites = [(house, site) for house in houses for site in house.sites]
    families = list(
        RoleFamily.objects.filter(is_excluded=False, slug__in=work.WORK).order_by("slug")
    )
    busy: Counter[int] = Counter()
    jobs = []
    for number in range(count):
        family = families[number % len(families)]
        house, site = min(
            ((h, s) for h, s in sites if _fits(family.slug, s.setting.slug)),
            key=lambda pair: (busy[pair[1].pk], pair[1].pk),
        )
        busy[site.pk] += 1
        jobs.append(Job(house, site, family, number // len(families)))
    return jobs


def _fits(family: str, setting: str) -> bool:
    allowed = ONLY_IN.get(family)
    if allowed is not None:
        return setting in allowed
    return setting not in NOT_CLINICAL_HERE or family in ("office-coordinator", "patient-access", "scheduling-coordinator")  # fmt: skip


def content_for(job: Job) -> dict[str, Any]:
    """Everything the posting form asks; the same job gives the same content, dates aside."""
    slug, n = job.family.slug, job.number + job.site.pk
    wage, titles = work.WORK[slug][:2]
    training = n % 17 == 0
    setting = job.site.setting.slug
    remote = setting in REMOTE and n % 2 == 0
    state = job.site.place.state
    hours = 20 if training else [40, 40, 36, 40, 24, 32][n % 6]
    return {
        "title": titles[n % 3] if not training else f"{job.family.name.split(' /')[0]} ({'Internship' if n % 2 else 'Field Placement'})"[:120],
        "role_family": slug,
        "workplace": "remote" if remote else "hybrid" if n % 5 == 2 else "onsite",
        "facility": job.site.public_id,
        "remote_states": sorted({state, "OH", "KY", "TX", "FL"}) if remote else [],
        "settings": [setting],
        "employment_type": ("internship" if n % 2 else "field_placement") if training
        else {24: "part_time"}.get(hours, ["full_time", "full_time", "full_time", "contract"][n % 4 if n % 9 == 0 else 0]),
        "hours_per_week": hours,
        "placement_hours": [240, 400, 500, 600][n % 4] if training else None,
        "shifts": ["days", "evenings"] if n % 6 == 3 else ["days"],
        "schedule_text": work.SCHEDULES[n % len(work.SCHEDULES)],
        "is_outpatient": True,
        "duties": sorted({DUTIES[(n + k * 3) % 8] for k in range(4)}),
        "soft_skills": sorted({SOFT[(n + k * 5) % 8] for k in range(3)}),
        "description": describe(job),
        **_workload(job, n),
        "requirements": tree_for(job.family, job.number, training=training),
        **_pay(wage * COST.get(state, 1.0) * (0.6 if training else 1), n, slug, training),
        "reply_days": [3, 5, 7, 8, 10, 5, 12][n % 7],
        "apply_by": timezone.localdate() + dt.timedelta(days=9 + n * 7 % 48),
        "openings_count": 2 if n % 8 == 0 else 1,
    }  # fmt: skip


def describe(job: Job) -> str:
    _wage, _titles, openings, bullets, notes = work.WORK[job.family.slug]
    n, site = job.number + job.site.pk, job.site
    own = [bullets[(n + k * 2) % 5] for k in range(3 + n % 2)]
    lines = "\n".join(f"- {line}" for line in dict.fromkeys(own))
    return (
        f"{openings[job.number % 2]} {SETTING_WORDS[site.setting.slug]}\n\n"
        f"{job.house.employer.about} You would join the team in {site.place.city}, "
        f"where {3 + n % 9} colleagues share this work with you.\n\n**What you do**\n\n{lines}\n\n"
        f"{notes[n % 2]} {work.CLOSINGS[n % len(work.CLOSINGS)]}"
    )


def _workload(job: Job, n: int) -> dict[str, Any]:
    field = {"chw": 60, "case-manager": 40, "peer-support": 60}.get(
        job.family.slug, [0, 10, 20][n % 3]
    )
    phone = (100 - field) * [60, 50, 40][n % 3] // 100
    return {
        "caseload": [45, 60, 90, 120, 150, 220][n % 6] if job.family.kind != "administrative" else None,
        "share_phone": phone, "share_field": field, "share_desk": 100 - field - phone,
        "home_visits_per_month": field // 2 if field >= 20 else None,
        "on_call": n % 7 == 0,
        "supervision_hours_per_month": [4, 2, 6][n % 3],
        "productivity_text": "No visit quota; notes within one business day" if n % 4 == 0 else "",
    }  # fmt: skip


def _pay(wage: float, n: int, slug: str, training: bool) -> dict[str, Any]:
    low = max(round((wage * (0.92 + n % 4 * 0.03)) * 4) / 4, 13.5)
    high = round(low * (1.16 + n % 3 * 0.04) * 4) / 4
    yearly = wage > 36 and n % 3 == 0
    if yearly:
        low, high = round(low * 2.08) * 1000, round(high * 2.08) * 1000
    contract_only = n % 23 == 5
    return {
        "pay_min": f"{low:.2f}", "pay_max": f"{high:.2f}", "pay_unit": "year" if yearly else "hour",
        "pay_basis": "One step for each two years of the same work; the steps are posted inside." if n % 2 else "",
        "benefits_summary": work.NO_BENEFITS if contract_only else work.BENEFITS[n % 4],
        "pay_components": [] if training else _components(n, slug),
    }  # fmt: skip


def _part(
    kind: str,
    low: float,
    high: float,
    unit: str = "",
    text: str = "",
    certainty: str = "guaranteed",
) -> dict[str, Any]:
    amounts = {"amount_min": low, "amount_max": high, "unit": unit}
    return {"kind": kind, **amounts, "text": text, "certainty": certainty}


def _components(n: int, slug: str) -> list[dict[str, Any]]:
    parts = [_part("ce_allowance", 500 + n % 4 * 250, 500 + n % 4 * 250, "year")]
    if slug == "dental-treatment-coordinator":
        parts.append(
            _part("commission", 200, 900, "month", "on visits that were kept", "discretionary")
        )
    if n % 3 == 0:
        parts.append(
            _part(
                "sign_on_bonus", 1500, 1500 + n % 4 * 500, text="half at start, half after 90 days"
            )
        )
    if n % 4 == 1:
        parts.append(
            _part("differential_bilingual", 1.25, 1.25, "hour", "after a short language test")
        )
    if n % 5 == 2:
        parts.append(
            _part(
                "annual_bonus", 500, 2400, "year", "when the site meets its plan", "discretionary"
            )
        )
    if n % 7 == 3:
        parts.append(_part("profit_sharing", 0, 3000, "year", certainty="discretionary"))
    if n % 6 == 4:
        parts.append(
            _part(
                "loan_repayment",
                5000,
                25000,
                "year",
                "for two years of service, if the program accepts the site",
            )
        )
    if n % 8 == 6:
        parts.append(_part("differential_evening", 2, 2, "hour"))
    return parts  # fmt: skip


def submit_all(jobs: Iterable[Job]) -> Iterator[JobPosting]:
    for job in jobs:
        posting = create_posting(
            employer=job.house.employer, by=job.house.owner, content=content_for(job)
        )
        submit_posting(posting=posting, by=job.house.owner)
        yield posting


def submit_bridge(house: House) -> JobPosting:
    """The job the demo's candidate meets in two ways."""
    family = RoleFamily.objects.get(slug="clinical-care-coordinator")
    content = content_for(Job(house, house.sites[0], family, 3))
    content |= {
        "title": "Clinical Care Coordinator, Chronic Care", "requirements": bridge_tree(), "workplace": "hybrid",
        "employment_type": "full_time", "placement_hours": None, "hours_per_week": 40, "reply_days": 8, "caseload": 90,
        "pay_min": "29.00", "pay_max": "36.50", "pay_unit": "hour",
    }  # fmt: skip
    posting = create_posting(employer=house.employer, by=house.owner, content=content)
    submit_posting(posting=posting, by=house.owner)
    return posting


def submit_doors(houses: list[House]) -> None:
    """Jobs near the demo's candidate that one certificate would open to her."""
    family = RoleFamily.objects.get(slug="rn-care-manager")
    for number, house in enumerate([houses[0], houses[1], houses[0], houses[1]]):
        job = Job(house, house.sites[number // 2], family, 40 + number)
        content = content_for(job) | {
            "title": work.WORK[family.slug][1][number % 3],
            "requirements": certified_tree(number),
            "workplace": "onsite",
            "employment_type": "full_time",
            "placement_hours": None,
            "hours_per_week": 40,
        }
        posting = create_posting(employer=house.employer, by=house.owner, content=content)
        submit_posting(posting=posting, by=house.owner)


def approve_all(moderator: User) -> int:
    open_cases()
    cases = list(Case.objects.waiting().order_by("pk"))
    for case in cases:
        approve_case(case=case, by=moderator, harmless=True)
    return len(cases)
