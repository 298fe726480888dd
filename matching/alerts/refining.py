"""What a search could be instead, after a job in it was not wanted."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from core.places import Place, miles_between
from listings.enums import PayUnit, Workplace
from listings.filters import HOURS_A_YEAR, RADII
from listings.models import JobPosting
from listings.pay import hourly_pay
from matching.alerts.wanting import canonical, filter_of
from matching.enums import WhyNot
from matching.filters import JobSearchFilter
from profiles.models import CandidateProfile
from qualifications.enums import Bucket

YEARLY_STEP = 5_000


@dataclass(frozen=True)
class Proposal:
    """`changes` of parameters, and what they do in words; without changes only the words help."""

    why: str
    words: str
    changes: dict[str, Any]

    @property
    def label(self) -> str:
        return str(WhyNot(self.why).label)

    def applied(self, query: str, profile: CandidateProfile | None) -> str:
        changed = filter_of(query, profile).query_string(**self.changes)
        return canonical(QueryDict(changed), has_profile=profile is not None)


def proposals(query: str, profile: CandidateProfile | None, posting: JobPosting) -> list[Proposal]:
    """One for each reason, in the order of the reasons."""
    filterset = filter_of(query, profile)
    return [
        _too_far(filterset, posting),
        _pay(filterset, posting),
        _role(filterset, posting),
        _license(profile),
        Proposal(WhyNot.OTHER, _("Your search stays as it is. Thank you for telling us."), {}),
    ]


def _too_far(filterset: JobSearchFilter, posting: JobPosting) -> Proposal:
    if posting.workplace == Workplace.REMOTE:
        changes = {"workplace": [Workplace.ONSITE.value, Workplace.HYBRID.value]}
        return Proposal(WhyNot.TOO_FAR, _("Leave out fully remote jobs."), changes)
    center, place = filterset.chosen.get("near"), posting.place
    if not isinstance(center, Place) or place is None:
        words = _("This search has no place yet. Add one, with a radius, on the search page.")
        return Proposal(WhyNot.TOO_FAR, words, {})
    miles = miles_between(center.lat, center.lng, place.lat, place.lng)
    closer = [radius for radius in RADII if radius < min(miles, filterset.radius_miles)]
    if not closer:
        words = _("This job is closer than the smallest radius there is.")
        return Proposal(WhyNot.TOO_FAR, words, {})
    words = _("Look within %(new)d miles instead of %(old)d.") % {
        "new": closer[-1],
        "old": filterset.radius_miles,
    }
    return Proposal(WhyNot.TOO_FAR, words, {"radius": closer[-1]})


def _pay(filterset: JobSearchFilter, posting: JobPosting) -> Proposal:
    hourly = hourly_pay(posting.pay_min, posting.pay_unit, posting.hours_per_week)
    if posting.pay_annual_min is None or hourly is None:
        words = _("Its pay cannot be told by the year, so no lowest pay would leave it out.")
        return Proposal(WhyNot.PAY_TOO_LOW, words, {})
    if posting.pay_unit == PayUnit.YEAR:
        floor = (posting.pay_annual_min // YEARLY_STEP + 1) * YEARLY_STEP
        words = _("Show only pay from $%(pay)s a year.") % {"pay": f"{floor:,}"}
        return Proposal(WhyNot.PAY_TOO_LOW, words, {"pay": floor, "pay_unit": "year"})
    # what the filter compares is the year: the next full dollar that leaves this job out
    dollar = math.floor(posting.pay_annual_min / HOURS_A_YEAR) + 1
    words = _("Show only pay from $%(pay)s an hour.") % {"pay": dollar}
    return Proposal(WhyNot.PAY_TOO_LOW, words, {"pay": dollar, "pay_unit": "hour"})


def _role(filterset: JobSearchFilter, posting: JobPosting) -> Proposal:
    family = posting.role_family
    if family is None:
        words = _("This job names no role. Add words to your search that say what you look for.")
        return Proposal(WhyNot.WRONG_ROLE, words, {})
    offered = [str(value) for value, _label in filterset.form.fields["role"].choices if value]
    chosen = filterset.chosen.get("role", []) or offered
    rest = [slug for slug in chosen if slug != family.slug]
    if not rest:
        words = _("It is the only role of this search. Delete the search, or choose others.")
        return Proposal(WhyNot.WRONG_ROLE, words, {})
    words = _("Leave out the role “%(role)s”.") % {"role": family.name}
    return Proposal(WhyNot.WRONG_ROLE, words, {"role": rest})


def _license(profile: CandidateProfile | None) -> Proposal:
    if profile is None:
        words = _("With a profile we can leave out what you cannot do. It takes five short cards.")
        return Proposal(WhyNot.LICENSE, words, {})
    words = _("Show only jobs whose requirements you meet, or may meet once you tell us more.")
    fit = [Bucket.MEETS_ALL.value, Bucket.COULD_MEET.value]
    return Proposal(WhyNot.LICENSE, words, {"fit": fit})
