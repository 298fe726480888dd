"""What an evaluation answers: one line per requirement, paths, bucket, summary. Plain data, both ways JSON."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

from django.utils.translation import gettext as _

from qualifications.entries import About
from qualifications.enums import Truth, VerdictKind

# Raised with every change that could alter a truth, kind or sentence.
RULE_VERSION = "2026.11.2"


@dataclass(frozen=True, slots=True)
class LineVerdict:
    """text: what is asked. fact: what decided, from the profile. you: the sentence for the person.

    why: the rule that decided. reason: why the employer asks (`reason_label` in words, `note` theirs).
    word: Met, Not met, Not stated or Due later. css: the look's verdict class. path: place in the tree.
    """

    text: str
    truth: str
    kind: str
    word: str
    fact: str
    you: str
    why: str
    reason: str
    reason_label: str
    note: str
    required: bool
    path: str
    source_refs: tuple[str, ...] = ()
    # Where the catalogue explains what is asked: a help for readers, no part of a stored answer.
    about: tuple[About, ...] = field(default=(), compare=False)

    @property
    def is_met(self) -> bool:
        return self.truth == Truth.MET

    @property
    def css(self) -> str:
        if self.kind == VerdictKind.DUE_LATER:
            return "later"
        return {Truth.MET: "met", Truth.NOT_MET: "unmet"}.get(Truth(self.truth), "unknown")


@dataclass(frozen=True, slots=True)
class PathVerdict:
    letter: str
    label: str
    truth: str
    summary: str
    lines: tuple[LineVerdict, ...]

    @property
    def is_met(self) -> bool:
        return self.truth == Truth.MET

    @property
    def name(self) -> str:
        """`Path A · Nursing`"""
        name = _("Path %(letter)s") % {"letter": self.letter}
        return f"{name} · {self.label}" if self.label else name

    @property
    def css(self) -> str:
        return {Truth.MET: "met", Truth.NOT_MET: "unmet"}.get(Truth(self.truth), "unknown")


@dataclass(frozen=True, slots=True)
class FormulaVerdict:
    truth: str
    bucket: str
    summary: str
    headline: str
    strip: tuple[str, ...]
    strip_label: str
    lines: tuple[LineVerdict, ...]
    paths: tuple[PathVerdict, ...] = ()
    paths_needed: int = 1
    alls: tuple[LineVerdict, ...] = ()
    preferred: tuple[LineVerdict, ...] = ()
    gaps: int = 0
    unstated: int = 0
    due_later: int = 0
    on: str = ""
    rule_version: str = RULE_VERSION
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def is_met(self) -> bool:
        return self.truth == Truth.MET

    @property
    def css(self) -> str:
        return {Truth.MET: "met", Truth.NOT_MET: "unmet"}.get(Truth(self.truth), "unknown")

    def as_dict(self) -> dict[str, Any]:
        return _plain(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> FormulaVerdict:
        values = {f.name: data[f.name] for f in fields(cls) if f.name in data}
        for name in ("lines", "alls", "preferred"):
            values[name] = tuple(_line(row) for row in values.get(name, ()))
        values["paths"] = tuple(
            PathVerdict(**{**row, "lines": tuple(_line(r) for r in row["lines"])})
            for row in values.get("paths", ())
        )
        values["strip"] = tuple(values.get("strip", ()))
        return cls(**values)


def _line(row: dict[str, Any]) -> LineVerdict:
    return LineVerdict(**{**row, "source_refs": tuple(row.get("source_refs", ()))})


def _plain(value: Any) -> Any:
    if isinstance(value, LineVerdict | PathVerdict | FormulaVerdict):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value) if f.compare}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
