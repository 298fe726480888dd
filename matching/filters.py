"""The posting filter with what only a candidate can choose: how jobs fit, her own reach, what a fact opens."""

from __future__ import annotations

import copy
import re
from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from listings.filters import FACETS, RADII, PostingFilter, PostingFilterForm
from listings.models import JobPosting, SearchRow
from matching.selectors.fit import Standing, in_buckets, within_reach
from matching.selectors.mentions import Asked, read_asked
from matching.selectors.unlocked import formulas_opened_by
from profiles.models import CandidateProfile
from qualifications.enums import Bucket
from qualifications.vocabulary import TermRow

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


class JobSearchForm(PostingFilterForm):
    def clean_asks(self) -> str:
        return self._entry("asks")

    def clean_accepts(self) -> str:
        return self._entry("accepts")

    def _entry(self, name: str) -> str:
        typed = self.cleaned_data.get(name) or ""
        asked = read_asked(typed) if typed else None
        if typed and asked is None:
            raise forms.ValidationError(
                _("“%(typed)s” is not in our list of qualifications."), params={"typed": typed}
            )
        return asked.value if asked else ""


class JobSearchFilter(PostingFilter):
    asks = django_filters.CharFilter(label=_("Asks for"), max_length=80)
    accepts = django_filters.CharFilter(label=_("Answered by"), max_length=80)
    fit = django_filters.MultipleChoiceFilter(
        choices=Bucket.choices, label=_("Fit"), widget=forms.CheckboxSelectMultiple
    )

    reach = django_filters.ChoiceFilter(
        choices=[("mine", _("Within your reach"))], label=_("Reach")
    )
    opens = django_filters.CharFilter(label=_("Opened by"), max_length=80)
    # What a visitor says she has: narrows nothing, and is read by `visiting`.
    have = django_filters.CharFilter(max_length=4000)

    class Meta:
        model = JobPosting
        form = JobSearchForm
        fields: list[str] = []

    def __init__(
        self,
        data: QueryDict,
        *,
        standing: Standing | None = None,
        profile: CandidateProfile | None = None,
    ) -> None:
        """Without a standing a choice of fit narrows nothing, nor does reach without a profile."""
        super().__init__(_plain_pay(data))
        self.standing = standing
        self.profile = profile
        self.any_fit = False

    @property
    def fit_chosen(self) -> list[str]:
        return self.chosen.get("fit", []) if self.standing else []

    @property
    def in_reach(self) -> bool:
        return self.profile is not None and "reach" in self.chosen

    @property
    def opening_term(self) -> TermRow | None:
        """The fact whose newly opened jobs are asked for."""
        if self.standing is None or "opens" not in self.chosen:
            return None
        return self.standing.held.words.term(self.chosen["opens"])

    @cached_property
    def opened_formulas(self) -> list[int]:
        # asked by the list, its counts and each way out, and worked out once
        if self.standing is None or self.opening_term is None:
            return []
        return sorted(formulas_opened_by(self.standing, self.opening_term))

    @property
    def active_count(self) -> int:
        own: list[object] = [self.fit_chosen, self.in_reach, self.opening_term]
        own += [self.asked(name) for name in ("asks", "accepts")]
        return super().active_count + sum(bool(choice) for choice in own)

    def other_condition(self) -> Q:
        condition = super().other_condition()
        if self.standing and self.fit_chosen and not self.any_fit:
            condition &= in_buckets(self.standing, self.fit_chosen)
        if self.profile is not None and self.in_reach:
            condition &= within_reach(self.profile)
        if self.standing and self.opening_term:
            condition &= Q(formula_id__in=self.opened_formulas)
        for name in ("asks", "accepts"):
            asked = self.asked(name)
            if asked is not None:
                condition &= Q(formula_id__in=asked.formulas(name, timezone.localdate()))
        return condition

    def asked(self, name: str) -> Asked | None:
        """The qualification whose jobs are looked at."""
        typed = self.chosen.get(name, "")
        return read_asked(typed) if typed else None

    def rows_of_any_fit(self) -> QuerySet[SearchRow]:
        """The same search without the choice of fit; nothing is validated again."""
        clone = copy.copy(self)
        clone.any_fit = True
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
        query = QueryDict(self.query_string(**changes))
        return type(self)(query, standing=self.standing, profile=self.profile)

    def ways_out(self) -> list[tuple[str, dict[str, Any], int]]:
        """(name, change, jobs it would bring) for each choice whose dropping brings jobs, most first;
        a wider circle counts as one."""
        chosen = self.chosen
        tries: list[tuple[str, dict[str, Any]]] = [
            (name, {name: None})
            for name in (
                "q",
                "near",
                "pay",
                "posted",
                "asks",
                "accepts",
                "fit",
                "reach",
                "opens",
                *FACETS,
            )
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
