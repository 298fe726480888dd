"""Numbers as adverts write them: 2, two, two (2), 1.5."""

from __future__ import annotations

_COUNTED = "one two three four five six seven eight nine ten eleven twelve"
WORDS = {word: number for number, word in enumerate(_COUNTED.split(), start=1)} | {
    "fifteen": 15,
    "eighteen": 18,
    "twenty": 20,
    "thirty": 30,
    "sixty": 60,
    "ninety": 90,
}
# One group: the number itself.
NUMBER = r"(\d{1,3}(?:\.\d)?|" + "|".join(WORDS) + r")"


def read_number(words: str) -> float | None:
    words = words.lower()
    if words in WORDS:
        return WORDS[words]
    try:
        return float(words)
    except ValueError:
        return None
