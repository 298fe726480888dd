"""What fit needs: requirement trees in short, and a candidate who holds things."""

from __future__ import annotations

from typing import Any

from listings.models import JobPosting
from profiles.models import CandidateProfile, Credential, Denial, Education
from qualifications.models import Formula, Term
from tests.factories.listings import PostingFactory


def required(*terms: str, **changes: Any) -> dict[str, Any]:
    """`required("rn", "bls")`: every one of these, for safety."""
    leaves = [{"term": t, "necessity": "required", "reason": "safety", **changes} for t in terms]
    return {"op": "all", "children": leaves}


def asking(*terms: str, **posting: Any) -> JobPosting:
    """A live job in Ohio that asks for all of these."""
    formula = Formula.objects.for_tree(required(*terms), states=("OH",))
    return PostingFactory(formula=formula, **posting)


def holds(profile: CandidateProfile, *terms: str) -> CandidateProfile:
    """The candidate states these: degrees as education, all else as credentials (licenses in Ohio)."""
    for slug in terms:
        term = Term.objects.get(slug=f"{slug}:OH" if slug in {"rn", "lpn"} else slug)
        if term.kind == "education":
            Education.objects.create(profile=profile, term=term)
        else:
            Credential.objects.create(profile=profile, term=term, state=term.state)
    return profile


def lacks(profile: CandidateProfile, *terms: str) -> CandidateProfile:
    """The candidate said: I do not have these."""
    for slug in terms:
        Denial.objects.create(profile=profile, term=Term.objects.get(slug=slug))
    return profile
