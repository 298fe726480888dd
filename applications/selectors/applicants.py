"""What an employer sees: labels before interest, the snapshot without what is held back, the grid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.enums import OPEN_STATES, ApplicationState, HeldBack
from applications.models import Application
from applications.selectors.following import held_decision
from applications.wording import label_of
from listings.models import JobPosting
from profiles.models import User
from qualifications.enums import Bucket
from qualifications.verdicts import FormulaVerdict, LineVerdict


@dataclass(frozen=True, slots=True)
class Applicant:
    """An application as the employer may see it."""

    application: Application
    name: str
    verdict: FormulaVerdict
    held_until: dt.datetime | None

    @property
    def is_due_soon(self) -> bool:
        a = self.application
        return (
            a.is_open
            and a.answered_at is None
            and a.due_at < timezone.now() + dt.timedelta(hours=24)
        )

    @property
    def owes_answer(self) -> bool:
        return self.application.is_open and self.application.answered_at is None


def applicant(application: Application) -> Applicant:
    held = held_decision(application)
    return Applicant(
        application=application,
        name=applicant_name(application),
        verdict=shown_verdict(application),
        held_until=held.final_at if held else None,
    )


def applicant_name(application: Application) -> str:
    """The name, unless it is held back, withdrawn or erased."""
    hidden = HeldBack.NAME in application.hidden_fields and not application.shows_all
    name = application.snapshot.get("name", "")
    if hidden or application.state == ApplicationState.WITHDRAWN or not name:
        return label_of(application)
    return str(name)


def applicants_of(posting: JobPosting, user: User) -> QuerySet[Application]:
    """Newest first. Empty when the user may not read this employer's applications."""
    return (
        Application.objects.readable_by(user)
        .filter(posting=posting)
        .for_list()
        .order_by("-sent_at", "pk")
    )


def next_due(posting: JobPosting, user: User) -> Application | None:
    rows = Application.objects.readable_by(user).unanswered().filter(posting=posting)
    return rows.order_by("due_at", "pk").first()


def shown_snapshot(application: Application) -> dict[str, Any]:
    """The snapshot without what the candidate keeps back until the employer shows interest; nothing of
    it after a withdrawal."""
    if application.state == ApplicationState.WITHDRAWN:
        return {}
    hidden = set() if application.shows_all else set(application.hidden_fields)
    return mask_snapshot(application.snapshot, hidden)


def mask_snapshot(snapshot: dict[str, Any], hidden: Iterable[str]) -> dict[str, Any]:
    hidden = set(hidden)
    shown = dict(snapshot)
    if HeldBack.NAME in hidden:
        shown["name"] = ""
    if HeldBack.CONTACT in hidden:
        shown["email"] = shown["phone"] = ""
    if HeldBack.SCHOOLS in hidden:
        shown["education"] = [row | {"school": ""} for row in shown.get("education", [])]
    if HeldBack.EMPLOYERS in hidden:
        shown["experience"] = [row | {"employer_name": ""} for row in shown.get("experience", [])]
    return shown


def shown_verdict(application: Application) -> FormulaVerdict:
    """The verdict with the names of schools and workplaces taken out of its sentences while these are
    held back: the fact counts, where it comes from is told later."""
    hidden = set() if application.shows_all else set(application.hidden_fields)
    snapshot = application.snapshot
    names: set[str] = set()
    if HeldBack.SCHOOLS in hidden:
        names |= {row.get("school", "") for row in snapshot.get("education", [])}
    if HeldBack.EMPLOYERS in hidden:
        names |= {row.get("employer_name", "") for row in snapshot.get("experience", [])}
    names.discard("")
    data = application.verdict
    if names:
        data = _without(data, sorted(names, key=len, reverse=True), _("name held back"))
    return _third_person(FormulaVerdict.from_dict(data))


def _third_person(verdict: FormulaVerdict) -> FormulaVerdict:
    """The same list for the other side: the fact and the rule, without the sentences that say "you"."""

    def line(row: LineVerdict) -> LineVerdict:
        told = f"{row.fact}. {row.why}".strip() if row.fact else ""
        return replace(row, you=told)

    return replace(
        verdict,
        headline=verdict.summary,
        lines=tuple(line(row) for row in verdict.lines),
        paths=tuple(
            replace(path, lines=tuple(line(row) for row in path.lines)) for path in verdict.paths
        ),
        alls=tuple(line(row) for row in verdict.alls),
        preferred=tuple(line(row) for row in verdict.preferred),
    )


def _without(value: Any, names: list[str], instead: str) -> Any:
    if isinstance(value, str):
        for name in names:
            value = value.replace(name, instead)
        return value
    if isinstance(value, dict):
        return {key: _without(item, names, instead) for key, item in value.items()}
    if isinstance(value, list):
        return [_without(item, names, instead) for item in value]
    return value


@dataclass(frozen=True, slots=True)
class Lane:
    bucket: str
    label: str
    css: str
    note: str
    rows: list[tuple[Applicant, list[LineVerdict]]]


LANES = [
    (Bucket.MEETS_ALL, "met"),
    (Bucket.COULD_MEET, "unknown"),
    (Bucket.ONE_GAP, "later"),
    (Bucket.STRETCH, "stretch"),
    (Bucket.NO_REQUIREMENTS, ""),
]


def grid(applications: Iterable[Application]) -> tuple[list[LineVerdict], list[Lane]]:
    """(columns, lanes). Columns are the requirement lines of the newest formula; applications sent under
    an earlier one show what those lines said then, and a blank where it had no such line."""
    people = [applicant(a) for a in applications]
    if not people:
        return [], []
    columns = list(max(people, key=lambda p: p.application.sent_at).verdict.lines)
    notes = {
        Bucket.MEETS_ALL: _("every must-have met or due after hire"),
        Bucket.COULD_MEET: _("nothing is against it, something is not stated"),
        Bucket.ONE_GAP: _("a single must-have is not met"),
        Bucket.STRETCH: _("two or more gaps; they knew this when they applied"),
        Bucket.NO_REQUIREMENTS: _("the job names no must-have"),
    }
    lanes = []
    for bucket, css in LANES:
        rows = [(p, _cells(p, columns)) for p in people if p.application.bucket == bucket]
        rows.sort(key=lambda row: (not row[0].owes_answer, row[0].application.due_at))
        if rows:
            lanes.append(Lane(bucket.value, str(bucket.label), css, notes[bucket], rows))
    return columns, lanes


def _cells(person: Applicant, columns: list[LineVerdict]) -> list[LineVerdict]:
    by_text = {line.text: line for line in person.verdict.lines}
    return [by_text.get(column.text) for column in columns]  # type: ignore[misc]


def with_application_counts(postings: QuerySet[JobPosting]) -> QuerySet[JobPosting]:
    """Adds applications_total, applications_due (answer owed) and applications_overdue: counts only, so
    they may be shown before anything may be read."""
    owed = Q(applications__state__in=OPEN_STATES, applications__answered_at__isnull=True)
    return postings.annotate(
        applications_total=Count("applications", distinct=True),
        applications_due=Count("applications", filter=owed, distinct=True),
        applications_overdue=Count(
            "applications", filter=owed & Q(applications__due_at__lt=timezone.now()), distinct=True
        ),
    )
