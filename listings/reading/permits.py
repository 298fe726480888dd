"""A limited permit that does instead of a license for some months: "RN license or limited permit"."""

from __future__ import annotations

import re

from qualifications import vocabulary

_PERMIT = re.compile(
    r"[^.;,]{0,40}?\bor\b[^.;,]{0,30}?\b(?:limited|interim|temporary|graduate|provisional) (?:work |practice )?permit\b"
    r"(?:[^.;,]{0,30}?\b(\d{1,2})[ -]months?\b)?",
    re.IGNORECASE,
)
# States let a permit last a year at most, so that is what an advert without a number means.
USUAL = 12


def permit_after(sentence: str, end: int, slug: str) -> tuple[int, int] | None:
    """`(months, where its words end)` of a permit named after a license that has such permits."""
    match = _PERMIT.match(sentence, end, end + 120)
    words = vocabulary.current()
    term = words.term(slug)
    if match is None or term is None or term.id not in words.permit_ids:
        return None
    stated = int(match[1]) if match[1] else USUAL
    return min(vocabulary.PERMITS, key=lambda months: (months < stated, months)), match.end()
