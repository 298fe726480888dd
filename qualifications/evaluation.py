"""Does this person meet these requirements? Three-valued, monotone, and told in sentences."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from qualifications.compiling import compiled
from qualifications.enums import Bucket, Truth, VerdictKind
from qualifications.formulas import Group, Leaf, Node, bind, leaves, parse
from qualifications.holding import Held
from qualifications.line_verdicts import Case, Finding, leaf_line, leaf_truth, line_from
from qualifications.sentences import sentence
from qualifications.verdicts import RULE_VERSION, FormulaVerdict, LineVerdict, PathVerdict

__all__ = ["RULE_VERSION", "evaluate", "kleene"]

MET, NOT_MET, NOT_STATED = Truth.MET.value, Truth.NOT_MET.value, Truth.NOT_STATED.value
NEARNESS = {MET: 0, NOT_STATED: 1, NOT_MET: 2}


def evaluate(
    node_or_tree: Node | dict[str, Any],
    held: Held,
    denied: Iterable[int] = (),
    on: date | None = None,
    job_state: str | tuple[str, ...] = "",
) -> FormulaVerdict:
    """`denied`: ids from `denied_closure`. `on` must be the day of `held`; it is there to be checked.

    `job_state`: a state or several, for licenses that name none; formulas stored by `for_tree` have theirs.
    """
    if on is not None and on != held.on:
        raise ValueError(f"Facts closed on {held.on} cannot be judged on {on}.")
    words = held.words
    tree = node_or_tree
    node = (
        words.remember("parsed", repr(tree), lambda: parse(tree, words=words, draft=True))
        if (isinstance(tree, dict))
        else tree
    )
    states = (job_state,) if isinstance(job_state, str) and job_state else tuple(job_state)
    node = bind(node, states, words=words)
    case = Case(held, frozenset(denied), words)
    return _verdict(node, case)


def kleene(node: Node, case: Case) -> str:
    """Truth of a subtree; within it preferred lines ask for nothing, unless it is preferred itself."""
    if isinstance(node, Leaf):
        return leaf_truth(node, case)
    counted = [c for c in node.children if c.required] if node.required else list(node.children)
    truths = [kleene(child, case) for child in counted]
    return combine(truths, _needed(node, len(truths)))


def _needed(group: Group, size: int) -> int:
    return {"all": size, "any": min(1, size)}.get(group.op, group.n or 1)


def combine(truths: list[str], needed: int) -> str:
    """At least `needed` of these, in Kleene's logic."""
    if truths.count(MET) >= needed:
        return MET
    return NOT_STATED if len(truths) - truths.count(NOT_MET) >= needed else NOT_MET


def _verdict(node: Node, case: Case) -> FormulaVerdict:
    top = node if isinstance(node, Group) and node.op == "all" else Group("all", (node,))
    spine, alls, preferred, ordered = _lay_out(top, case)
    paths = _paths(spine[0], spine[1], case) if spine else ()
    needed = _needed(spine[0], len(paths)) if spine else 1
    # Wishes alone ask for nothing.
    truth = kleene(top, case) if top.required else MET
    form = compiled(node, case.words)
    out, unstated, _number = form.gaps(case.held.ids, case.not_held)
    asked = bool(form.required_count)
    bucket = _bucket(out, unstated) if asked else Bucket.NO_REQUIREMENTS.value
    shown = _nearest(paths, needed)
    deciding = [line for path in shown for line in path.lines if line.required] + list(alls)
    counts = _counts(deciding)
    return FormulaVerdict(
        truth=truth,
        bucket=bucket,
        summary=_summary(bucket, out, deciding),
        headline=_headline(bucket, shown, paths, counts),
        strip=tuple(line.css for line in deciding),
        strip_label=_strip_label(counts),
        lines=tuple(_flat(ordered, paths)),
        paths=paths,
        paths_needed=needed,
        alls=tuple(alls),
        preferred=tuple(preferred),
        gaps=out,
        unstated=unstated,
        due_later=counts["due_later"],
        on=case.held.on.isoformat(),
        counts=counts,
    )


