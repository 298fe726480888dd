"""schema.org JobPosting for search engines: what stands on the page, nothing more.

Only for live jobs an employer posted here; an imported job that nobody claimed has none (and is noindex).
"""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from listings.enums import EmploymentType, PayUnit, VacancyStatus, Workplace
from listings.models import JobPosting
from listings.requirements import NO_DEGREE, lowest_degree
from qualifications.enums import TermKind
from qualifications.formulas import Leaf, Node, parse

_EMPLOYMENT: dict[str, str] = {
    EmploymentType.FULL_TIME: "FULL_TIME",
    EmploymentType.PART_TIME: "PART_TIME",
    EmploymentType.PER_DIEM: "PER_DIEM",
    EmploymentType.CONTRACT: "CONTRACTOR",
    EmploymentType.TEMPORARY: "TEMPORARY",
    EmploymentType.INTERNSHIP: "INTERN",
    EmploymentType.FIELD_PLACEMENT: "INTERN",
    EmploymentType.VOLUNTEER: "VOLUNTEER",
}
# Google knows these units; the others are told in dollars a year
_UNITS: dict[str, str] = {
    PayUnit.HOUR: "HOUR",
    PayUnit.DAY: "DAY",
    PayUnit.WEEK: "WEEK",
    PayUnit.MONTH: "MONTH",
    PayUnit.YEAR: "YEAR",
}
_DEGREES = {
    "hs": "high school",
    "certificate": "professional certificate",
    "associate": "associate degree",
    "bachelor": "bachelor degree",
    "master": "postgraduate degree",
    "doctorate": "postgraduate degree",
}


def job_posting_jsonld(posting: JobPosting) -> dict[str, Any] | None:
    """None for a job that must carry no markup: imported, not live, or without a vacancy behind it."""
    if posting.is_imported or not posting.is_live or posting.vacancy == VacancyStatus.TALENT_POOL:
        return None
    url = settings.SITE_URL + reverse(
        "applications:posting_detail", args=[posting.public_id, posting.slug]
    )
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": posting.title,
        "description": posting.description_html,
        "url": url,
        "identifier": {
            "@type": "PropertyValue",
            "name": posting.organization,
            "value": posting.public_id,
        },
        "datePosted": timezone.localtime(posting.published_at).date().isoformat(),
        "hiringOrganization": _organization(posting),
        "employmentType": _EMPLOYMENT.get(posting.employment_type, "OTHER"),
        "directApply": True,
        "totalJobOpenings": posting.openings_count,
        "jobBenefits": posting.benefits_summary,
    }
    if posting.apply_by:
        end = timezone.make_aware(datetime.combine(posting.apply_by, time(23, 59, 59)))
        data["validThrough"] = end.isoformat()
    if posting.role_family and posting.role_family.soc_codes:
        data["occupationalCategory"] = posting.role_family.soc_codes
    salary = _salary(posting)
    return {
        **data,
        **({"baseSalary": salary} if salary else {}),
        **_place(posting),
        **_requirements(posting),
    }


def _organization(posting: JobPosting) -> dict[str, str]:
    found = {"@type": "Organization", "name": posting.organization}
    website = posting.employer.website if posting.employer else ""
    return {**found, "sameAs": website} if website else found


def _salary(posting: JobPosting) -> dict[str, Any] | None:
    """The employer's own range in its own unit. None for a rate per visit, which Google has no unit for."""
    low: Decimal | int | None = posting.pay_min
    high: Decimal | int | None = posting.pay_max
    unit = _UNITS.get(posting.pay_unit)
    if unit is None:
        low, high, unit = posting.pay_annual_min, posting.pay_annual_max, "YEAR"
    if low is None or high is None:
        return None
    amount = (
        {"minValue": float(low), "maxValue": float(high)} if low != high else {"value": float(low)}
    )
    return {
        "@type": "MonetaryAmount",
        "currency": "USD",
        "value": {"@type": "QuantitativeValue", **amount, "unitText": unit},
    }


def _place(posting: JobPosting) -> dict[str, Any]:
    if posting.workplace == Workplace.REMOTE:
        states = [{"@type": "State", "name": f"{code}, USA"} for code in posting.remote_states]
        limits = states if 0 < len(states) < 51 else [{"@type": "Country", "name": "USA"}]
        return {"jobLocationType": "TELECOMMUTE", "applicantLocationRequirements": limits}
    address = {
        "@type": "PostalAddress",
        "streetAddress": posting.street,
        "addressLocality": posting.city,
        "addressRegion": posting.state_code,
        "postalCode": posting.place_id or "",
        "addressCountry": "US",
    }
    return {
        "jobLocation": {
            "@type": "Place",
            "address": {key: value for key, value in address.items() if value},
        }
    }


def _requirements(posting: JobPosting) -> dict[str, Any]:
    if posting.formula is None:
        return {}
    tree = posting.formula.tree
    node = parse(tree, draft=True)
    degree = lowest_degree(tree)
    found: dict[str, Any] = {}
    if degree == NO_DEGREE:
        found["educationRequirements"] = "no requirements"
    elif degree in _DEGREES:
        found["educationRequirements"] = {
            "@type": "EducationalOccupationalCredential",
            "credentialCategory": _DEGREES[degree],
        }
    months = _months(node)
    stands_for = _degree_or_experience(node)
    if stands_for and not months:
        # nobody needs experience but who brings it instead of the degree: say both, as search engines ask
        slug, months = stands_for
        found["educationRequirements"] = {
            "@type": "EducationalOccupationalCredential",
            "credentialCategory": _DEGREES[slug],
        }
    if months:
        found["experienceRequirements"] = {
            "@type": "OccupationalExperienceRequirements",
            "monthsOfExperience": months,
        }
        if stands_for:
            found["experienceInPlaceOfEducation"] = True
    return found


def _months(node: Node) -> int:
    """The fewest months of experience with which the required part can be met."""
    if isinstance(node, Leaf):
        return (node.experience_months or 0) if node.required else 0
    needed = [_months(child) for child in node.children if child.required]
    if not needed:
        return 0
    return max(needed) if node.op == "all" else sorted(needed)[(node.n or 1) - 1]


def _degree_or_experience(node: Node) -> tuple[str, int] | None:
    """(degree, months that do instead) of a choice between a degree and experience."""
    if isinstance(node, Leaf):
        return None
    if node.op == "any":
        paths = [_leaves(child) for child in node.children]
        kinds = [{_kind(leaf) for leaf in path} for path in paths]
        degrees = [
            leaf.term.partition(":")[0]
            for path, kind in zip(paths, kinds, strict=True)
            for leaf in path
            if _kind(leaf) == TermKind.EDUCATION and TermKind.EXPERIENCE not in kind
        ]
        instead = [
            max(leaf.experience_months or 0 for leaf in path if _kind(leaf) == TermKind.EXPERIENCE)
            for path, kind in zip(paths, kinds, strict=True)
            if TermKind.EXPERIENCE in kind
        ]
        if degrees and instead:
            return degrees[0], min(instead)
    found = (_degree_or_experience(child) for child in node.children)
    return next((pair for pair in found if pair), None)


def _leaves(node: Node) -> list[Leaf]:
    return (
        [node]
        if isinstance(node, Leaf)
        else [leaf for child in node.children for leaf in _leaves(child)]
    )


def _kind(leaf: Leaf) -> str:
    if leaf.term == "experience":
        return TermKind.EXPERIENCE
    return TermKind.EDUCATION if leaf.term.partition(":")[0] in _DEGREES else ""
