"""The one filter over live jobs, for the search page, landing pages, feeds and the API.

`PostingFilter(data).rows()` gives search rows in the chosen order, which is what counts and pages read;
`.qs` gives the same jobs as a JobPosting QuerySet. A value that means nothing is an error on its field;
the rest still applies.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import django_filters
from django import forms
from django.db.models import F, FloatField, Q, QuerySet, Value
from django.db.models.functions import ASin, Cos, Power, Radians, Sin, Sqrt
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.places import ALL_STATES, Place, bounding_box, find_place
from listings import words
from listings.enums import EmploymentType, JobKind, Origin, Workplace
from listings.models import JobPosting, SearchRow
from listings.requirements import NO_DEGREE, NOT_STATED, degree_ranks
from listings.searching.ranking import newest_first, order_of
from qualifications import vocabulary
from qualifications.selectors import role_families_offered, settings_offered

EARTH_MILES = 3958.8
RADII = [5, 10, 25, 50, 100, 200]
DEFAULT_RADIUS = 25
HOURS_A_YEAR = 2080
SORTS = [
    ("newest", gettext_lazy("Newest")),
    ("pay", gettext_lazy("Highest starting pay")),
    ("nearest", gettext_lazy("Nearest")),
    ("relevance", gettext_lazy("Closest to your words")),
]
POSTED = [
    ("1", gettext_lazy("Last day")),
    ("7", gettext_lazy("Last 7 days")),
    ("30", gettext_lazy("Last 30 days")),
]
# facet -> column of the search row; arrays hold any number of values
FACETS = {
    "role": "role_family",
    "kind": "kind",
    "setting": "settings",
    "type": "employment_type",
    "workplace": "workplace",
    "state": "states",
    "education": "education",
    "origin": "origin",
}
_ARRAYS = {"setting", "state", "education"}


def _roles() -> list[tuple[str, str]]:
    return list(role_families_offered().values_list("slug", "name"))


def _settings() -> list[tuple[str, str]]:
    return list(settings_offered().values_list("slug", "name"))


def _degrees() -> list[tuple[str, Any]]:
    by_slug = vocabulary.current().by_slug
    named = [(slug, by_slug[slug].name) for slug in degree_ranks()]
    return [(NO_DEGREE, _("No degree needed")), *named, (NOT_STATED, _("Not stated"))]


class PostingFilterForm(forms.Form):
    def clean_near(self) -> Place | None:
        text = self.cleaned_data.get("near")
        if not text:
            return None
        place = find_place(text)
        if place is None:
            raise forms.ValidationError(
                _(
                    "We know no such place. Write a ZIP code, or a city with its state: Cincinnati, OH."
                )
            )
        return place

    def clean_q(self) -> str:
        return words.cut(self.cleaned_data.get("q") or "")


def _several(choices: Any, label: Any) -> django_filters.MultipleChoiceFilter:
    return django_filters.MultipleChoiceFilter(
        choices=choices, label=label, widget=forms.CheckboxSelectMultiple
    )


class PostingFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=gettext_lazy("Role, license or words"))
    near = django_filters.CharFilter(label=gettext_lazy("ZIP or city"), max_length=80)
    radius = django_filters.ChoiceFilter(
        choices=[(str(n), format_lazy(gettext_lazy("{n} miles"), n=n)) for n in RADII],
        empty_label=None,
        label=gettext_lazy("Within"),
    )
    pay = django_filters.NumberFilter(
        label=gettext_lazy("Base pay at least"),
        min_value=1,
        max_value=1_000_000,
        max_digits=9,
        decimal_places=2,
    )
    pay_unit = django_filters.ChoiceFilter(
        choices=[("hour", gettext_lazy("an hour")), ("year", gettext_lazy("a year"))],
        empty_label=None,
        label=gettext_lazy("Dollars"),
    )
    posted = django_filters.ChoiceFilter(
        choices=POSTED, label=gettext_lazy("Posted"), empty_label=gettext_lazy("Any time")
    )
    sort = django_filters.ChoiceFilter(choices=SORTS, empty_label=None, label=gettext_lazy("Sort"))
    role = _several(_roles, gettext_lazy("Role"))
    kind = _several(JobKind.choices, gettext_lazy("Kind of work"))
    setting = _several(_settings, gettext_lazy("Setting"))
    type = _several(EmploymentType.choices, gettext_lazy("Employment type"))
    workplace = _several(Workplace.choices, gettext_lazy("Workplace"))
    state = _several(list(ALL_STATES.items()), gettext_lazy("State"))
    education = _several(_degrees, gettext_lazy("Education accepted"))
    origin = _several(Origin.choices, gettext_lazy("Posted by"))

    facet_columns = FACETS

    class Meta:
        model = JobPosting
        form = PostingFilterForm
        fields: list[str] = []

    def __init__(
        self,
        data: Any = None,
        queryset: QuerySet | None = None,
        *,
        extra: Q | None = None,
        **kwargs: Any,
    ):
        """`extra`: a further condition on search rows (`Q(formula__in=...)`), for rooms above.
        `queryset`: jobs to choose from, when not all live ones."""
        self.narrowed = queryset is not None
        self.extra = extra
        queryset = JobPosting.objects.live() if queryset is None else queryset
        super().__init__(data if data is not None else QueryDict(), queryset=queryset, **kwargs)

    # --- what was asked ---------------------------------------------------------------------

    @property
    def chosen(self) -> dict[str, Any]:
        """Valid values only, by parameter; empty ones left out. `near` is a Place."""
        self.form.is_valid()
        return {
            name: value
            for name, value in self.form.cleaned_data.items()
            if value not in ("", None, [])
        }

    @property
    def place(self) -> Place | None:
        return self.chosen.get("near")

    @property
    def radius_miles(self) -> int:
        return int(self.chosen.get("radius") or DEFAULT_RADIUS)

    @property
    def usual_sort(self) -> str:
        return "relevance" if "q" in self.chosen else "newest"

    @property
    def sorted_by(self) -> str:
        return self.chosen.get("sort") or self.usual_sort

    @property
    def active_count(self) -> int:
        """How many choices narrow the result: each value of each facet, and each other field once."""
        chosen = self.chosen
        single = sum(name in chosen for name in ("q", "near", "pay", "posted"))
        return single + sum(len(chosen.get(name, [])) for name in FACETS)

    @property
    def asked_unit(self) -> str:
        """What the asked pay is by: a number under 1,000 without a unit is by the hour."""
        return self.chosen.get("pay_unit") or ("hour" if self.chosen["pay"] < 1000 else "year")

    def pay_floor(self) -> int | None:
        """The asked base pay in dollars a year."""
        amount: Decimal | None = self.chosen.get("pay")
        if amount is None:
            return None
        return int(amount * HOURS_A_YEAR if self.asked_unit == "hour" else amount)

    def query_string(self, **changes: Any) -> str:
        """The canonical query string of these choices: fixed order, sorted values, no defaults, no page.
        `changes` replaces values first (None drops a parameter)."""
        raw = {**self._typed(), **changes}
        pairs: list[tuple[str, str]] = []
        for name in self.base_filters:
            value = raw.get(name)
            if value in (None, "", []) or (name, str(value)) == ("radius", str(DEFAULT_RADIUS)):
                continue
            values = (
                sorted({str(v) for v in value})
                if isinstance(value, list | tuple | set)
                else [str(value)]
            )
            pairs.extend((name, v) for v in values)
        names = {name for name, _value in pairs}
        if "near" not in names:
            pairs = [p for p in pairs if p[0] != "radius" and p != ("sort", "nearest")]
        usual = "relevance" if "q" in names else "newest"
        pairs = [p for p in pairs if p != ("sort", usual)]
        if "q" not in names:
            pairs = [p for p in pairs if p != ("sort", "relevance")]
        if "pay" not in names:
            pairs = [p for p in pairs if p[0] != "pay_unit"]
        return urlencode(pairs, safe=":,")

    def _typed(self) -> dict[str, Any]:
        chosen = self.chosen
        typed = {name: value for name, value in chosen.items() if name != "near"}
        if "near" in chosen:
            typed["near"] = " ".join(str(self.data.get("near", "")).split())
        return typed

    # --- as conditions on search rows -------------------------------------------------------

    def facet_conditions(self) -> dict[str, Q]:
        """Each chosen facet by itself, so that counts can leave one out."""
        chosen = self.chosen
        found: dict[str, Q] = {}
        for facet, column in FACETS.items():
            if facet in chosen:
                lookup = "overlap" if facet in _ARRAYS else "in"
                found[facet] = Q(**{f"{column}__{lookup}": list(chosen[facet])})
        if "posted" in chosen:
            since = timezone.now() - dt.timedelta(days=int(chosen["posted"]))
            found["posted"] = Q(published_at__gte=since)
        return found

    def other_condition(self) -> Q:
        """Words, place and pay, and what a room above added."""
        condition = self.extra or Q()
        query = words.search_query(self.chosen.get("q", ""))
        if query is not None:
            condition &= Q(words=query)
        floor = self.pay_floor()
        if floor is not None:
            condition &= Q(pay_annual_min__gte=floor)
        if self.place:
            south, north, west, east = bounding_box(
                self.place.lat, self.place.lng, self.radius_miles
            )
            condition &= Q(lat__range=(south, north), lng__range=(west, east))
        return condition

    def candidate_rows(self) -> QuerySet[SearchRow]:
        """Rows under everything but the facets; `miles` is annotated when a place is chosen."""
        rows = SearchRow.objects.all()
        if self.place:
            rows = rows.annotate(miles=_miles_from(self.place)).filter(miles__lte=self.radius_miles)
        if self.narrowed:
            rows = rows.filter(posting__in=self.queryset.order_by().values("pk"))
        return rows.filter(self.other_condition())

    def rows(self) -> QuerySet[SearchRow]:
        """Search rows under all choices, in the chosen order down to the last tie."""
        rows = self.candidate_rows()
        for condition in self.facet_conditions().values():
            rows = rows.filter(condition)
        return rows.order_by(*self._order(rows))

    def _order(self, rows: QuerySet[SearchRow]) -> list[Any]:
        newest = newest_first()
        sort = self.sorted_by
        if sort == "pay":
            return [F("pay_annual_min").desc(nulls_last=True), F("posting").desc()]
        if sort == "nearest" and self.place:
            return [F("miles").asc(), *newest]
        if sort == "relevance":
            return order_of(self.chosen.get("q", ""), rows)
        return newest

    def filter_queryset(self, queryset: QuerySet[JobPosting]) -> QuerySet[JobPosting]:
        return queryset.filter(pk__in=self.rows().order_by().values("posting"))


def _miles_from(place: Place) -> Any:
    """Great-circle distance, the same formula as `core.places.miles_between`."""
    half_lat = Radians(F("lat") - Value(place.lat)) / 2.0
    half_lng = Radians(F("lng") - Value(place.lng)) / 2.0
    lat = Radians(F("lat"))
    inside = Power(Sin(half_lat), 2) + Cos(lat) * Cos(
        Radians(Value(place.lat, FloatField()))
    ) * Power(Sin(half_lng), 2)
    return ASin(Sqrt(inside)) * Value(2 * EARTH_MILES, FloatField())
