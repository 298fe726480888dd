from __future__ import annotations

import datetime as dt
from typing import Any

from listings.models import JobPosting
from matching.selectors import Standing
from profiles.models import CandidateProfile
from profiles.selectors import held_by
from qualifications.evaluation import evaluate
from qualifications.formulas import EMPTY, Node
from qualifications.holding import nothing_held
from qualifications.replay import Basis, basis_of
from qualifications.verdicts import FormulaVerdict, LineVerdict, PathVerdict


def verdict_for(
    posting: JobPosting,
    profile: CandidateProfile,
    on: dt.date | None = None,
    *,
    standing: Standing | None = None,
) -> FormulaVerdict:
    """The one evaluation behind the job page, the apply page and what is stored at sending.

    `profile` from `CandidateProfile.objects.with_facts()`; with its `standing` of that day, when known.
    """
    held, denied = (standing.held, standing.denied) if standing else held_by(profile, on)
    return evaluate(_tree(posting), held, denied, held.on)


def judged(
    posting: JobPosting, profile: CandidateProfile, on: dt.date
) -> tuple[FormulaVerdict, Basis]:
    """The verdict, and what it can be replayed from."""
    held, denied = held_by(profile, on)
    tree = _tree(posting)
    return evaluate(tree, held, denied, held.on), basis_of(tree, held, denied)


def asked_by(posting: JobPosting, on: dt.date) -> FormulaVerdict:
    """The requirement list as it is asked, for a reader of whom nothing is known."""
    return evaluate(_tree(posting), nothing_held(on))


def deciding_lines(verdict: FormulaVerdict) -> list[LineVerdict]:
    """Required lines that bear on this person: those outside the paths, and of the paths the ones met,
    or while too few are met the nearest ones. A line of a path nobody needs decides nothing."""

    def distance(path: PathVerdict) -> tuple[int, int, str]:
        truths = [line.truth for line in path.lines if line.required]
        return (truths.count("not_met"), truths.count("not_stated"), path.letter)

    chosen = sorted(verdict.paths, key=distance)[: verdict.paths_needed]
    lines = [line for path in chosen for line in path.lines if line.required]
    return [*lines, *verdict.alls]


def open_reasons(verdict: FormulaVerdict) -> list[LineVerdict]:
    """Required lines a refusal may name: not met or not stated, and no line of an alternative path when
    enough of the paths are met."""
    met = [path for path in verdict.paths if path.is_met]
    paths = [] if len(met) >= verdict.paths_needed else verdict.paths
    lines = [line for path in paths for line in path.lines if line.required]
    return [line for line in [*lines, *verdict.alls] if not line.is_met]


def _tree(posting: JobPosting) -> dict[str, Any] | Node:
    return posting.formula.tree if posting.formula else EMPTY
