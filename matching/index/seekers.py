"""One candidate as matching sees her: what she holds, what she does not, and where she would work."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from listings.enums import Workplace
from matching.circles import Circle
from profiles.models import CandidateProfile


@dataclass(frozen=True, slots=True)
class Reach:
    """Without a circle everything is within reach."""

    circle: Circle | None = None
    state: str = ""
    remote: bool = True

    def condition(self) -> Q:
        """The same on search rows: in the circle, or remote where she lives."""
        if self.circle is None:
            return Q()
        near = self.circle.holds("lat", "lng") & ~Q(workplace=Workplace.REMOTE)
        if not self.remote:
            return near
        here = Q(states=[]) | Q(states__contains=[self.state])
        return near | (Q(workplace=Workplace.REMOTE) & here)


@dataclass(frozen=True, slots=True)
class Seeker:
    held: frozenset[int]
    known_not: frozenset[int]
    reach: Reach = Reach()


def reach_around(profile: CandidateProfile) -> Reach:
    """Near her home as she set it, or remote where she lives."""
    place = profile.place
    if place is None:
        return Reach()
    circle = Circle(place.lat, place.lng, profile.radius_miles)
    return Reach(circle, place.state, profile.open_to_remote)


def seeker_of(profile: CandidateProfile) -> Seeker:
    """By the sets kept with the profile."""
    return Seeker(
        frozenset(profile.held_terms), frozenset(profile.denied_terms), reach_around(profile)
    )
