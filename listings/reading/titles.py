"""Licenses and languages in the title of a job: "RN Case Manager" asks for the license."""

from __future__ import annotations

import re

from listings.reading.grouping import Found
from listings.reading.mentions import Mention, titled
from listings.reading.words import Suggestion, suggestion

_OR = re.compile(r"^\s*(?:/|or|,|&|\||-|–|and/or|\bor\b|/\s*)\s*$", re.IGNORECASE)
_PREFERRED = re.compile(r"\bpreferred\b", re.IGNORECASE)


def credentials_of_title(title: str, state: str, found: list[Found]) -> list[Suggestion]:
    """Those the text does not ask for itself; when it asks for some license, it knows better."""
    if not title or _PREFERRED.search(title):
        return []
    mentions = titled(title, state)
    suggestions = []
    licenses = [mention for mention in mentions if mention.kind == "license"]
    if licenses and not _asks(found, "license"):
        suggestions.append(_suggest(title, _alternatives(title, licenses)))
    languages = [mention for mention in mentions if mention.kind == "language"]
    if languages and not _asks(found, "language"):
        suggestions.append(_suggest(title, languages))
    return suggestions


def _asks(found: list[Found], kind: str) -> bool:
    return any(
        kind in one.kinds and '"required"' in str(one.node).replace("'", '"') for one in found
    )


def _alternatives(title: str, licenses: list[Mention]) -> list[Mention]:
    """The first license and those joined to it by a slash or "or"; others are another part of the title."""
    kept = licenses[:1]
    for mention in licenses[1:]:
        if not _OR.match(title[kept[-1].end : mention.start]):
            break
        kept.append(mention)
    return kept


def _suggest(title: str, mentions: list[Mention]) -> Suggestion:
    leaves = [{**mention.leaf, "necessity": "required"} for mention in mentions]
    leaves = [leaf for place, leaf in enumerate(leaves) if leaf not in leaves[:place]]
    node = leaves[0] if len(leaves) == 1 else {"op": "any", "children": leaves}
    return suggestion("requirement", node, "title", title, mentions[0].start, mentions[-1].end)
