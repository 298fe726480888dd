"""A stored answer, worked out again from what was kept with it.

A `Basis` is everything that decided: the compiled paths and lines, and which of the ids they name were held
or ruled out. Ids keep their meaning for good and the paths are plain numbers, so truth, bucket and the truth
of every line come out the same whatever the vocabulary and the rules say by then. `judged_again` asks the
same question of today's vocabulary and rules instead: where the two differ, the world has changed.

To keep an answer so that it can be replayed: store the verdict (`as_dict`) and `basis_of(...).as_dict()`;
the formula's tree, the facts and the denied terms are for `judged_again`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from qualifications.compiling import Compiled, asked_groups, compiled
from qualifications.enums import Bucket, Truth
from qualifications.evaluation import evaluate
from qualifications.formulas import Node, parse, walk
from qualifications.holding import Fact, Held, closure, denied_closure
from qualifications.matching_sql import bucket_of
from qualifications.verdicts import RULE_VERSION, FormulaVerdict

Groups = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Basis:
    """on: the day judged. paths: each a conjunction of any-of groups. lines: (place, groups) of each line;
    none where it may be met after hire. held, known_not: of the ids named here, those held and ruled out."""

    on: str
    rule_version: str
    required: int
    paths: tuple[Groups, ...]
    lines: tuple[tuple[str, Groups], ...]
    held: tuple[int, ...]
    known_not: tuple[int, ...]

    def as_dict(self) -> dict[str, Any]:
        return {
            "on": self.on,
            "rule_version": self.rule_version,
            "required": self.required,
            "paths": [_lists(groups) for groups in self.paths],
            "lines": [[place, _lists(groups)] for place, groups in self.lines],
            "held": list(self.held),
            "known_not": list(self.known_not),
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Basis:
        return cls(
            on=data["on"],
            rule_version=data["rule_version"],
            required=data["required"],
            paths=tuple(_tuples(groups) for groups in data["paths"]),
            lines=tuple((place, _tuples(groups)) for place, groups in data["lines"]),
            held=tuple(data["held"]),
            known_not=tuple(data["known_not"]),
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    truth: str
    bucket: str
    gaps: int
    unstated: int
    lines: dict[str, str]  # place of a line -> its truth


def basis_of(tree: Node | dict[str, Any], held: Held, denied: Iterable[int] = ()) -> Basis:
    """What decides this formula for this person on the day of `held`. The tree is bound to its states."""
    words = held.words
    node = parse(tree, words=words, draft=True) if isinstance(tree, dict) else tree
    form = compiled(node, words)
    lines = tuple(
        (place, _sorted(() if leaf.can_be_later else asked_groups(leaf, words)))
        for place, leaf in walk(node)
    )
    paths = tuple(_sorted(path) for path in form.paths)
    named = {i for groups in (*paths, *(g for _p, g in lines)) for group in groups for i in group}
    out = held.known_not(denied)
    return Basis(
        on=held.on.isoformat(),
        rule_version=RULE_VERSION,
        required=form.required_count,
        paths=paths,
        lines=lines,
        held=tuple(sorted(named & held.ids)),
        known_not=tuple(sorted(named & out)),
    )


def outcome_of(basis: Basis) -> Outcome:
    """Truth and bucket from the basis alone: no vocabulary, no database."""
    held, out = frozenset(basis.held), frozenset(basis.known_not)
    paths = tuple(tuple(frozenset(group) for group in path) for path in basis.paths)
    gaps, unstated, _number = Compiled(paths, basis.required).gaps(held, out)
    truth = Truth.NOT_MET if gaps else Truth.NOT_STATED if unstated else Truth.MET
    bucket = bucket_of(gaps, unstated) if basis.required else Bucket.NO_REQUIREMENTS.value
    lines = {place: _line_truth(groups, held, out) for place, groups in basis.lines}
    return Outcome(truth.value, bucket, gaps, unstated, lines)


def differences(verdict: dict[str, Any], basis: Basis) -> list[str]:
    """Where a stored verdict (`FormulaVerdict.as_dict`) says otherwise than its basis; empty: it replays."""
    found = outcome_of(basis)
    pairs: list[tuple[str, Any, Any]] = [
        ("truth", verdict.get("truth"), found.truth),
        ("bucket", verdict.get("bucket"), found.bucket),
        ("rule_version", verdict.get("rule_version"), basis.rule_version),
        ("on", verdict.get("on"), basis.on),
    ]
    pairs += [
        (f"line {line['path']}", line["truth"], found.lines[line["path"]])
        for line in verdict.get("lines", [])
        if line["path"] in found.lines
    ]
    return [f"{name}: {stored} / {again}" for name, stored, again in pairs if stored != again]


def judged_again(
    tree: dict[str, Any], facts: Sequence[dict[str, Any]], denied: Iterable[str], on: date
) -> FormulaVerdict:
    """The stored facts against the stored tree, by the vocabulary and rules of now. Raises FormulaError
    when the tree names a term that can no longer be asked for."""
    held = closure([Fact.from_dict(fact) for fact in facts], on)
    return evaluate(tree, held, denied_closure(denied, on), on)


def _line_truth(groups: Groups, held: frozenset[int], out: frozenset[int]) -> str:
    worst = Truth.MET
    for group in groups:
        if held.isdisjoint(group):
            if out.issuperset(group):
                return Truth.NOT_MET.value
            worst = Truth.NOT_STATED
    return worst.value


def _sorted(groups: Iterable[Iterable[int]]) -> Groups:
    return tuple(tuple(sorted(group)) for group in groups)


def _lists(groups: Groups) -> list[list[int]]:
    return [list(group) for group in groups]


def _tuples(groups: list[list[int]]) -> Groups:
    return tuple(tuple(group) for group in groups)
