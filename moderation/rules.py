"""What the rules find in a posting's content. Risk is the sum of named findings, nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from listings.lint import TEXT_FIELDS, lint_content

_CATALOGUE = Path(__file__).resolve().parent / "catalogue" / "rules.json"
HIGH, MEDIUM = 40, 15
LINT_WEIGHT = 8
LINT_WEIGHTS = {"below_minimum": 40, "wrong_unit": 25, "wide_range": 10, "research": 15, "style": 2}
HARD_LINT = {"below_minimum"}
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")


@dataclass(frozen=True)
class Finding:
    """`matched` are the posting's own words inside `sentence`; `level` is hard or check."""

    rule: str
    version: int
    title: str
    level: str
    weight: int
    field: str
    matched: str
    sentence: str
    source: str


@dataclass(frozen=True)
class TextRule:
    code: str
    version: int
    title: str
    level: str
    weight: int
    pattern: re.Pattern[str]
    source: str


@cache
def text_rules() -> tuple[TextRule, ...]:
    rows = json.loads(_CATALOGUE.read_text(encoding="utf-8"))["rules"]
    return tuple(
        TextRule(
            row["code"],
            row["version"],
            row["title"],
            row["level"],
            row["weight"],
            re.compile("|".join(f"(?:{p})" for p in row["patterns"]), re.IGNORECASE),
            row["source"],
        )
        for row in rows
    )


def find(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every finding, gravest first; a rule speaks once per field."""
    findings = [*_in_texts(content), *_from_lint(content)]
    findings.sort(key=lambda finding: (-finding.weight, finding.rule))
    return [asdict(finding) for finding in findings]


def risk_of(findings: list[dict[str, Any]]) -> int:
    return sum(finding["weight"] for finding in findings)


def risk_word(risk: int) -> tuple[str, str]:
    """`(word, css state)`."""
    if risk >= HIGH:
        return _("High"), "unmet"
    if risk >= MEDIUM:
        return _("Medium"), "unknown"
    return _("Low"), "calm"


def _in_texts(content: Mapping[str, Any]) -> list[Finding]:
    findings = []
    for name in TEXT_FIELDS:
        text = str(content.get(name) or "")
        for rule in text_rules():
            if match := rule.pattern.search(text):
                findings.append(
                    Finding(
                        rule.code,
                        rule.version,
                        rule.title,
                        rule.level,
                        rule.weight,
                        name,
                        match.group(),
                        sentence_around(text, match.start(), match.end()),
                        rule.source,
                    )
                )
    return findings


def sentence_around(text: str, start: int, end: int) -> str:
    for match in _SENTENCE.finditer(text):
        if match.start() <= start < match.end():
            return text[match.start() : max(match.end(), end)].strip()[:400]
    return text[start:end]


def _from_lint(content: Mapping[str, Any]) -> list[Finding]:
    """The findings the employer saw beside the form, with what each weighs here."""
    return [
        Finding(
            f"L-{found.rule}",
            1,
            found.sentence,
            "hard" if found.rule in HARD_LINT else "check",
            LINT_WEIGHTS.get(found.rule, LINT_WEIGHT),
            found.field,
            found.matched,
            _sentence_with(str(content.get(found.field) or ""), found.matched),
            found.source,
        )
        for found in lint_content(content)
    ]


def _sentence_with(text: str, words: str) -> str:
    start = text.find(words) if words else -1
    return sentence_around(text, start, start + len(words)) if start >= 0 else ""
