"""What the career guide says: words from the vocabulary, figures from live jobs."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F, QuerySet
from django.utils.translation import gettext as _

from listings.models import SearchRow
from listings.requirements import NO_DEGREE, NOT_STATED
from matching.selectors.figures import array_counts
from matching.selectors.pay import education_names
from matching.selectors.statistics import FEWEST
from qualifications import vocabulary
from qualifications.entries import Entry, catalogue
from qualifications.models import Duty, Pathway, SoftSkill, Term

# The chains people most often climb, as term or role names the reader knows.
LADDERS = [
    [
        "scheduling-coordinator",
        "referral-coordinator",
        "patient-navigator",
        "care-coord-supervisor",
    ],
    ["ma-care-coordinator", "lpn-care-coordinator", "rn-care-coordinator", "rn-care-manager"],
    ["chw", "case-manager", "sw-care-coordinator", "bh-care-manager"],
    ["dental-treatment-coordinator", "office-coordinator", "outpatient-facility-coordinator"],
]


@dataclass(frozen=True, slots=True)
class Share:
    """Of `total` live jobs that state what they ask, `least` ask for no less and no more than `name`;
    for `enough` of them it suffices."""

    slug: str
    name: str
    least: int
    enough: int
    total: int

    @property
    def percent(self) -> int:
        return round(100 * self.least / self.total)


@dataclass(frozen=True, slots=True)
class Goal:
    """A fact and the usual ways to come by it."""

    term: Term
    ways: list[Pathway]
    entry: Entry | None


def education_shares() -> list[Share]:
    """Lowest schooling first; empty when fewer than `FEWEST` jobs state what they ask."""
    stated = SearchRow.objects.exclude(education__contains=[NOT_STATED]).exclude(education=[])
    groups = stated.order_by().values(lowest=F("education__0")).annotate(n=Count("*"))
    least = {group["lowest"]: group["n"] for group in groups}
    total = sum(least.values())
    if total < FEWEST:
        return []
    enough = array_counts("education")
    names = {NO_DEGREE: _("No schooling asked"), **education_names()}
    return [
        Share(slug, name, least[slug], enough[slug], total)
        for slug, name in names.items()
        if least.get(slug)
    ]


def goals() -> list[Goal]:
    """Pathways by what they lead to, in the order of the kinds of fact."""
    order = [
        "education",
        "license",
        "certification",
        "skill",
        "language",
        "experience",
        "clearance",
    ]
    entries = catalogue(vocabulary.current()).by_term
    found: dict[int, Goal] = {}
    for way in Pathway.objects.filter(retired=False).select_related("to_term", "from_term"):
        goal = Goal(way.to_term, [], entries.get(way.to_term_id))
        found.setdefault(way.to_term_id, goal).ways.append(way)
    return sorted(
        found.values(),
        key=lambda goal: (order.index(goal.term.kind), goal.term.rank, goal.term.name),
    )


def duties() -> QuerySet[Duty]:
    return Duty.objects.filter(retired=False)


def soft_skills() -> QuerySet[SoftSkill]:
    return SoftSkill.objects.filter(retired=False)
