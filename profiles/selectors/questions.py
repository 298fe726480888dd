"""What is worth answering with "I do not have this": the weakest of each ladder, and common asks."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from profiles.models import CandidateProfile
from profiles.selectors.facts import denied_by, held_by
from qualifications.enums import TermKind
from qualifications.models import Term

COMMON = {
    _("Licenses"): ["lpn", "rn", "sw-bachelor", "sw-clinical", "counselor", "lmft", "cna"],
    _("Certificates"): ["bls", "ccm", "acm", "ma-certified", "chw-certified", "amb-bc"],
    _("Driving and checks"): ["drivers-license", "own-vehicle", "auto-insurance", "drug-screen"],
    _("Experience"): [
        "experience:care-coordination:0",
        "experience:case-management:0",
        "experience:outpatient:0",
        "experience:behavioral-health:0",
        "experience:supervision:0",
    ],
    _("Languages and systems"): ["spanish:basic", "epic", "any-ehr"],
}
FOUND_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Question:
    term: Term
    answer: str  # "held", "denied" (said so), "follows" (from another denial), "open"


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    name: str
    questions: list[Question]


def questions_for(profile: CandidateProfile, query: str = "") -> list[QuestionGroup]:
    """The common questions, or those a search finds; and always what was denied besides."""
    held, _rest = held_by(profile)
    said = {denial.term_id for denial in profile.denials.all()}
    follows = denied_by(profile)

    def question(term: Term) -> Question:
        answer = "denied" if term.pk in said else "held" if term.pk in held.ids else "open"
        return Question(term, "follows" if answer == "open" and term.pk in follows else answer)

    if query:
        found = _found(query)
        return [QuestionGroup(str(_("Found")), [question(term) for term in found])]
    groups, shown = [], set()
    slugs = [slug for listed in COMMON.values() for slug in listed]
    terms = {term.slug: term for term in Term.objects.filter(slug__in=slugs, retired=False)}
    for name, listed in COMMON.items():
        here = [terms[slug] for slug in listed if slug in terms]
        shown |= {term.pk for term in here}
        groups.append(QuestionGroup(str(name), [question(term) for term in here]))
    others = [denial.term for denial in profile.denials.all() if denial.term_id not in shown]
    if others:
        groups.append(QuestionGroup(str(_("Also said")), [question(term) for term in others]))
    return groups


def _found(query: str) -> list[Term]:
    terms = Term.objects.offered().filter(state="").exclude(kind=TermKind.EDUCATION)
    by_name = Q(name__icontains=query) | Q(short_name__icontains=query)
    return list(terms.filter(by_name).order_by("kind", "name", "id")[:FOUND_AT_MOST])
