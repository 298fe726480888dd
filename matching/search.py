"""The search page put together: counts, buckets, facets, what is on, and a way out of nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.templatetags.look_tags import verdict_class
from listings.filters import FACETS
from listings.selectors import FacetCounts, SearchPage, facet_counts, search_page
from matching.cards import job_cards
from matching.filters import JobSearchFilter
from matching.reach import reach_words
from matching.selectors import nearest_jobs, reach_counts, reach_of
from matching.selectors.fit import BUCKETS, bucket_counts
from matching.visiting import have_query
from profiles.models import CandidateProfile
from qualifications.closers import fact_for
from qualifications.enums import Bucket
from qualifications.steps import fact_name

PER_PAGE = 20
# the order in which the choices stand beside the list
FACET_ORDER = [
    "role",
    "setting",
    "education",
    "kind",
    "type",
    "workplace",
    "posted",
    "state",
    "origin",
]
MOST_SHOWN = 6
RADIO_FACETS = {"posted"}
ASKED = {
    "asks": gettext_lazy("Asks for: %(what)s"),
    "accepts": gettext_lazy("Answered by: %(what)s"),
}


@dataclass(frozen=True)
class JobSearch:
    """Everything the page says about one search; each figure is counted once."""

    filter: JobSearchFilter
    profile: CandidateProfile | None
    counts: FacetCounts
    page: SearchPage
    path: str
    _label_memory: dict[str, dict[str, str]] = field(default_factory=dict, repr=False)

    @property
    def total(self) -> int:
        return self.counts.total

    def href(self, **changes: Any) -> str:
        query = self.filter.query_string(**changes)
        return f"{self.path}?{query}" if query else self.path

    @property
    def start(self) -> str:
        """All jobs, for the same reader."""
        return self.path + have_query(self.filter.chosen.get("have", ""))

    # --- words ------------------------------------------------------------------------------

    @property
    def heading(self) -> str:
        n = self.total
        chosen = self.filter.chosen
        roles = chosen.get("role", [])
        values = {"n": f"{n:,}", "role": self._label("role", roles[0]) if len(roles) == 1 else ""}
        values["words"] = chosen.get("q", "")
        if values["role"] and values["words"]:
            text = ngettext(
                "%(n)s %(role)s job for “%(words)s”", "%(n)s %(role)s jobs for “%(words)s”", n
            )
        elif values["role"]:
            text = ngettext("%(n)s %(role)s job", "%(n)s %(role)s jobs", n)
        elif values["words"]:
            text = ngettext("%(n)s job for “%(words)s”", "%(n)s jobs for “%(words)s”", n)
        else:
            text = ngettext("%(n)s outpatient job", "%(n)s outpatient jobs", n)
        return text % values if n else (_("No jobs for this search"))

    @property
    def radius(self) -> str:
        """What the select shows: as typed, wrong or not, else the default."""
        return str(self.filter.form["radius"].value() or self.filter.radius_miles)

    @property
    def where_words(self) -> str:
        place = self.filter.place
        if place is None:
            return ""
        return _("Within %(miles)d miles of %(city)s, %(state)s.") % {
            "miles": self.filter.radius_miles,
            "city": place.city,
            "state": place.state,
        }

    def _label(self, facet: str, value: str) -> str:
        return self._labels(facet).get(value, value)

    def _labels(self, facet: str) -> dict[str, str]:
        # asking a field for its choices asks the database: once per page is enough
        if facet not in self._label_memory:
            choices = self.filter.form.fields[facet].choices
            self._label_memory[facet] = {str(value): str(label) for value, label in choices}
        return self._label_memory[facet]

    # --- parts of the page ------------------------------------------------------------------

    def buckets(self) -> list[dict[str, Any]]:
        """All jobs and the five parts they fall into; empty for a reader without facts."""
        standing = self.filter.standing
        if standing is None:
            return []
        counts = bucket_counts(self.filter.rows_of_any_fit(), standing)
        chosen = self.filter.fit_chosen
        everything = {
            "label": _("All jobs"),
            "n": sum(counts.values()),
            "state": "calm",
            "href": self.href(fit=None),
            "current": not chosen,
        }
        parts = [
            {
                "label": Bucket(bucket).label,
                "n": counts[bucket],
                "state": verdict_class(bucket),
                "href": self.href(fit=[bucket]),
                "current": bucket in chosen,
            }
            for bucket in BUCKETS
        ]
        return [everything, *parts]

    def facets(self) -> list[dict[str, Any]]:
        found = []
        for name in FACET_ORDER:
            values = self.counts.facets.get(name, [])
            options = [
                {"value": v.value, "label": v.label, "n": v.count, "checked": v.selected}
                for v in values
            ]
            if name in RADIO_FACETS and options:
                anything = {"value": "", "label": _("Any time"), "n": None}
                options.insert(0, anything | {"checked": not any(o["checked"] for o in options)})
            if options:
                kind = "radio" if name in RADIO_FACETS else "checkbox"
                legend = self.filter.form.fields[name].label
                most = len(options) if name == "education" else MOST_SHOWN
                found.append(
                    {"name": name, "legend": legend, "options": options, "type": kind, "most": most}
                )
        return found

    def active(self) -> list[dict[str, Any]]:
        """What is on, each with the search without it and what that would add."""
        chosen = self.filter.chosen
        items = [self._single(name, text) for name, text in self._single_words().items()]
        dropped = self.filter.counts_without()
        for name in FACETS:
            values = chosen.get(name, [])
            for value in values:
                rest = [other for other in values if other != value]
                adds = "" if rest else self._adds(dropped.get(name, 0))
                href = self.href(**{name: rest})
                items.append({"label": self._label(name, value), "href": href, "adds": adds})
        if "posted" in chosen:
            label, adds = (
                self._label("posted", chosen["posted"]),
                self._adds(dropped.get("posted", 0)),
            )
            items.append({"label": label, "href": self.href(posted=None), "adds": adds})
        return items

    def _single(self, name: str, text: str) -> dict[str, Any]:
        return {"label": text, "href": self.href(**{name: None}), "adds": ""}

    def _single_words(self) -> dict[str, str]:
        chosen = self.filter.chosen
        words = {}
        if "q" in chosen:
            words["q"] = f"“{chosen['q']}”"
        if self.filter.place:
            words["near"] = str(self.where_words).rstrip(".")
        if "pay" in chosen:
            words["pay"] = _("At least $%(pay)s a year") % {"pay": f"{self.filter.pay_floor():,}"}
        for name, sentence in ASKED.items():
            asked = self.filter.asked(name)
            if asked is not None:
                words[name] = str(sentence) % {"what": asked.words}
        if self.filter.fit_chosen:
            words["fit"] = ", ".join(self._label("fit", value) for value in self.filter.fit_chosen)
        if self.filter.in_reach and self.profile is not None:
            words["reach"] = _("In your reach: %(reach)s") % {"reach": reach_words(self.profile)}
        term = self.filter.opening_term
        if term is not None and self.filter.standing:
            named = fact_name(fact_for(term), self.filter.standing.held.words)
            words["opens"] = _("Opened by: %(what)s") % {"what": named}
        return words

    def _adds(self, count: int) -> str:
        more = count - self.total
        if more <= 0:
            return ""
        return ngettext("%(n)s more job", "%(n)s more jobs", more) % {"n": f"{more:,}"}

    def ways_out(self) -> list[dict[str, Any]]:
        """When nothing was found: which choice to drop, and what it would bring."""
        if self.total:
            return []
        found = []
        for name, change, count in self.filter.ways_out():
            jobs = ngettext("%(n)s job", "%(n)s jobs", count) % {"n": f"{count:,}"}
            found.append(
                {"label": self._way_words(name, change), "jobs": jobs, "href": self.href(**change)}
            )
        return found

    def _way_words(self, name: str, change: dict[str, Any]) -> str:
        if name == "radius":
            return _("Look within %(miles)s miles") % {"miles": change["radius"]}
        singles = self._single_words()
        if name in singles:
            return _("Without %(choice)s") % {"choice": singles[name]}
        values = self.filter.chosen[name]
        values = [values] if isinstance(values, str) else values
        labels = ", ".join(self._label(name, value) for value in values)
        return _("Without %(choice)s") % {"choice": labels}

    def cards(self) -> list[dict[str, Any]]:
        return job_cards(
            self.page.postings,
            profile=self.profile,
            standing=self.filter.standing,
            query=have_query(self.filter.chosen.get("have", "")),
        )

    def nearest(self) -> list[dict[str, Any]]:
        """On the first page, when she meets no job in her reach: the ones with the least still open.

        Not beside a search for another place: what is near her home is no answer to that.
        """
        standing, profile = self.filter.standing, self.profile
        elsewhere = "near" in self.filter.chosen
        if standing is None or profile is None or self.page.number > 1 or elsewhere:
            return []
        if reach_counts(profile, standing)[Bucket.MEETS_ALL]:
            return []
        near = nearest_jobs(profile, reach_of(profile, standing))
        postings = [match.posting for match in near]
        return job_cards(postings, profile=profile, standing=standing)

    def pager(self) -> Page:
        """The page as Django's, for the pager; the total is already known."""
        paginator = Paginator(self.page.postings, PER_PAGE)
        paginator.count = self.total
        paginator.num_pages = self.page.pages
        return Page(self.page.postings, self.page.number, paginator)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Choices without a field of their own, for the form to carry."""
        chosen = self.filter.chosen
        own = [("reach", self.filter.in_reach), ("opens", self.filter.opening_term)]
        own += [(name, name in chosen) for name in ASKED]
        return [(name, chosen[name]) for name, is_on in own if is_on]

    @property
    def is_deep(self) -> bool:
        """Combinations without end are not for search engines: only one facet value or one place is."""
        chosen = self.filter.chosen
        by_words = bool({"q", "asks", "accepts", "have"} & chosen.keys())
        return self.filter.active_count > 1 or by_words or self.page.number > 1


def job_search_of(
    filterset: JobSearchFilter, *, profile: CandidateProfile | None, number: Any
) -> JobSearch:
    counts = facet_counts(filterset)
    page = search_page(filterset, total=counts.total, number=number, per_page=PER_PAGE)
    return JobSearch(filterset, profile, counts, page, reverse("matching:job_search"))
