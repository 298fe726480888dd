"""Which role family an advert's title names, and whether the job belongs on this board at all."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from listings.reading.words import Suggestion, suggestion

_CATALOGUE = Path(__file__).resolve().parent.parent / "catalogue" / "title_rules.json"
_NOT_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class TitleRule:
    """`groups` must all occur in the title, each by any one of its phrases, and `unless` must not."""

    family: str
    out_of_scope: str
    groups: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    ready = sorted((_spread(phrase) for phrase in phrases), key=len, reverse=True)
    return re.compile(r"(?<![a-z0-9])(?:" + "|".join(ready) + r")(?![a-z0-9])")


def _spread(phrase: str) -> str:
    """A phrase matches across punctuation and plural: "case manager" finds "Case-Managers"."""
    words = [re.escape(word) for word in _NOT_WORD.split(phrase.lower()) if word]
    return r"[^a-z0-9]+".join(words) + r"s?"


@cache
def title_rules() -> tuple[TitleRule, ...]:
    rows = json.loads(_CATALOGUE.read_text(encoding="utf-8"))
    named = rows["phrases"]
    expand = lambda group: [p for name in group for p in named.get(name, [name])]  # noqa: E731
    return tuple(
        TitleRule(
            family=rule.get("family", ""),
            out_of_scope=rule.get("out_of_scope", ""),
            groups=tuple(_pattern(expand(group)) for group in rule["all"]),
            unless=_pattern(expand(rule["unless"])) if rule.get("unless") else None,
        )
        for rule in rows["rules"]
    )


@dataclass(frozen=True)
class RoleReading:
    """`family` is None when the job is not ours; `out_of_scope` then says why, as a reason code."""

    family: Suggestion | None
    out_of_scope: str = ""


def read_role(title: str, text: str) -> RoleReading:
    lowered = title.lower()
    for rule in title_rules():
        if rule.unless and rule.unless.search(lowered):
            continue
        matches = [group.search(lowered) for group in rule.groups]
        if not all(matches):
            continue
        if rule.out_of_scope:
            return RoleReading(None, rule.out_of_scope)
        start = min(match.start() for match in matches if match)
        end = max(match.end() for match in matches if match)
        found = suggestion("role_family", rule.family, "title", title, start, end)
        reason = _inpatient_only(lowered, text.lower())
        return RoleReading(None, reason) if reason else RoleReading(found)
    return RoleReading(None, "no_role_of_this_board")


_INPATIENT_TITLE = re.compile(
    r"\b(?:inpatient|icu|nicu|picu|micu|sicu|cvicu|med[ /-]?surg|telemetry|step[ -]?down|labor and delivery|"
    r"l&d|operating room|or circulator|acute care unit|nursing home|skilled nursing|snf|bedside)\b"
)
_INPATIENT = re.compile(r"\binpatients?\b|\bhospital floor\b|\bbedside\b|\bacute care hospital\b")
_OUTPATIENT = re.compile(
    r"\boutpatients?\b|\bambulatory\b|\bclinics?\b|\bhome visits?\b|\bcommunity\b|\bprimary care\b"
)


def _inpatient_only(title: str, text: str) -> str:
    if _INPATIENT_TITLE.search(title) and not _OUTPATIENT.search(title):
        return "inpatient_only"
    if len(_INPATIENT.findall(text)) >= 2 and not _OUTPATIENT.search(text):
        return "inpatient_only"
    return ""
