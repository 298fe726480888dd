"""What a job asks of people, and where: a formula in its compiled form and a spot."""

from __future__ import annotations

from dataclasses import dataclass

from listings.models import JobPosting
from qualifications import vocabulary
from qualifications.compiling import Compiled, compiled
from qualifications.formulas import EMPTY, Node, parse


@dataclass(frozen=True, slots=True)
class Spot:
    """A job on a site (a point, or nowhere we know), or a remote one: in these states, none meaning all."""

    lat: float | None = None
    lng: float | None = None
    remote: bool = False
    states: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ask:
    """`hidden_from`: employers whose exclusions count (the one who asks and its family)."""

    form: Compiled
    spot: Spot
    hidden_from: frozenset[int] = frozenset()

    @property
    def asks(self) -> bool:
        return self.form.required_count > 0


def ask_for(node: Node, spot: Spot, hidden_from: frozenset[int] = frozenset()) -> Ask:
    return Ask(compiled(node, vocabulary.current()), spot, hidden_from)


def ask_of(posting: JobPosting, hidden_from: frozenset[int] = frozenset()) -> Ask:
    """Of a live posting as search has it; people are asked around a coarse spot, as they stand coarsely."""
    tree = posting.formula.tree if posting.formula else None
    node = parse(tree, draft=True) if tree is not None else EMPTY
    if posting.workplace == "remote":
        spot = Spot(remote=True, states=frozenset(posting.patient_states))
    elif posting.place is None:
        spot = Spot()
    else:
        spot = Spot(round(posting.place.lat, 1), round(posting.place.lng, 1))
    return ask_for(node, spot, hidden_from)
