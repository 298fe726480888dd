"""Checked values onto the columns of a posting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.text import slugify

from core.text import render_markdown
from listings.enums import JobKind, Workplace
from listings.models import JobPosting, PayComponent
from listings.pay import annual_pay
from profiles.models import Facility
from qualifications.models import Duty, Formula, RoleFamily, Setting

_COLUMNS = [
    "title",
    "workplace",
    "remote_states",
    "employment_type",
    "hours_per_week",
    "placement_hours",
    "shifts",
    "schedule_text",
    "is_outpatient",
    "soft_skills",
    "description",
    "caseload",
    "share_phone",
    "share_desk",
    "share_field",
    "on_call",
    "home_visits_per_month",
    "supervision_hours_per_month",
    "productivity_text",
    "pay_min",
    "pay_max",
    "pay_unit",
    "pay_basis",
    "benefits_summary",
    "other_pay_text",
    "reply_days",
    "vacancy",
    "opens_on",
    "openings_count",
    "apply_by",
]


def apply_values(posting: JobPosting, values: Mapping[str, Any]) -> None:
    """Set the columns from checked values; nothing is saved. Raises FormulaError for a broken tree."""
    for name in _COLUMNS:
        setattr(posting, name, values[name])
    posting.slug = slug_of(posting.title)
    posting.role_family = RoleFamily.objects.get(slug=values["role_family"])
    posting.kind = values["kind"] or posting.role_family.kind or JobKind.HYBRID
    posting.description_html = render_markdown(posting.description)
    _apply_site(posting, values)
    posting.ehr = values["ehr"] or (posting.facility.ehr if posting.facility else "")
    set_annual_pay(posting)
    posting.formula = Formula.objects.for_tree(
        values["requirements"], states=posting.patient_states
    )


def _apply_site(posting: JobPosting, values: Mapping[str, Any]) -> None:
    site = None
    if values["facility"]:
        site = Facility.objects.select_related("place").get(
            public_id=values["facility"], employer=posting.employer_id
        )
    posting.facility = site
    posting.place = site.place if site else None
    posting.street = site.street if site else ""
    posting.city = site.place.city if site else ""
    posting.state_code = site.place.state if site else ""
    if posting.workplace != Workplace.REMOTE:
        posting.remote_states = []


def apply_parts(posting: JobPosting, values: Mapping[str, Any]) -> None:
    """Write what hangs on a saved posting: settings, duties, parts of the pay."""
    posting.settings.set(Setting.objects.filter(slug__in=values["settings"]))
    posting.duties.set(Duty.objects.filter(slug__in=values["duties"]))
    posting.pay_components.all().delete()
    PayComponent.objects.bulk_create(
        PayComponent(posting=posting, position=number, **part)
        for number, part in enumerate(values["pay_components"])
    )


def set_annual_pay(posting: JobPosting) -> None:
    hours = posting.hours_per_week
    posting.pay_annual_min = annual_pay(posting.pay_min, posting.pay_unit, hours)
    posting.pay_annual_max = annual_pay(posting.pay_max, posting.pay_unit, hours)


def apply_headline(posting: JobPosting, content: Mapping[str, Any]) -> None:
    """What lists show of a draft that was never public: its title and site, as far as they are known."""
    posting.title = str(content.get("title") or "")[:120]
    posting.slug = slug_of(posting.title)
    posting.role_family = RoleFamily.objects.filter(slug=content.get("role_family") or "").first()
    posting.facility = Facility.objects.filter(
        public_id=content.get("facility") or "", employer=posting.employer_id
    ).first()


def slug_of(title: str) -> str:
    return slugify(title)[:100].strip("-") or "job"
