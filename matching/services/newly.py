"""Jobs that a change of her own profile opened: live ones, asked when the profile changed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import structlog
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from listings.models import SearchRow
from matching.alerts.slots import instant_due
from matching.alerts.wanting import filter_of
from matching.index import FormulaFits, formula_fits
from matching.models import AlertHit, SavedSearch, Subscriber, ToldOpening
from matching.selectors.fit import within_reach
from profiles.models import CandidateProfile
from profiles.selectors import held_by
from qualifications.enums import Bucket
from qualifications.holding import Held
from qualifications.models import Formula
from qualifications.steps import fact_name

log = structlog.get_logger("alerts")
PEOPLE_AT_ONCE = 100
MOST_JOBS = 500
LINES = {
    "credential": "credentials",
    "education": "education",
    "experience": "experience",
    "language": "languages",
    "skill": "skills",
}


def find_newly_qualified(*, people: int = PEOPLE_AT_ONCE) -> int:
    """Look at the people whose facts changed since alerts last looked, each in a transaction of its own; how
    many. One that fails waits for the next run and holds up nobody."""
    changed = Subscriber.objects.filter(
        ~Q(seen_held=F("profile__held_terms")) | ~Q(seen_denied=F("profile__denied_terms")),
        profile__isnull=False,
        stopped_at__isnull=True,
    )
    done = 0
    for pk in list(changed.order_by("seen_at", "pk").values_list("pk", flat=True)[:people]):
        try:
            done += _look_at(pk)
        except Exception:
            log.exception("alerts_profile_failed", subscriber=pk)
    return done


@transaction.atomic
def _look_at(pk: int) -> int:
    rows = Subscriber.objects.select_for_update(of=("self",), skip_locked=True)
    subscriber = rows.filter(pk=pk).first()
    if subscriber is None:
        return 0
    profile = CandidateProfile.objects.for_matching().get(subscriber=subscriber)
    before = formula_fits(frozenset(subscriber.seen_held), frozenset(subscriber.seen_denied))
    after = formula_fits(frozenset(profile.held_terms), frozenset(profile.denied_terms))
    new = frozenset(profile.held_terms) - frozenset(subscriber.seen_held)
    if new:
        reasons = _Reasons(profile, new)
        _keep_for_switch(subscriber, profile, before, after, reasons)
        for search in SavedSearch.objects.wanted().filter(subscriber=subscriber):
            _keep_for_search(search, profile, before, after, reasons)
    subscriber.seen_held = profile.held_terms
    subscriber.seen_denied = profile.denied_terms
    subscriber.seen_at = timezone.now()
    subscriber.save(update_fields=["seen_held", "seen_denied", "seen_at"])
    return 1


def _moved_into(before: FormulaFits, after: FormulaFits, buckets: set[str]) -> list[int]:
    """Formulas that fall in these buckets now and did not before."""
    return [pk for pk in after.ids_in(buckets) if before.get(pk) not in buckets]


def _keep_for_switch(
    subscriber: Subscriber,
    profile: CandidateProfile,
    before: FormulaFits,
    after: FormulaFits,
    reasons: _Reasons,
) -> None:
    if not subscriber.newly_qualify:
        return
    opened = _moved_into(before, after, {Bucket.MEETS_ALL.value})
    rows = SearchRow.objects.filter(within_reach(profile), formula__in=opened)
    _keep(subscriber, None, rows.order_by("-published_at", "-posting"), reasons)


def _keep_for_search(
    search: SavedSearch,
    profile: CandidateProfile,
    before: FormulaFits,
    after: FormulaFits,
    reasons: _Reasons,
) -> None:
    filterset = filter_of(search.query, profile)
    if not filterset.fit_chosen:
        return
    opened = _moved_into(before, after, set(filterset.fit_chosen))
    _keep(search.subscriber, search, filterset.rows().filter(formula__in=opened), reasons)


def _keep(subscriber: Subscriber, search: SavedSearch | None, rows: Any, reasons: _Reasons) -> None:
    now = timezone.now()
    told = ToldOpening.objects.filter(subscriber=subscriber).values("opening")
    found = rows.exclude(posting__opening__in=told).values_list(
        "posting", "posting__opening", "formula"
    )
    hits = [
        AlertHit(
            subscriber=subscriber,
            search=search,
            posting_id=posting,
            opening_id=opening,
            because=reasons.of(formula),
            due_at=instant_due(search.pace, now) if search else None,
            found_at=now,
        )
        for posting, opening, formula in found[:MOST_JOBS]
    ]
    AlertHit.objects.bulk_create(hits, ignore_conflicts=True)


class _Reasons:
    """Which of her new facts a formula was waiting for."""

    def __init__(self, profile: CandidateProfile, new: frozenset[int]) -> None:
        self.new = new
        self.held: Held = held_by(profile)[0]
        self._days = _days_stated(profile)
        self._terms: dict[int, set[int]] = {}

    def of(self, formula_id: int | None) -> list[dict[str, str]]:
        asked = self._asked(formula_id) & self.new if formula_id else self.new
        numbers = {self.held.origins[t].fact for t in asked if t in self.held.origins}
        facts = [self.held.facts[number] for number in sorted(numbers)]
        found: dict[str, dict[str, str]] = {}
        for fact in facts:
            day = self._days.get(fact.source_ref)
            if day is not None:
                found.setdefault(fact.source_ref, {"name": self._name(fact), "on": str(day)})
        return list(found.values())[:3]

    def _name(self, fact: Any) -> str:
        return fact_name(fact, self.held.words)

    def _asked(self, formula_id: int) -> set[int]:
        if formula_id not in self._terms:
            paths = Formula.objects.get(pk=formula_id).paths.prefetch_related("any_ofs")
            ids = {term for path in paths for term in path.needs}
            ids |= {
                term for path in paths for group in path.any_ofs.all() for term in group.term_ids
            }
            self._terms[formula_id] = ids
        return self._terms[formula_id]


def _days_stated(profile: CandidateProfile) -> dict[str, dt.date]:
    """On which day each line of the profile was last stated, by the reference its facts carry."""
    found: dict[str, dt.date] = {}
    for card, relation in LINES.items():
        lines = getattr(profile, relation).model.objects.filter(profile=profile)
        for public_id, at in lines.values_list("public_id", "updated_at"):
            found[f"{card}:{public_id}"] = timezone.localdate(at)
    return found
