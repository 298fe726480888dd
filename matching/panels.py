"""What the panel "Who could take this job" shows beside the requirements of a posting."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from matching.counting import asked_lines
from matching.models import PeopleCount
from matching.selectors.people import Asked, Spot
from matching.services.counting import question
from qualifications.formulas import leaves
from qualifications.sentences import sentence


@dataclass(frozen=True, slots=True)
class Cost:
    """A line, and how many more people would meet the rest; 0 is fewer than five. `share` draws the bar."""

    text: str
    people: int
    share: int
    most: bool


@dataclass(frozen=True, slots=True)
class CountPanel:
    total: int
    where: str
    costs: list[Cost]
    has_later: bool

    @property
    def dearest(self) -> Cost | None:
        return next((cost for cost in self.costs if cost.most), None)


def count_panel(asked: Asked, count: PeopleCount) -> CountPanel:
    node = question(asked)
    without = count.answer["without"]
    rows = [
        (sentence(leaf), without[place]) for place, leaf in asked_lines(node) if place in without
    ]
    rows.sort(key=lambda row: -row[1])
    most = rows[0][1] if rows else 0
    # two that cost the same: neither is named as the dearest
    alone = [people for _text, people in rows].count(most) == 1
    return CountPanel(
        total=count.answer["total"],
        where=_where(asked.spot),
        costs=[
            Cost(
                text,
                people,
                round(100 * people / most) if most else 0,
                bool(alone and people == most),
            )
            for text, people in rows
        ],
        has_later=any(leaf.can_be_later for leaf in leaves(node)),
    )


def _where(spot: Spot | None) -> str:
    if spot is None:
        return ""
    if not spot.is_remote:
        return _("within their own travel distance of %(place)s") % {"place": spot.name}
    if not spot.states:
        return _("open to remote work, in any state")
    return _("open to remote work in %(states)s") % {"states": ", ".join(spot.states)}
