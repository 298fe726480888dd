"""The posting filter with one choice more: how the jobs fit the person who looks."""

from __future__ import annotations

import copy
import re
from typing import Any

import django_filters
from django import forms
from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from listings.filters import FACETS, RADII, PostingFilter
from listings.models import SearchRow
from matching.selectors.fit import Standing, in_buckets
from qualifications.enums import Bucket

# A page without results offers at most this many ways out; each costs a count.
MOST_WAYS_OUT = 8


_WRITTEN_PAY = re.compile(r"\s*\$?\s*(\d[\d,]*(?:\.\d*)?)\s*")


def _plain_pay(data: QueryDict) -> QueryDict:
    """ "$62,000" as people write it is the number 62000; anything else stays as typed."""
    written = _WRITTEN_PAY.fullmatch(data.get("pay", ""))
    if written is None:
        return data
    data = data.copy()
    data["pay"] = written[1].replace(",", "")
    return data


class JobSearchFilter(PostingFilter):
    fit = django_filters.MultipleChoiceFilter(
        choices=Bucket.choices, label=_("Fit"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: QueryDict, *, standing: Standing | None = None) -> None:
        """Without a standing a choice of fit narrows nothing."""
        super().__init__(_plain_pay(data))
        self.standing = standing

    @property
    def fit_chosen(self) -> list[str]:
        return self.chosen.get("fit", []) if self.standing else []

    def other_condition(self) -> Q:
        condition = super().other_condition()
        if self.fit_chosen and self.standing:
            condition &= in_buckets(self.standing, self.fit_chosen)
        return condition

    def rows_of_any_fit(self) -> QuerySet[SearchRow]:
        """The same search without the choice of fit; nothing is validated again."""
        clone = copy.copy(self)
        clone.standing = None
        return clone.rows()

    def counts_without(self) -> dict[str, int]:
        """Number of jobs when one chosen facet is dropped, by facet: one statement for all."""
        conditions = self.facet_conditions()
        if not conditions:
            return {}
        others = {
            name: Q(*(c for other, c in conditions.items() if other != name)) for name in conditions
        }
        # named apart from the columns the conditions speak of
        aggregates = {f"n_{name}": Count("pk", filter=q) for name, q in others.items()}
        counts = self.candidate_rows().order_by().aggregate(**aggregates)
        return {name: counts[f"n_{name}"] for name in conditions}

    def changed(self, **changes: Any) -> JobSearchFilter:
        """The filter that this one becomes when these parameters change (None drops one)."""
        return type(self)(QueryDict(self.query_string(**changes)), standing=self.standing)

    def ways_out(self) -> list[tuple[str, dict[str, Any], int]]:
        """(name, change, jobs it would bring) for each choice whose dropping brings jobs, most first;
        a wider circle counts as one."""
        chosen = self.chosen
        tries: list[tuple[str, dict[str, Any]]] = [
            (name, {name: None})
            for name in ("q", "near", "pay", "posted", "fit", *FACETS)
            if name in chosen
        ]
        if self.place:
            tries += [("radius", {"radius": n}) for n in RADII if n > self.radius_miles][:2]
        found = []
        for name, change in tries[:MOST_WAYS_OUT]:
            count = self.changed(**change).rows().count()
            if count:
                found.append((name, change, count))
        return sorted(found, key=lambda way: -way[2])
