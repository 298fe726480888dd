"""Fields of study named with a degree: "in Social Work, Psychology or a related field"."""

from __future__ import annotations

import re

from listings.reading.vocabulary import field_index
from listings.reading.words import Token

# What may stand between a degree and the "in" or "of" before its fields.
_LINK = re.compile(
    r"(?:'s|’s)?(?:[\s,(]*(?:degrees?|or higher|or above|or better|level|required|preferred|is|strongly|"
    r"minimum|preferably|"
    r"from an? (?:\w+[ -]){0,3}(?:college|university|school|program|institution)(?: or university)?|(?:four|"
    r"two|4|2)[ -]year|"
    r"prepared|of (?:science|arts)|"
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
    return _listed(sentence, found[last:], end, end + link.end()) if link else ([], end)


def more_studies_after(
    sentence: str, found: list[Token], last: int, end: int
) -> tuple[list[str], int]:
    """Further fields where the phrase itself named the first: "bachelor's in nursing or social work"."""
    more = re.match(r"\s*(?:,|/|or\b|and/or\b)", sentence[end : end + 12], re.IGNORECASE)
    return _listed(sentence, found[last:], end, end, gap=14) if more else ([], end)


def _listed(
    sentence: str, tokens: list[Token], end: int, stop: int, *, gap: int = GAP
) -> tuple[list[str], int]:
    near = [token for token in tokens if stop <= token.start < stop + REACH]
    fields: list[str] = []
    most = gap
    for slug, first, after in field_index().find(near):
        between = sentence[stop : near[first].start]
        if len(between) > most or _STOP.search(between):
            break
        fields.append(slug)
        stop, most = near[after - 1].end, GAP
    return list(dict.fromkeys(fields)), stop if fields else end


# "Graduate of an accredited school of nursing": a certificate, whatever degree came with it.
_GRADUATE = re.compile(
    r"\b(?:graduat(?:es?|ed|ion)|completion) (?:of|from|in) (?:an? |the )?(?:[\w/-]+,? ){0,6}?"
    r"(?:(?:school|college|program)s?(?: or (?:college|program))? (?:of|in) "
    r"(?:(?:professional|practical|registered|vocational|practical/vocational) )*nursing|"
    r"(?:nursing|RN|LPN|LVN) (?:education )?(?:program|school))\b",
    re.IGNORECASE,
)
_RANKED = re.compile(
    r"\b(?:bachelor|baccalaureate|associate|master|doctor|BSN|ADN|ASN|MSN|bridge|diploma|foreign)",
    re.I,
)


def nursing_graduate_in(sentence: str) -> list[tuple[int, int]]:
    """Where a school of nursing is asked for without a degree, also right after it."""
    return [
        match.span()
        for match in _GRADUATE.finditer(sentence)
        if not _RANKED.search(match.group())
        and not re.match(rf"[^.;\n]{{0,40}}?{_RANKED.pattern}", sentence[match.end() :], re.I)
    ]
