"""A gap in words: what to say, renew, buy or gain, and the usual way there with its time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from qualifications.closers import Gap
from qualifications.enums import GapKind, TermKind
from qualifications.holding import Fact, Held
from qualifications.pathways import Leg, Way, months_worked, ways_to
from qualifications.sentences import (
    around_text,
    duration,
    fact_text,
    license_name,
    list_of,
    state_name,
    title_in,
)
from qualifications.vocabulary import TermRow, Vocabulary

MOST_OTHER_WAYS = 2
NO_EXAM = "None"  # how the catalogue writes it


@dataclass(frozen=True, slots=True)
class LegWords:
    """One leg: what it leads to, the usual route, and its small facts in a row."""

    goal: str
    route: str
    facts: tuple[str, ...]
    source: str
    verified_on: date | None


@dataclass(frozen=True, slots=True)
class Step:
    """title: what to do, as a sentence. text: why and how it counts. time: in all, as a range.
    short: the fact alone ("CCM"). legs: the shortest way; others: one line for each other way."""

    gap: Gap
    title: str
    short: str
    text: str
    time: str
    legs: tuple[LegWords, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return self.gap.kind


def step_of(gap: Gap, held: Held, denied: Iterable[int] = ()) -> Step:
    words = held.words
    term = words.by_id[gap.term_id]
    short = fact_name(gap.fact, words)
    title = _title(gap, term, short, held)
    if gap.kind != GapKind.GAIN:
        return Step(gap, title, short, _text(gap, held), _("One minute") if gap.is_told else "")
    if gap.fact.together:
        text = _("Only time that is both at once counts.")
        return Step(gap, title, short, text, duration(_left_at_once(gap.fact, held)))
    ways = ways_to(term, held, denied)
    if not ways:
        text = _("We know no usual way to it yet.")
        return Step(gap, title, short, text, "")
    best, rest = ways[0], ways[1 : 1 + MOST_OTHER_WAYS]
    state = gap.fact.state
    return Step(
        gap,
        title,
        short,
        _taken_for_granted(best, words),
        time_of_way(best),
        tuple(_leg(leg, state, held, timed=len(best.legs) > 1) for leg in best.legs),
        tuple(_other(way, state, words) for way in rest),
    )


def fact_name(fact: Fact, words: Vocabulary) -> str:
    """The fact as a noun: `LISW license in Ohio`, `2 years in case management`, `CCM`."""
    if fact.term.startswith("experience:"):
        area = " ".join(
            [
                words.by_slug[f"{fact.term}:0"].label,
                *(around_text(a, words) for a, _m in fact.together),
            ]
        )
        if not fact.months:
            return _("experience in %(area)s") % {"area": area}
        length = duration(fact.months)
        return _("%(length)s in %(area)s") % {"length": length, "area": area}
    term = words.by_slug[fact.term]
    if term.kind == TermKind.LICENSE:
        return _license_name(fact, term, words)
    if fact.state:
        place = state_name(fact.state, words)
        return _("%(what)s in %(state)s") % {"what": term.label, "state": place}
    return term.name if term.kind == TermKind.EDUCATION else term.label


def _license_name(fact: Fact, term: TermRow, words: Vocabulary) -> str:
    if not fact.state:
        return license_name(term.label)
    title = title_in(term.level, [fact.state], words) or term.label
    place = state_name(fact.state, words)
    if fact.multistate:
        text = _("multistate %(license)s from %(state)s")
    elif fact.privilege:
        text = _("%(title)s privilege for %(state)s")
    else:
        text = _("%(license)s in %(state)s")
    return text % {"title": title, "license": license_name(title), "state": place}


def _title(gap: Gap, term: TermRow, short: str, held: Held) -> str:
    text = {
        GapKind.TELL.value: _("Say whether you have: %(what)s"),
        GapKind.RENEW.value: _("Renew: %(what)s"),
        GapKind.FINISH.value: _("Finish what is under way: %(what)s"),
        GapKind.RESTORE.value: _("Back in good standing: %(what)s"),
        GapKind.BUY_PRIVILEGE.value: _("Buy the %(what)s"),
        GapKind.TRANSFER.value: _("Carry your license over: %(what)s"),
    }.get(gap.kind) or _gain_title(term)
    if gap.kind == GapKind.GAIN and term.kind == TermKind.EXPERIENCE:
        return _work_title(gap.fact, term, short, held)
    return text % {"what": short}


def _gain_title(term: TermRow) -> str:
    return {
        TermKind.LICENSE: _("Get the %(what)s"),
        TermKind.EDUCATION: _("Finish your schooling: %(what)s"),
        TermKind.CERTIFICATION: _("Earn the certificate: %(what)s"),
        TermKind.LANGUAGE: _("Speak well enough: %(what)s"),
        TermKind.SKILL: _("Learn: %(what)s"),
    }.get(TermKind(term.kind), _("Get: %(what)s"))


def _work_title(fact: Fact, term: TermRow, short: str, held: Held) -> str:
    worked = months_worked(term.area, held)
    if fact.together:
        left = duration(_left_at_once(fact, held))
        area = fact_name(replace(fact, months=0), held.words)
        return _("Work %(left)s: %(area)s") % {"left": left, "area": area}
    if not worked:
        return _("Work %(what)s") % {"what": short}
    left = duration(max((fact.months or 0) - worked, 1))
    return _("Work %(left)s more in %(area)s") % {"left": left, "area": term.label}


def _left_at_once(fact: Fact, held: Held) -> int:
    around = {area for area, _months in fact.together}
    done = [
        months or 0
        for own in held.facts
        if own.term == fact.term
        for area, months in own.together
        if area in around
    ]
    return max((fact.months or 0) - max(done, default=0), 1)


def _text(gap: Gap, held: Held) -> str:
    words = held.words
    own = held.facts[gap.own] if gap.own is not None else None
    stated = _("You: %(fact)s.") % {"fact": fact_text(own, words)} if own else ""
    place = state_name(gap.fact.state, words)
    compact = words.compact_names.get(gap.fact.term, "")
    text = {
        GapKind.TELL.value: _("You have not told us. A “no” helps as well."),
        GapKind.RENEW.value: _("It counts again once renewed."),
        GapKind.FINISH.value: _("It counts once it is done."),
        GapKind.RESTORE.value: _("Only a license in good standing counts."),
        GapKind.BUY_PRIVILEGE.value: _(
            "Both states take part in the %(compact)s. A privilege is bought for each state; it never comes by itself."
        ),
        GapKind.TRANSFER.value: _(
            "Ask the board of %(state)s for a license on the strength of the one you hold: no new schooling."
        ),
    }[gap.kind] % {"compact": compact, "state": place}
    return f"{stated} {text}".strip()


def _taken_for_granted(way: Way, words: Vocabulary) -> str:
    if not way.assumes:
        return ""
    named = list_of([words.by_id[i].name for i in way.assumes], _("and"))
    return _("If you have this, which you have not told us: %(what)s.") % {"what": named}


def _leg(leg: Leg, state: str, held: Held, *, timed: bool) -> LegWords:
    """`timed`: with its own time; a single leg leaves it to the step."""
    words = held.words
    exam = _("No exam") if leg.exam == NO_EXAM else leg.exam
    facts = [_leg_time(leg) if timed else "", leg.online, leg.hours, exam]
    return LegWords(
        goal=_goal_name(leg.goal, state, words),
        route=leg.route
        or _("Work in this field; part time counts, and two jobs at once count once"),
        facts=tuple(fact for fact in facts if fact),
        source=leg.source,
        verified_on=leg.verified_on,
    )


def _goal_name(goal: int, state: str, words: Vocabulary) -> str:
    """A license by the title of the state in question."""
    term = words.by_id[goal]
    if term.kind == TermKind.LICENSE and state:
        return title_in(term.level, [state], words) or term.label
    if term.kind == TermKind.EXPERIENCE:
        return _("%(length)s in %(area)s") % {
            "length": duration(term.months or 0),
            "area": term.label,
        }
    return term.label


def _leg_time(leg: Leg) -> str:
    if not leg.worked:
        return leg.typical_time or _range(leg.months_min, leg.months_max)
    done = duration(leg.worked)
    if leg.months_max == 0:
        return _("your %(done)s of work already count") % {"done": done}
    left = _range(leg.months_min, leg.months_max)
    return _("%(left)s, after the %(done)s you have") % {"left": left, "done": done}


def time_of_way(way: Way) -> str:
    """The whole way as a range; a single leg in the catalogue's own words."""
    if len(way.legs) == 1:
        return _leg_time(way.legs[0])
    months = way.months
    return _("%(time)s in all") % {"time": _range(*months)} if months else ""


def _range(low: float | None, high: float | None) -> str:
    """ "9 to 24 months", "2 to 4 years", "1 year"."""
    if low is None or high is None:
        return ""
    least, most = round(low), round(high)
    if most == 0:
        return _("days")
    if least == most:
        return duration(most)
    if least == 0:
        return _("up to %(most)s") % {"most": duration(most)}
    if least % 12 == 0 and most % 12 == 0:
        return _("%(least)d to %(most)d years") % {"least": least // 12, "most": most // 12}
    return _("%(least)d to %(most)d months") % {"least": least, "most": most}


def _other(way: Way, state: str, words: Vocabulary) -> str:
    """ "Bachelor of nursing, 4 years"."""
    routes = [leg.route or _goal_name(leg.goal, state, words) for leg in way.legs]
    time = time_of_way(way)
    joined = _(", then ").join(routes)
    return f"{joined}: {time}" if time else joined
