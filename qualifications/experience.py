"""Dated jobs as months of experience: by area, and by area at once with a setting or a group of people."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from qualifications import vocabulary
from qualifications.enums import EntailmentKind
from qualifications.facts import Fact, Part, Shared
from qualifications.vocabulary import Vocabulary

Job = tuple[Sequence[str], date | None, date | None, str, str]
Span = tuple[date, date]


def experience_facts(
    jobs: Iterable[Job], on: date, *, words: Vocabulary | None = None
) -> list[Fact]:
    """Dated jobs (areas, start, end or None for now, label, source_ref) as one fact per area.

    Overlapping jobs count once; wider areas get the union of their narrower ones; whole months only.
    """
    words = words or vocabulary.current()
    dated: dict[str, list[tuple[int, Span, str, str]]] = {}
    undated: dict[str, tuple[str, str]] = {}
    for number, (areas, start, end, label, ref) in enumerate(jobs):
        for area in with_wider(areas, on, words):
            if start is None:
                undated[area] = (label, ref)
                continue
            span = (start, min(end or on, on))
            dated.setdefault(area, []).append((number, span, label, ref))
    around = [area for area in dated if area in words.around]
    facts = []
    for area, rows in dated.items():
        parts = _parts([(label, span) for _n, span, label, _r in rows])
        facts.append(
            Fact(
                f"experience:{area}",
                months=months_in_union(span for _n, span, _l, _r in rows),
                label=", ".join(label for label, _months in parts),
                source_ref=rows[0][3],
                parts=parts if len(parts) > 1 else (),
                together=_together(area, rows, dated, around) if area in words.main_areas else (),
            )
        )
    facts += [Fact(f"experience:{a}", label=name, source_ref=r) for a, (name, r) in undated.items()]
    return facts


def _parts(rows: list[tuple[str, Span]]) -> tuple[Part, ...]:
    """Each workplace with its own months, in the order given; nameless ones are in the total only."""
    by_label: dict[str, list[Span]] = {}
    for label, span in rows:
        if label:
            by_label.setdefault(label, []).append(span)
    return tuple((label, months_in_union(spans)) for label, spans in by_label.items())


def _together(
    own: str,
    rows: list[tuple[int, Span, str, str]],
    dated: dict[str, list[tuple[int, Span, str, str]]],
    around: list[str],
) -> tuple[Shared, ...]:
    mine = {number: span for number, span, _label, _ref in rows}
    found: list[Shared] = []
    for area in around:
        if area == own:
            continue
        spans = [span for number, span, _label, _ref in dated[area] if number in mine]
        found.append((area, months_in_union(spans) if spans else None))
    return tuple(found)


def with_wider(areas: Sequence[str], on: date, words: Vocabulary) -> list[str]:
    found: dict[str, None] = {}
    todo = [a for a in areas if a in words.steps]
    while todo:
        area = todo.pop(0)
        found.setdefault(area)
        smallest = words.by_slug[f"experience:{area}:0"]
        for weaker, kind in words.steps_down(smallest.id, on):
            if kind == EntailmentKind.AREA and words.by_id[weaker].area not in found:
                todo.append(words.by_id[weaker].area)
    return list(found)


def months_in_union(periods: Iterable[tuple[date, date]]) -> int:
    """Whole months covered, first and last day included; two jobs at once count once."""
    merged: list[tuple[date, date]] = []
    for start, last in sorted(periods):
        end = last + timedelta(days=1)
        if end <= start:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    months, days = 0, 0
    for start, end in merged:
        whole = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
        months += whole
        days += (end - _add_months(start, whole)).days
    return months + days * 12 // 365


def months_spanned(first: date, last: date) -> int:
    """Months a permit runs, begun ones counted: Jun 1 to May 31, or to Jun 1, of the next year is 12."""
    months = max(0, (last.year - first.year) * 12 + last.month - first.month)
    return months if _add_months(first, months) >= last else months + 1


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
