from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from profiles.enums import ProfileCard
from profiles.models import CandidateProfile
from qualifications.enums import TermKind

# A card is also answered by saying "I do not have this" about something of its kinds.
DENIABLE = {
    ProfileCard.CREDENTIALS: {TermKind.LICENSE, TermKind.CERTIFICATION, TermKind.CLEARANCE},
    ProfileCard.EDUCATION: {TermKind.EDUCATION},
    ProfileCard.EXPERIENCE: {TermKind.EXPERIENCE},
    ProfileCard.SKILLS: {TermKind.LANGUAGE, TermKind.SKILL},
}


@dataclass(frozen=True, slots=True)
class CardState:
    card: str
    name: str
    filled: bool
    count: int
    denied: int

    @property
    def words(self) -> str:
        if self.card == ProfileCard.AVAILABILITY:
            return _("Stated") if self.filled else _("Not stated yet")
        if self.count:
            return ngettext("%(n)d line", "%(n)d lines", self.count) % {"n": self.count}
        return _("You said: none") if self.denied else _("Not stated yet")


@dataclass(frozen=True, slots=True)
class Completeness:
    cards: tuple[CardState, ...]

    @property
    def filled(self) -> int:
        return sum(card.filled for card in self.cards)

    @property
    def is_complete(self) -> bool:
        return all(card.filled for card in self.cards)

    @property
    def next_card(self) -> CardState | None:
        return next((card for card in self.cards if not card.filled), None)

    @property
    def words(self) -> str:
        if self.is_complete:
            return _("All five cards say something. You can apply in two clicks.")
        return _("%(filled)d of %(all)d cards say something. Next: %(next)s.") % {
            "filled": self.filled,
            "all": len(self.cards),
            "next": str(self.next_card.name if self.next_card else ""),
        }


def profile_completeness(profile: CandidateProfile) -> Completeness:
    """Which of the five cards say something. It opens the two-click application; it is no score."""
    counts = {
        ProfileCard.CREDENTIALS: len(profile.credentials.all()),
        ProfileCard.EDUCATION: len(profile.education.all()),
        ProfileCard.EXPERIENCE: len(profile.experience.all()),
        ProfileCard.SKILLS: len(profile.languages.all()) + len(profile.skills.all()),
        ProfileCard.AVAILABILITY: 0,
    }
    kinds = [denial.term.kind for denial in profile.denials.all()]
    cards = []
    for card, count in counts.items():
        denied = sum(kind in DENIABLE.get(card, ()) for kind in kinds)
        filled = bool(count or denied)
        if card == ProfileCard.AVAILABILITY:
            filled = bool(profile.place_id and profile.employment_types)
        cards.append(CardState(card.value, str(card.label), filled, count, denied))
    return Completeness(tuple(cards))
