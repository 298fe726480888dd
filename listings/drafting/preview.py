"""A draft as candidates would see it, as far as it is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.text import render_markdown
from listings.drafting.content import Checked, check_content
from listings.drafting.schema import STEP_NAMES, STEPS, step_of
from listings.drafting.tree import reads_as
from listings.enums import Shift, VacancyStatus, Workplace
from listings.lint import Finding, lint_content
from listings.models import JobPosting, PayComponent, PayLaw
from listings.pay_block import pay_of
from listings.presenting import pay_words, place_words, schedule_words
from listings.selectors import pay_laws_for
from profiles.models import Employer, Facility
from qualifications.evaluation import evaluate
from qualifications.formulas import bind
from qualifications.holding import nothing_held
from qualifications.models import Duty, Setting, SoftSkill
from qualifications.sentences import sentence
from qualifications.verdicts import FormulaVerdict


@dataclass
class Missing:
    step: str
    name: str
    messages: list[tuple[str, str]] = field(default_factory=list)  # field, sentence


@dataclass
class Preview:
    checked: Checked
    title: str
    employer: str
    pay: tuple[str, str, str]
    pay_block: dict[str, Any]
    facts: list[tuple[str, str]]
    workload: list[dict[str, str]]
    settings: list[str]
    duties: list[str]
    soft_skills: list[str]
    description_html: str
    verdict: FormulaVerdict | None
    reads_as: str
    reply: str
    closing: str
    missing: list[Missing]
    findings: list[Finding]
    laws: list[PayLaw]

    @property
    def is_complete(self) -> bool:
        return not self.checked.errors

    @property
    def missing_count(self) -> int:
        return sum(len(step.messages) for step in self.missing)


def preview_of(content: Mapping[str, Any], employer: Employer | None) -> Preview:
    checked = check_content(content, employer)
    values = checked.values
    site = _site(values, employer)
    states = _states(values, site)
    node = reads_as(content.get("requirements") or {"op": "all", "children": []})
    bound = bind(node, tuple(states)) if node else None
    today = timezone.localdate()
    return Preview(
        checked=checked,
        title=str(content.get("title") or ""),
        employer=employer.name if employer else "",
        pay=pay_words(
            values.get("pay_min"),
            values.get("pay_max"),
            values.get("pay_unit", ""),
            values.get("hours_per_week"),
        ),
        pay_block=_pay_block(values),
        facts=_facts(values, site),
        workload=_workload(values, site),
        settings=_names(Setting, values.get("settings")),
        duties=_names(Duty, values.get("duties")),
        soft_skills=_names(SoftSkill, values.get("soft_skills")),
        description_html=render_markdown(str(content.get("description") or "")),
        verdict=evaluate(bound, nothing_held(today)) if bound else None,
        reads_as=sentence(bound) if bound else "",
        reply=_reply(values),
        closing=_("Apply by %(day)s") % {"day": date_format(values["apply_by"], "l, F j")}
        if values.get("apply_by")
        else "",
        missing=_missing(checked),
        findings=lint_content(content, state=states[0] if len(states) == 1 else ""),
        laws=pay_laws_for(states, today, city=site.place.city if site else "")
        if len(states) < 10
        else [],
    )


def _site(values: Mapping[str, Any], employer: Employer | None) -> Facility | None:
    if employer is None or not values.get("facility"):
        return None
    sites = employer.facilities.select_related("place")
    return sites.filter(public_id=values["facility"]).first()


def _states(values: Mapping[str, Any], site: Facility | None) -> list[str]:
    if values.get("workplace") == Workplace.REMOTE:
        return list(values.get("remote_states") or [])
    return [site.place.state] if site else []


def _pay_block(values: Mapping[str, Any]) -> dict[str, Any]:
    """The job page's own block, of a posting made up from what is filled in so far."""
    if not values.get("pay_unit"):
        return {}
    names = ("pay_min", "pay_max", "pay_unit", "hours_per_week")
    texts = ("employment_type", "pay_basis", "benefits_summary", "other_pay_text")
    posting = JobPosting(
        **{name: values.get(name) for name in names},
        **{name: values.get(name) or "" for name in texts},
    )
    parts = values.get("pay_components") or []
    return pay_of(posting, [PayComponent(**part) for part in parts])


def _facts(values: Mapping[str, Any], site: Facility | None) -> list[tuple[str, str]]:
    city = f"{site.place.city}, {site.place.state}" if site else ""
    workplace = values.get("workplace", "")
    found = [
        ("map-pin", place_words(workplace, city, values.get("remote_states") or [])),
        ("laptop", str(Workplace.HYBRID.label) if workplace == Workplace.HYBRID else ""),
        (
            "clock",
            schedule_words(
                values.get("employment_type", ""),
                values.get("hours_per_week"),
                values.get("placement_hours"),
            ),
        ),
        (
            "calendar-clock",
            ", ".join(str(Shift(shift).label) for shift in values.get("shifts") or []),
        ),
    ]
    return [fact for fact in found if fact[1]]


def _workload(values: Mapping[str, Any], site: Facility | None) -> list[dict[str, str]]:
    shares = [
        _("%(n)s %% phone") % {"n": values["share_phone"]} if values.get("share_phone") else "",
        _("%(n)s %% desk") % {"n": values["share_desk"]} if values.get("share_desk") else "",
        _("%(n)s %% with patients") % {"n": values["share_field"]}
        if values.get("share_field")
        else "",
    ]
    visits, supervision = (
        values.get("home_visits_per_month"),
        values.get("supervision_hours_per_month"),
    )
    on_call = values.get("on_call")
    called = "" if on_call is None else _("Yes") if on_call else _("No")
    rows = {
        _("Patients on the panel"): str(values.get("caseload") or ""),
        _("A day is"): ", ".join(share for share in shares if share),
        _("On call"): called,
        _("Home visits"): "" if visits is None else _("%(n)s a month") % {"n": visits},
        _("Health record system"): values.get("ehr") or (site.ehr if site else ""),
        _("Supervision"): ""
        if supervision is None
        else _("%(n)s hours a month") % {"n": supervision},
        _("Productivity target"): values.get("productivity_text") or "",
        _("Schedule"): values.get("schedule_text") or "",
    }
    return [{"term": term, "text": text} for term, text in rows.items() if text]


def _names(model: Any, slugs: list[str] | None) -> list[str]:
    return (
        list(model.objects.filter(slug__in=slugs).values_list("name", flat=True)) if slugs else []
    )


def _reply(values: Mapping[str, Any]) -> str:
    days = values.get("reply_days")
    if not days:
        return ""
    words = ngettext(
        "Everyone who applies gets an answer within %(n)d business day.",
        "Everyone who applies gets an answer within %(n)d business days.",
        days,
    ) % {"n": days}
    if values.get("vacancy") == VacancyStatus.TALENT_POOL:
        words += " " + _("This is a talent pool, not an open vacancy.")
    return words


def _missing(checked: Checked) -> list[Missing]:
    steps: dict[str, Missing] = {}
    for name, messages in checked.errors.items():
        step = step_of(name)
        entry = steps.setdefault(step, Missing(step, str(STEP_NAMES[step])))
        entry.messages += [(name, message) for message in messages]
    return [steps[step] for step in STEPS if step in steps]
