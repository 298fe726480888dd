"""Which employers looked at a candidate, for her to read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from core import access
from profiles.enums import Visibility
from profiles.models import CandidateProfile, Employer, EmployerConsent

# She reads the latest; her copy of everything has them all.
MOST_DAYS = 40


@dataclass(frozen=True, slots=True)
class Look:
    """One employer on one day. `opened`: the whole profile, not just a line of a list."""

    employer: Employer
    day: dt.date
    opened: bool
    named: bool


@dataclass(frozen=True, slots=True)
class Onlooker:
    """An employer that looked or may know the name, and what she can do about that."""

    employer: Employer
    looks: list[Look]
    consented: bool


def onlookers_of(profile: CandidateProfile) -> list[Onlooker]:
    """Latest first; then those she told who she is and who did not look yet."""
    days: dict[tuple[int, dt.date], tuple[bool, bool]] = {}
    rows = access.looks_at(profile.user_id).values_list("party_id", "day", "how", "named")
    for party, day, how, named in rows[: 10 * MOST_DAYS]:
        opened, told = days.get((party, day), (False, False))
        days[party, day] = (opened or how == access.How.OPENED, told or named)
    consents = set(
        EmployerConsent.objects.filter(profile=profile).values_list("employer_id", flat=True)
    )
    latest = list(dict.fromkeys(party for party, _day in days))
    employers = Employer.objects.in_bulk({*latest, *consents})
    found = []
    for pk in [*latest, *sorted(consents - set(latest))]:
        if pk in employers:
            looks = [
                Look(employers[pk], day, opened, named)
                for (party, day), (opened, named) in list(days.items())[:MOST_DAYS]
                if party == pk
            ]
            found.append(Onlooker(employers[pk], looks, pk in consents))
    return found


def may_tell(profile: CandidateProfile) -> bool:
    """Only who can be found without a name has something to tell: the hidden are not seen, the open are named."""
    return profile.visibility == Visibility.ANONYMOUS
