"""How well a language is asked for, by the words around its name."""

from __future__ import annotations

import re

_CUES = [
    ("native", re.compile(r"\bnative\b", re.IGNORECASE)),
    ("fluent", re.compile(r"\bfluen|\bbilingual|\bbi-lingual", re.IGNORECASE)),
    (
        "professional",
        re.compile(r"\bproficien|\bread and write\b|\bspeak, read|\bread, write", re.IGNORECASE),
    ),
]
USUAL = "conversational"
REACH = 120


def language_level(sentence: str, start: int, end: int) -> str:
    around = sentence[max(0, start - REACH) : end + REACH]
    return next((level for level, cue in _CUES if cue.search(around)), USUAL)
