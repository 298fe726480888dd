"""What the notice about automated matching says: inputs from the allow-list, laws from a dated file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from profiles.matching_inputs import COMPARED, INPUTS, NAMED, PLACED

FILE = Path(__file__).parent / "catalogue" / "matching_laws.json"
# How long records of matching are kept, as the strictest of the laws asks.
YEARS_KEPT = 4
CARDS = {
    "Credential": _("Licenses, certifications, clearances"),
    "Education": _("Education"),
    "Experience": _("Experience"),
    "LanguageSkill": _("Languages"),
    "ProfileSkill": _("Skills"),
    "Denial": _("What you said you do not have"),
    "CandidateProfile": _("Work authorization"),
}
AROUND = {"place", "radius_miles", "open_to_remote"}


@dataclass(frozen=True, slots=True)
class Law:
    """What a state asks of automated help in hiring, and what follows here."""

    place: str
    law: str
    says: str
    here: str
    valid_from: date
    source: str
    verified_on: date
    certainty: str

    def in_force(self, on: date) -> bool:
        return self.valid_from <= on


@lru_cache(maxsize=1)
def laws() -> tuple[Law, ...]:
    return tuple(_law(row) for row in json.loads(FILE.read_text(encoding="utf-8")))


def _law(row: dict[str, Any]) -> Law:
    days = {name: date.fromisoformat(row[name]) for name in ("valid_from", "verified_on")}
    return Law(**(row | days))


def law_rows(on: date) -> list[dict[str, Any]]:
    """For the page: each law with its day, and whether that day is still to come."""
    return [
        {
            "place": law.place,
            "law": law.law,
            "says": law.says,
            "here": law.here,
            "source": law.source,
            "from": law.valid_from,
            "checked": law.verified_on,
            "future": not law.in_force(on),
        }
        for law in laws()
    ]


def compared_inputs() -> list[tuple[str, list[str]]]:
    """By card of the profile: what can change an answer, in words."""
    return [
        (str(label), [str(i.words) for i in INPUTS if i.model == model and i.use == COMPARED])
        for model, label in CARDS.items()
    ]


def named_inputs() -> list[str]:
    return [str(i.words) for i in INPUTS if i.use == NAMED]


def placed_inputs() -> list[str]:
    own = [i for i in INPUTS if i.model == "CandidateProfile" and i.use == PLACED]
    return [str(i.words) for i in own if i.field in AROUND]
