"""Care settings and duties an advert names, by the vocabulary's own words and synonyms."""

from __future__ import annotations

from collections import Counter

from listings.reading.vocabulary import topic_index
from listings.reading.words import Suggestion, plain, suggestion, tokens

# In running text one mention of a setting is often a neighbor ("refer to dialysis"), so two are asked.
MENTIONS = 2
MOST_SETTINGS = 3


def read_topics(
    title: str, company: str, location: str, text: str
) -> tuple[list[Suggestion], list[Suggestion]]:
    """`(settings, duties)`: each once, with the first words that named it."""
    first: dict[tuple[str, str], Suggestion] = {}
    mentions: Counter[tuple[str, str]] = Counter()
    for source, words in (
        ("title", title),
        ("company", plain(company)),
        ("location", plain(location)),
        ("description", text),
    ):
        found = tokens(words)
        for (kind, slug), start, end in topic_index().find(found):
            if kind == "duty" and source != "description":
                continue
            key = (kind, slug)
            mentions[key] += 1 if source == "description" else MENTIONS
            if key not in first:
                first[key] = suggestion(
                    kind, slug, source, words, found[start].start, found[end - 1].end
                )
    settings = [key for key in first if key[0] == "setting" and mentions[key] >= MENTIONS]
    settings.sort(key=lambda key: -mentions[key])
    duties = [first[key] for key in first if key[0] == "duty"]
    return [first[key] for key in settings[:MOST_SETTINGS]], duties
