"""Fit for a visitor who is nobody to us: from the facts in the address, kept nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from matching.index import formula_fits
from matching.selectors.fit import Standing
from qualifications import vocabulary
from qualifications.holding import closure
from qualifications.short_facts import ShortFacts, read_short, short_words


@dataclass(frozen=True)
class Visit:
    """`standing` is None until a fact is understood."""

    stated: ShortFacts
    standing: Standing | None

    @property
    def text(self) -> str:
        return self.stated.text

    @property
    def words(self) -> list[tuple[str, str]]:
        """(slug, what it says) of each fact."""
        known = vocabulary.current()
        pairs = zip(self.stated.slugs, self.stated.facts, strict=True)
        return [(slug, short_words(fact, known)) for slug, fact in pairs]


def visit_of(parts: Iterable[str]) -> Visit:
    """The same closure and the same evaluator as for a profile; what is not said stays not stated."""
    words = vocabulary.current()
    stated = read_short(parts, words)
    if not stated.facts:
        return Visit(stated, None)
    held = closure(stated.facts, timezone.localdate(), words=words)
    none_denied: frozenset[int] = frozenset()
    buckets = formula_fits(held.ids, held.known_not(none_denied))
    return Visit(stated, Standing(held, none_denied, buckets))
