"""The order of a search by words: what the title and the role name, then how new, then how sought after.

Every part asks *whether* something is said, never how often, so that repeating words moves nothing; words
in the text of a job make it found and never lift it. See docs/search-ranking.md.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Case, F, Func, IntegerField, Q, QuerySet, Value, When
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone

from listings.models import SearchRow
from listings.words import Wanted, any_of, wanted_words
from qualifications.models import RoleFamily
from qualifications.vocabulary import Vocabulary, current

# Only the newest matches are ordered by words; older ones follow by date. Totals and counts know no bound.
NEWEST_RANKED = 2000
# What each named thing is worth: in its own words, in words that mean the same, by the role of the job.
IN_TITLE, SAME_IN_TITLE, BY_ROLE = 12, 9, 4
# All of it side by side as typed; and little else beside it: a title that lists a dozen things is about none.
SIDE_BY_SIDE, LITTLE_ELSE = 8, 4
OTHER_WORDS = 2
FRESH_DAYS = (3, 14, 45)
# Filled where applications are counted per opening.
_SOUGHT = "applicants_per_opening"
_IS_COUNTED = any(field.name == _SOUGHT for field in SearchRow._meta.get_fields())


Roles = dict[str, set[str]]


def newest_first() -> list[Any]:
    return [F("published_at").desc(), F("posting").desc()]


def order_of(query: str, rows: QuerySet[SearchRow] | None = None) -> list[Any]:
    """`ORDER BY` for a search by these words; with `rows`, its matches, only the newest are ranked."""
    words = current()
    wanted = [w for w in wanted_words(query, words) if not w.excluded]
    if not wanted:
        return newest_first()
    closeness: Any = closeness_of(wanted, role_names(words))
    if rows is not None:
        newest = rows.order_by(*newest_first()).values("pk")[:NEWEST_RANKED]
        closeness = Case(
            When(pk__in=newest, then=closeness), default=Value(-1), output_field=IntegerField()
        )
    sought = [F(_SOUGHT).asc(nulls_first=True)] if _IS_COUNTED else []
    return [closeness.desc(), freshness().desc(), *sought, *newest_first()]


def closeness_of(wanted: list[Wanted], roles: Roles) -> Any:
    """A whole number, from the short vector of the title and the role alone: both lie in the row."""
    total: Any = Value(0)
    for one in wanted:
        total = total + _named(one, roles)
    typed = " ".join(one.typed for one in wanted)
    if len(wanted) > 1 and typed.lower() in roles:
        families = Q(role_family__in=sorted(roles[typed.lower()]))
        total = total + _points(families, BY_ROLE * len(wanted))
    if len(typed.split()) > 1:
        total = total + _points(Q(title_words=any_of((typed,))), SIDE_BY_SIDE)
    anything = Q(title_words=any_of(tuple(c for one in wanted for c in one.choices)))
    little_else = LessThanOrEqual(
        Func(F("title_words"), function="length", output_field=IntegerField()),
        len(typed.split()) + OTHER_WORDS,
    )
    return total + _points(anything & Q(little_else), LITTLE_ELSE)


def _named(one: Wanted, roles: Roles) -> Any:
    own, *others = one.choices
    whens = [When(title_words=any_of((own,)), then=Value(IN_TITLE))]
    if others:
        whens.append(When(title_words=any_of(tuple(others)), then=Value(SAME_IN_TITLE)))
    families = sorted({slug for choice in one.choices for slug in roles.get(choice.lower(), ())})
    if families:
        whens.append(When(role_family__in=families, then=Value(BY_ROLE)))
    return Case(*whens, default=Value(0), output_field=IntegerField())


def _points(condition: Q, points: int) -> Any:
    return Case(When(condition, then=Value(points)), default=Value(0), output_field=IntegerField())


def role_names(words: Vocabulary) -> Roles:
    """What role families go by, in small letters; remembered for each version of the vocabulary."""
    remembered = words.memory["role_names"]
    if not remembered:
        found: dict[str, set[str]] = {}
        for slug, name, others in RoleFamily.objects.values_list("slug", "name", "synonyms"):
            for called in (name, *others):
                found.setdefault(called.lower(), set()).add(slug)
        remembered["names"] = found
    names: Roles = remembered["names"]
    return names


def freshness() -> Any:
    """In steps, so that jobs of the same days can be told apart by what comes next."""
    now = timezone.now()
    whens = [
        When(published_at__gte=now - dt.timedelta(days=days), then=Value(len(FRESH_DAYS) - step))
        for step, days in enumerate(FRESH_DAYS)
    ]
    return Case(*whens, default=Value(0), output_field=IntegerField())
