"""Requirement trees: the role's usual ones, varied by job with notes, ways in and wishes."""

from __future__ import annotations

import copy
from typing import Any

from qualifications.models import RoleFamily

Tree = dict[str, Any]
NOTES = {
    "rn": "The state nursing board asks for a nurse for assessment by phone.",
    "lpn": "The clinic's protocol names this license.",
    "bls": "The course can be done in your first week, on our time.",
    "ccm": "Our largest payer asks for it; we cover the exam.",
    "hs": "",
}
EXPERIENCE = {
    "rn-care-coordinator": "ambulatory-nursing",
    "rn-care-manager": "care-or-case-management",
    "lpn-care-coordinator": "primary-care",
    "clinical-care-coordinator": "care-coordination",
    "transitions-coordinator": "transitions-of-care",
    "sw-care-coordinator": "social-work",
    "bh-care-manager": "behavioral-health",
    "bh-care-coordinator": "behavioral-health",
    "patient-navigator": "patient-navigation",
    "chw": "community-health",
    "health-coach": "health-education",
    "referral-coordinator": "referral-coordination",
    "prior-auth": "prior-authorization",
    "utilization-review": "utilization-review",
    "patient-access": "patient-access",
    "scheduling-coordinator": "scheduling",
    "office-coordinator": "medical-office",
    "surgery-coordinator": "surgery-scheduling",
    "dental-treatment-coordinator": "dental",
    "ma-care-coordinator": "medical-assisting",
    "care-gap-quality": "quality-improvement",
    "care-coord-supervisor": "supervision",
}
WISHES = [
    "motivational-interviewing",
    "epic",
    "excel",
    "sdoh-screening",
    "care-planning",
    "medical-terminology",
    "telephone-triage",
    "appointment-scheduling",
]
LANGUAGES = [
    "spanish:professional",
    "vietnamese:conversational",
    "haitian-creole:conversational",
    "arabic:conversational",
]


def must(term: str, reason: str = "safety", note: str = "", **extra: Any) -> Tree:
    return {"term": term, "necessity": "required", "reason": reason, "note": note, **extra}


def worked(area: str, months: int, reason: str = "safety", note: str = "") -> Tree:
    return must("experience", reason, note, areas=[area], experience_months=months)


def wish(term: str) -> Tree:
    return {"term": term, "necessity": "preferred"}


def all_of(*children: Tree, label: str = "") -> Tree:
    return {"op": "all", "children": list(children), "label": label}


def any_of(*children: Tree) -> Tree:
    return {"op": "any", "children": list(children)}


def tree_for(family: RoleFamily, number: int, *, training: bool) -> Tree:
    """`number` counts the jobs of the family; the same number gives the same tree."""
    if training:
        return all_of(
            must(
                "background-check",
                "safety",
                "The program's affiliation asks for it.",
                timing="at_start",
            ),
            wish("motivational-interviewing"),
        )
    tree = copy.deepcopy(family.typical_tree)
    for line in tree["children"]:
        if "term" in line and line["necessity"] == "required":
            line["note"] = NOTES.get(line["term"], "")
    area = EXPERIENCE.get(family.slug)
    named = {line.get("term") for line in tree["children"]}
    if area and number % 3 == 1:
        tree["children"].append(
            worked(area, [12, 24, 18][number % 2], note="Part time counts in full.")
        )
    elif area and number % 3 == 2:
        tree["children"].append(_ways_in(area, number))
    if number % 4 == 0 and "bls" not in named and family.kind in ("clinical", "hybrid"):
        tree["children"].append(must("bls", note=NOTES["bls"], timing="at_start"))
    if number % 4 == 1 and "ccm" not in named and family.kind == "clinical":
        tree["children"].append(
            must(
                "ccm", "payer", NOTES["ccm"], timing="within_months", months=24, or_equivalent=True
            )
        )
    tree["children"].append(wish(LANGUAGES[number % 4 if number % 5 == 3 else 0]))
    if (extra := WISHES[(number * 3 + len(family.slug)) % len(WISHES)]) not in named:
        tree["children"].append(wish(extra))
    return tree


def _ways_in(area: str, number: int) -> Tree:
    return any_of(
        all_of(
            must("bachelor", "accreditation", fields=["health-human"], field_match="family"),
            worked(area, 12),
            label="Degree",
        ),
        all_of(
            must("associate", "accreditation"), worked(area, 36), label="Associate degree and years"
        ),
        all_of(
            worked(
                area,
                48 + 12 * (number % 2),
                note="Years of the work itself count as much as a degree.",
            ),
            label="Experience",
        ),
    )


def certified_tree(number: int) -> Tree:
    """For a nurse who is certified already: one gap for the demo's candidate, with a known way."""
    return all_of(
        must("rn", "law", NOTES["rn"]),
        must("ccm", "payer", "Our contract counts certified managers from their first day."),
        worked("care-coordination", [12, 24][number % 2], note="Part time counts in full."),
        wish(LANGUAGES[0]),
    )


def bridge_tree() -> Tree:
    """The demo clinic's first job: two ways in, a certificate with time to earn it, a language as a wish."""
    return all_of(
        any_of(
            all_of(
                must("rn", "law", "A nurse is needed for assessment by phone."),
                worked("care-coordination", 24),
                label="Nursing",
            ),
            all_of(
                must("bachelor", "accreditation", fields=["health-human"], field_match="family"),
                worked("care-coordination", 48),
                label="Experience",
            ),
        ),
        must("bls", note=NOTES["bls"], timing="at_start"),
        must("ccm", "payer", NOTES["ccm"], timing="within_months", months=24, or_equivalent=True),
        wish("spanish:professional"),
    )