def _bucket(out: int, unstated: int) -> str:
    if out:
        return (Bucket.ONE_GAP if out == 1 else Bucket.STRETCH).value
    return (Bucket.COULD_MEET if unstated else Bucket.MEETS_ALL).value


def _lay_out(
    top: Group, case: Case
) -> tuple[
    tuple[Group, str] | None, list[LineVerdict], list[LineVerdict], list[LineVerdict | None]
]:
    """The first group of real alternatives is shown as paths; everything else as lines.

    `ordered` keeps the order written, None standing where the paths go.
    """
    spine: tuple[Group, str] | None = None
    alls: list[LineVerdict] = []
    preferred: list[LineVerdict] = []
    ordered: list[LineVerdict | None] = []
    for child, path in _flattened(top, ""):
        if spine is None and isinstance(child, Group) and _is_spine(child):
            spine = (child, path)
            ordered.append(None)
            continue
        line = _line(child, path, case)
        (alls if line.required else preferred).append(line)
        ordered.append(line)
    return spine, alls, preferred, ordered


def _flattened(group: Group, path: str) -> list[tuple[Node, str]]:
    found: list[tuple[Node, str]] = []
    for number, child in enumerate(group.children):
        place = f"{path}.{number}" if path else str(number)
        if isinstance(child, Group) and child.op == "all":
            found += _flattened(child, place)
        else:
            found.append((child, place))
    return found


def _is_spine(group: Group) -> bool:
    choice = group.op != "all" and group.required
    return choice and any(isinstance(child, Group) for child in group.children)


def _paths(group: Group, path: str, case: Case) -> tuple[PathVerdict, ...]:
    found = []
    for number, child in enumerate(group.children):
        place = f"{path}.{number}"
        parts: list[tuple[Node, str]] = [(child, place)]
        if isinstance(child, Group) and child.op == "all":
            parts = _flattened(child, place)
        lines = tuple(_line(part, spot, case) for part, spot in parts)
        truth = kleene(child, case)
        label = child.label if isinstance(child, Group) else ""
        found.append(PathVerdict(chr(65 + number), label, truth, _path_summary(lines), lines))
    return tuple(found)


def _line(node: Node, path: str, case: Case) -> LineVerdict:
    if isinstance(node, Leaf):
        return leaf_line(node, path, case)
    inside = leaves(node)
    parts = [_line(child, f"{path}.{i}", case) for i, child in enumerate(node.children)]
    truth = kleene(node, case)
    best = sorted(parts, key=lambda part: (NEARNESS[part.truth], _later(part)))
    best = best[: _needed(node, len(best))] if truth == MET else _telling(parts)
    chosen = best[0]
    text = node.label or sentence(node, words=case.words)
    line = line_from(Finding(truth, chosen.kind), text, node.required, path, inside, case)
    return _with_facts(line, best)


def _later(line: LineVerdict) -> bool:
    return line.kind == VerdictKind.DUE_LATER


def _telling(parts: list[LineVerdict]) -> list[LineVerdict]:
    """Of lines that fall short: the one with a fact to show, else the first not stated, else the first."""
    order = sorted(parts, key=lambda part: (not part.fact, NEARNESS[part.truth] == 0))
    with_fact = [part for part in order if part.fact and not part.is_met]
    open_parts = [part for part in parts if part.truth == NOT_STATED]
    return [(with_fact or open_parts or order)[0]]


def _with_facts(line: LineVerdict, best: list[LineVerdict]) -> LineVerdict:
    facts = "; ".join(dict.fromkeys(part.fact for part in best if part.fact))
    refs = tuple(dict.fromkeys(ref for part in best for ref in part.source_refs))
    you = " ".join(dict.fromkeys(part.you for part in best))
    why = " ".join(dict.fromkeys(part.why for part in best if part.why))
    values = {name: getattr(line, name) for name in LineVerdict.__slots__}
    return LineVerdict(**{**values, "fact": facts, "you": you, "why": why, "source_refs": refs})


