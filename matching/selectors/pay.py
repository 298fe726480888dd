"""What live jobs offer: distribution and groups for the pay page."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F, IntegerField, QuerySet
from django.db.models.functions import Cast, Floor

from core.places import ALL_STATES
from listings.models import SearchRow
from listings.requirements import degree_ranks
from matching.selectors.figures import Unnest
from matching.selectors.statistics import FEWEST, MID_HOURLY, Spread, spread_of, spreads_by
from qualifications.models import RoleFamily, Setting, Term

MOST_BARS = 14
MOST_ROWS = 10


@dataclass(frozen=True, slots=True)
class PayQuestion:
    """What the reader asked for; empty strings leave the question open."""

    role: str = ""
    state: str = ""
    education: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """`count` live jobs whose middle pay is from `start` to under `end` dollars an hour."""

    start: int
    end: int
    count: int


@dataclass(frozen=True, slots=True)
class PayGroup:
    """One way to part the jobs: the `MOST_ROWS` values with most jobs, the rest, and how many values
    were too few to show. Both lists by typical pay, highest first."""

    spreads: list[Spread]
    rest: list[Spread]
    hidden: int


def rows_for(question: PayQuestion) -> QuerySet:
    rows = SearchRow.objects.filter(pay_annual_min__isnull=False)
    if question.role:
        rows = rows.filter(role_family=question.role)
    if question.state:
        rows = rows.filter(state_code=question.state)
    if question.education:
        rows = rows.filter(education__contains=[question.education])
    return rows


def pay_spread(question: PayQuestion) -> Spread:
    return spread_of(rows_for(question))


def pay_bars(question: PayQuestion) -> list[Bar]:
    """Equal steps, at most `MOST_BARS`; the first and last also hold what lies beyond. Empty when too
    few jobs to show."""
    groups = (
        rows_for(question)
        .order_by()
        .values(dollar=Cast(Floor(MID_HOURLY), IntegerField()))
        .annotate(n=Count("*"))
    )
    counts = {row["dollar"]: row["n"] for row in groups}
    if sum(counts.values()) < FEWEST:
        return []
    low, high = _ends(counts)
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 1000) if (high // s - low // s) < MOST_BARS)
    starts = range(low // step * step, high + 1, step)
    bars = [
        Bar(start, start + step, sum(counts.get(d, 0) for d in range(start, start + step)))
        for start in starts
    ]
    beyond = sum(n for dollar, n in counts.items() if dollar >= bars[-1].end)
    below = sum(n for dollar, n in counts.items() if dollar < bars[0].start)
    bars[-1] = Bar(bars[-1].start, bars[-1].end, bars[-1].count + beyond)
    bars[0] = Bar(bars[0].start, bars[0].end, bars[0].count + below)
    return bars


def _ends(counts: dict[int, int]) -> tuple[int, int]:
    """Where the picture starts and ends: one job in a hundred on either side joins the last bar, so that
    a slip of the pen does not flatten everything else."""
    allowed = sum(counts.values()) // 100
    dollars = sorted(counts)
    low, seen = dollars[0], 0
    for dollar in dollars:
        seen += counts[dollar]
        if seen > allowed:
            low = dollar
            break
    high, seen = dollars[-1], 0
    for dollar in reversed(dollars):
        seen += counts[dollar]
        if seen > allowed:
            high = dollar
            break
    return low, high


def pay_by_role(question: PayQuestion) -> PayGroup:
    return _group(spreads_by(rows_for(question), "role_family"), role_names())


def pay_by_state(question: PayQuestion) -> PayGroup:
    return _group(spreads_by(rows_for(question), "state_code"), ALL_STATES)


def pay_by_setting(question: PayQuestion) -> PayGroup:
    rows = rows_for(question).annotate(one=Unnest(F("settings")))
    return _group(spreads_by(rows, "one"), setting_names())


def pay_by_education(question: PayQuestion) -> PayGroup:
    rows = rows_for(question).annotate(one=Unnest(F("education")))
    return _group(spreads_by(rows, "one"), education_names())


def _group(spreads: list[Spread], names: dict[str, str]) -> PayGroup:
    known = [spread for spread in spreads if spread.key in names]
    shown = [Spread(names[s.key], s.count, s.low, s.typical, s.high) for s in known if s.shown]
    # a list that is only a little longer is shown whole
    cut = len(shown) if len(shown) <= MOST_ROWS + 2 else MOST_ROWS
    return PayGroup(_by_pay(shown[:cut]), _by_pay(shown[cut:]), len(known) - len(shown))


def _by_pay(spreads: list[Spread]) -> list[Spread]:
    return sorted(spreads, key=lambda spread: (-(spread.typical or 0), spread.key))


def role_names() -> dict[str, str]:
    families = RoleFamily.objects.filter(is_excluded=False, retired=False)
    return dict(families.order_by("name").values_list("slug", "name"))


def setting_names() -> dict[str, str]:
    return dict(Setting.objects.filter(retired=False).values_list("slug", "name"))


def education_names() -> dict[str, str]:
    """Degrees without their fields, lowest first."""
    slugs = list(degree_ranks())
    names = dict(Term.objects.filter(slug__in=slugs).values_list("slug", "name"))
    return {slug: names[slug] for slug in slugs if slug in names}
