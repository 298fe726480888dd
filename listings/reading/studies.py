"""Fields of study named with a degree: "in Social Work, Psychology or a related field"."""

from __future__ import annotations

import re

from listings.reading.vocabulary import field_index
from listings.reading.words import Token

# What may stand between a degree and the "in" or "of" before its fields.
_LINK = re.compile(
    r"(?:'s|’s)?(?:[\s,(]*(?:degrees?|or higher|or above|or better|level|required|preferred|is|strongly|minimum|preferably|"
    r"from an? (?:\w+[ -]){0,3}(?:college|university|school|program|institution)(?: or university)?|(?:four|two|4|2)[ -]year|"
    r"prepared|of (?:science|arts)|(?:bachelor|master|associate)(?:'|’)?s?|or|and|"
    r"\([^()]{0,30}\)|with an? (?:major|concentration|focus|emphasis|specialization))[),]*){0,6}\s*"
    r"(?:in|of)\b|^[\s,-]+(?=[A-Z][a-z]+ (?:degree|or related|or a related))",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"[.;:]|\band \d|\byears?\b|\bexperience\b|\bplus\b|\bwith\b|\bcertif|\blicens", re.IGNORECASE
)
REACH = 220
GAP = 45


def studies_after(sentence: str, found: list[Token], last: int, end: int) -> tuple[list[str], int]:
    """`(fields, where the mention ends)` of the degree that ends at `end`, one past the `last` token."""
    link = _LINK.match(sentence[end : end + 140])
    if not link:
        return [], end
    reach = end + link.end() + REACH
    near = [token for token in found[last:] if end + link.end() <= token.start < reach]
    fields: list[str] = []
    stop = end + link.end()
    for slug, first, after in field_index().find(near):
        gap = sentence[stop : near[first].start]
        if len(gap) > GAP or _STOP.search(gap):
            break
        fields.append(slug)
        stop = near[after - 1].end
    return list(dict.fromkeys(fields)), stop if fields else end
