"""What it would take: gap sets as steps with their way, time, and the jobs each opens within reach."""

from __future__ import annotations

from dataclasses import dataclass

from applications.selectors.stating import add_address, edit_address
from listings.models import JobPosting
from matching.reach import reach_link
from matching.selectors import Reach
from qualifications.closers import Gap
from qualifications.compiling import compiled
from qualifications.enums import GapKind
from qualifications.formulas import parse
from qualifications.gaps import GapSet, gap_sets
from qualifications.pathways import typical_months
from qualifications.steps import Step, step_of

MOST_SETS = 3


@dataclass(frozen=True, slots=True)
class StepCard:
    """One step for components/steps.html. `jobs`: how many live jobs within reach it opens by itself."""

    step: Step
    jobs: int
    jobs_href: str
    act_href: str
    deny: str = ""

    @property
    def asks(self) -> bool:
        return self.step.gap.is_told


@dataclass(frozen=True, slots=True)
class Taking:
    """One gap set, cheapest step first. `jobs`: what all of its steps open together."""

    steps: tuple[StepCard, ...]
    jobs: int


def what_it_takes(posting: JobPosting, reach: Reach, back: str) -> list[Taking]:
    """The nearest sets of facts that would meet this job; empty when it is met."""
    if posting.formula is None:
        return []
    held, denied = reach.standing.held, reach.standing.denied
    form = compiled(parse(posting.formula.tree, words=held.words, draft=True), held.words)

    def months(gap: Gap) -> float:
        return typical_months(gap, held, denied)

    sets = gap_sets(form, held, denied, time_of=months, most=MOST_SETS)
    return [_taking(one, reach, back) for one in sets]


def best_steps(reach: Reach, back: str, most: int = 4) -> list[StepCard]:
    """The facts that open most jobs within reach; those that open none are no steps."""
    return [step_card(gap, reach, back, n) for gap, n in reach.best_steps(most) if n]


def step_card(gap: Gap, reach: Reach, back: str, jobs: int | None = None) -> StepCard:
    held = reach.standing.held
    term = held.words.by_id[gap.term_id]
    own = held.facts[gap.own] if gap.own is not None else None
    href = add_address(term, held.words, back)
    if own is not None and gap.kind != GapKind.TRANSFER:
        href = edit_address(own.source_ref, back)
    return StepCard(
        step=step_of(gap, held, reach.standing.denied),
        jobs=reach.jobs_opened_by([gap]) if jobs is None else jobs,
        # Work within a setting has no address of its own: its figure stands without a list.
        jobs_href="" if gap.fact.together else reach_link(opens=term.slug),
        act_href=href,
        deny=term.slug if gap.is_told and not gap.fact.together else "",
    )


def _taking(one: GapSet, reach: Reach, back: str) -> Taking:
    held, denied = reach.standing.held, reach.standing.denied
    cheapest = sorted(one.gaps, key=lambda gap: (typical_months(gap, held, denied), gap.order))
    cards = tuple(step_card(gap, reach, back) for gap in cheapest)
    together = cards[0].jobs if len(cards) == 1 else reach.jobs_opened_by(one.gaps)
    return Taking(cards, together)
