from __future__ import annotations

import datetime as dt

from listings.models import JobPosting
from profiles.models import CandidateProfile
from profiles.selectors import held_by
from qualifications.evaluation import evaluate
from qualifications.formulas import EMPTY
from qualifications.holding import nothing_held
from qualifications.verdicts import FormulaVerdict


def verdict_for(
    posting: JobPosting, profile: CandidateProfile, on: dt.date | None = None
) -> FormulaVerdict:
    """The one evaluation behind the job page, the apply page and what is stored at sending.

    `profile` from `CandidateProfile.objects.with_facts()`.
    """
    held, denied = held_by(profile, on)
    return evaluate(_tree(posting), held, denied, held.on)


def asked_by(posting: JobPosting, on: dt.date) -> FormulaVerdict:
    """The requirement list as it is asked, for a reader of whom nothing is known."""
    return evaluate(_tree(posting), nothing_held(on))


def _tree(posting: JobPosting) -> dict:
    return posting.formula.tree if posting.formula else EMPTY
