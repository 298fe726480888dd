"""A wrong fact, put right and checked again: links on each line, and the news on the way back.

What a line said before the detour stands in the address (`?was=1.0:not_met`), so nothing has to be kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from applications.selectors.stating import add_address, edit_address, take_back_address
from profiles.models import CandidateProfile
from profiles.selectors.experience import AreaTotal, area_totals
from qualifications import vocabulary
from qualifications.enums import TermKind, Truth, VerdictKind
from qualifications.formulas import Group, Leaf, Node, leaves, parse
from qualifications.verdicts import FormulaVerdict, LineVerdict
from qualifications.vocabulary import TermRow, Vocabulary

MOST_JOBS = 3


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class LineHelp:
    """What stands under a line for the candidate herself. `counted`: the sum her years come from."""

    anchor: str
    links: tuple[Link, ...] = ()
    counted: tuple[AreaTotal, ...] = ()
    attach: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class News:
    """What became of the line that was looked at again."""

    state: str
    lead: str
    text: str
    anchor: str


def line_helps(
    verdict: FormulaVerdict, tree: dict[str, Any] | Node, profile: CandidateProfile, page: str
) -> dict[str, LineHelp]:
    """By the path of the line. `page`: the address to come back to."""
    words = vocabulary.current()
    node = parse(tree, words=words, draft=True) if isinstance(tree, dict) else tree
    totals = {total.key: total for total in area_totals(profile)}
    found = {}
    for line in verdict.lines:
        asked = leaves(_at(node, line.path))
        anchor = _anchor(line.path)
        back = f"{page}?was={line.path}:{line.truth}#{anchor}"
        areas = list(dict.fromkeys(area for leaf in asked for area in leaf.areas))
        is_open = line.truth != Truth.MET
        # Work within a setting counts only where both are at once: the line itself says how much that is.
        plain = [] if any(leaf.within for leaf in asked) else areas
        sums = tuple(totals[area] for area in plain if area in totals)
        counted = {stretch.ref for total in sums for stretch in total.stretches}
        found[line.path] = LineHelp(
            anchor,
            tuple(_links(line, asked[0], words, back)) if is_open else (),
            sums,
            tuple(_attachable(profile, areas, counted, words, back)) if is_open else (),
        )
    return found


def recheck_news(verdict: FormulaVerdict, was: str) -> News | None:
    """`was`: `<path>:<truth>` as it stood before. None when that says nothing about this list."""
    path, _colon, before = was.partition(":")
    line = next((line for line in verdict.lines if line.path == path), None)
    if line is None or before not in Truth.values:
        return None
    anchor = _anchor(path)
    if line.truth == before:
        lead = _("Checked again, and still: %(word)s.") % {"word": line.word.lower()}
        return News(line.css, lead, line.text, anchor)
    if line.is_met:
        return News(line.css, _("Now met. Well done."), line.text, anchor)
    lead = _("Thank you. Now it says: %(word)s.") % {"word": line.word.lower()}
    return News(line.css, lead, line.text, anchor)


def _anchor(path: str) -> str:
    return f"line-{path.replace('.', '-')}" if path else "line"


def _at(node: Node, path: str) -> Node:
    """The part of a formula a line stands for."""
    for step in path.split(".") if path else ():
        if not isinstance(node, Group):
            break
        node = node.children[int(step)]
    return node


def _links(line: LineVerdict, leaf: Leaf, words: Vocabulary, back: str) -> Iterator[Link]:
    term = _term(leaf, words)
    if line.kind == VerdictKind.DENIED:
        yield Link(_("This is wrong? Take it back"), take_back_address(term.label, back))
    elif line.source_refs:
        wrong = _("This is wrong? Fix it and check again")
        yield Link(wrong, edit_address(line.source_refs[0], back))
    if line.truth == Truth.NOT_STATED:
        yield Link(_("Answer now"), add_address(term, words, back))
    elif line.kind != VerdictKind.DENIED:
        yield Link(_("Add what is missing"), add_address(term, words, back))


def _term(leaf: Leaf, words: Vocabulary) -> TermRow:
    if leaf.term == "experience":
        return words.by_slug[f"experience:{leaf.areas[0]}:0"]
    state = leaf.states[0] if leaf.states else ""
    term = words.by_slug.get(f"{leaf.term}:{state}") or words.by_slug[leaf.term]
    if term.kind == TermKind.EDUCATION and leaf.fields:
        return words.by_slug[f"{leaf.term}:{leaf.fields[0]}"]
    return term


def _attachable(
    profile: CandidateProfile, areas: list[str], counted: set[str], words: Vocabulary, back: str
) -> Iterator[Link]:
    """Jobs of hers that do not count here yet, each one tick away from counting."""
    if not areas:
        return
    area = words.by_slug[f"experience:{areas[0]}:0"].label
    jobs = [job for job in profile.experience.all() if job.public_id not in counted]
    for job in jobs[:MOST_JOBS]:
        name = job.employer_name or job.job_title
        text = _("Was %(area)s part of your work at %(job)s? Count it")
        href = edit_address(f"experience:{job.public_id}", back, areas=areas[0])
        yield Link(text % {"area": area, "job": name}, href)
