"""Facts in one short line of text, and back: `rn:OH:multistate,bachelor:nursing,experience:oncology:24`.

Each part is the slug of a term someone can hold. Used where facts travel in an address; nothing is stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qualifications.enums import TermKind
from qualifications.holding import Fact
from qualifications.sentences import fact_text
from qualifications.vocabulary import TermRow, Vocabulary

MOST = 30
LONGEST = 100
MULTISTATE = ":multistate"


@dataclass(frozen=True, slots=True)
class ShortFacts:
    """`slugs` are understood and in order; `unknown` is what was not, `stateless` what lacks its state."""

    slugs: tuple[str, ...]
    facts: tuple[Fact, ...]
    unknown: tuple[str, ...] = ()
    stateless: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return ",".join(self.slugs)

    @property
    def is_clean(self) -> bool:
        return not (self.unknown or self.stateless)


def read_short(parts: Iterable[str], words: Vocabulary) -> ShortFacts:
    """`parts`: slugs, or several in one with commas between."""
    found: dict[int, tuple[str, Fact]] = {}
    unknown: list[str] = []
    stateless: list[str] = []
    typed = [piece.strip() for part in parts for piece in part.split(",")]
    for piece in [p for p in dict.fromkeys(typed) if p][:MOST]:
        slug = _spelled(piece[:LONGEST])
        term = words.by_slug.get(slug.removesuffix(MULTISTATE))
        if term is None or not _holdable(term, slug, words):
            unknown.append(piece[:LONGEST])
        elif term.attributes.get("by_state"):
            stateless.append(slug)
        else:
            # the multistate license of a state includes the plain one
            kept = found.get(term.id)
            if kept is None or slug.endswith(MULTISTATE):
                found[term.id] = (slug, _fact(slug))
    ordered = [found[key] for key in sorted(found)]
    return ShortFacts(
        tuple(slug for slug, _fact in ordered),
        tuple(fact for _slug, fact in ordered),
        tuple(unknown),
        tuple(stateless),
    )


def short_words(fact: Fact, words: Vocabulary) -> str:
    """ "RN, multistate, home state Ohio": what a person stated, as she would say it."""
    text = fact_text(fact, words)
    return text[:1].upper() + text[1:]


def _spelled(piece: str) -> str:
    """States in capitals, all else in small letters: `RN:oh` is `rn:OH`."""
    head, *rest = piece.strip().lower().split(":")
    return ":".join(
        [head, *(part.upper() if len(part) == 2 and part.isalpha() else part for part in rest)]
    )


def _holdable(term: TermRow, slug: str, words: Vocabulary) -> bool:
    if slug.endswith(MULTISTATE) and slug not in words.by_slug:
        return False
    hidden = term.attributes.get("hidden") or term.attributes.get("ask_only")
    return not (term.retired or hidden)


def _fact(slug: str) -> Fact:
    multistate = slug.endswith(MULTISTATE)
    plain = slug.removesuffix(MULTISTATE)
    head, _colon, state = plain.partition(":")
    if len(state) == 2 and state.isupper():
        return Fact(head, state=state, multistate=multistate, source_ref=plain)
    return Fact(plain, source_ref=plain)


def kind_of(fact: Fact, words: Vocabulary) -> TermKind:
    slug = f"{fact.term}:{fact.state}" if fact.state else fact.term
    return TermKind(words.by_slug[slug].kind)


def needs_dates(fact: Fact, words: Vocabulary) -> bool:
    """Experience is a tick here, but a job with its dates in a profile."""
    return kind_of(fact, words) == TermKind.EXPERIENCE
