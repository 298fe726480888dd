from __future__ import annotations

from dataclasses import dataclass

from qualifications.models import LicenseTitle, Term


@dataclass(frozen=True, slots=True)
class TitleChoice:
    title: str
    meaning: str
    note: str


# The ladders most coordinators stand on come first.
FIRST = ["nursing", "social-work", "counseling", "family-therapy"]


def _place(family: str) -> tuple[int, str]:
    return (FIRST.index(family) if family in FIRST else len(FIRST), family)


def titles_in(state: str) -> list[TitleChoice]:
    """License titles as this state writes them, and what each means, in the order of the ladders."""
    titles = LicenseTitle.objects.filter(state_id=state)
    levels = {title.level for title in titles}
    terms = {term.slug: term for term in Term.objects.filter(slug__in=levels)}
    known = [title for title in titles if title.level in terms]
    known.sort(
        key=lambda t: (
            _place(terms[t.level].family),
            -terms[t.level].rank,
            t.level,
            t.position,
            t.title,
        )
    )
    return [TitleChoice(t.title, terms[t.level].name, t.note) for t in known]