def _nearest(paths: tuple[PathVerdict, ...], needed: int) -> list[PathVerdict]:
    def distance(path: PathVerdict) -> tuple[int, int, str]:
        truths = [line.truth for line in path.lines if line.required]
        return (truths.count(NOT_MET), truths.count(NOT_STATED), path.letter)

    return sorted(paths, key=distance)[:needed]


def _counts(lines: list[LineVerdict]) -> dict[str, int]:
    later = sum(_later(line) for line in lines)
    return {
        "met": sum(line.is_met for line in lines) - later,
        "not_met": sum(line.truth == NOT_MET for line in lines),
        "not_stated": sum(line.truth == NOT_STATED for line in lines),
        "due_later": later,
    }


def _summary(bucket: str, out: int, deciding: list[LineVerdict]) -> str:
    if bucket == Bucket.NO_REQUIREMENTS:
        return _("No requirements stated")
    if bucket == Bucket.MEETS_ALL:
        return _("Meets all %(n)d") % {"n": len(deciding)}
    if bucket == Bucket.COULD_MEET:
        n = sum(line.truth == NOT_STATED for line in deciding)
        return ngettext("%(n)d not stated", "%(n)d not stated", n) % {"n": n}
    if bucket == Bucket.ONE_GAP:
        text = next((line.text for line in deciding if line.truth == NOT_MET), "")
        return _("1 gap: %(what)s") % {"what": text}
    return ngettext("%(n)d gap", "%(n)d gaps", out) % {"n": out}


def _path_summary(lines: tuple[LineVerdict, ...]) -> str:
    counts = _counts([line for line in lines if line.required])
    if not counts["not_met"] and not counts["not_stated"]:
        return _("You meet this path")
    return _shortfall(counts)


def _shortfall(counts: dict[str, int]) -> str:
    parts = []
    if counts["not_met"]:
        parts.append(_("%(n)d not met") % {"n": counts["not_met"]})
    if counts["not_stated"]:
        parts.append(_("%(n)d not stated") % {"n": counts["not_stated"]})
    return ", ".join(parts)


def _strip_label(counts: dict[str, int]) -> str:
    parts = [_("%(n)d met") % {"n": counts["met"]}] if counts["met"] else []
    if short := _shortfall(counts):
        parts.append(short)
    if counts["due_later"]:
        parts.append(_("%(n)d due later") % {"n": counts["due_later"]})
    return ", ".join(parts)


def _headline(
    bucket: str, shown: list[PathVerdict], paths: tuple[PathVerdict, ...], counts: dict[str, int]
) -> str:
    if bucket == Bucket.NO_REQUIREMENTS:
        return _("This job states no requirements.")
    parts = []
    met = [path.letter for path in shown if path.is_met]
    if paths and len(met) == len(shown):
        text = ngettext(
            "You meet path %(letter)s of %(n)d.", "You meet paths %(letter)s of %(n)d.", len(met)
        )
        parts.append(text % {"letter": ", ".join(met), "n": len(paths)})
    elif bucket == Bucket.MEETS_ALL:
        parts.append(_("You meet everything this job requires."))
    if counts["not_met"]:
        text = ngettext(
            "%(n)d requirement is not met.", "%(n)d requirements are not met.", counts["not_met"]
        )
        parts.append(text % {"n": counts["not_met"]})
    if counts["not_stated"]:
        text = ngettext("%(n)d is not stated.", "%(n)d are not stated.", counts["not_stated"])
        parts.append(text % {"n": counts["not_stated"]})
    if counts["due_later"]:
        text = ngettext(
            "%(n)d is due after hire.", "%(n)d are due after hire.", counts["due_later"]
        )
        parts.append(text % {"n": counts["due_later"]})
    return " ".join(parts)


def _flat(ordered: list[LineVerdict | None], paths: tuple[PathVerdict, ...]) -> list[LineVerdict]:
    flat: list[LineVerdict] = []
    for line in ordered:
        flat += [line] if line is not None else [part for path in paths for part in path.lines]
    return flat
