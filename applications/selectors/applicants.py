"""What an employer sees: labels before interest, the snapshot without what is held back, the grid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.enums import OPEN_STATES, ApplicationState, HeldBack
from applications.models import Application
from applications.selectors.following import held_decision
from applications.wording import label_of
from listings.models import JobPosting
from matching.selectors import BUCKETS
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


def applicants_of(
    posting: JobPosting, user: User, *, by_fit: bool = False
) -> QuerySet[Application]:
    """Newest first, `by_fit` within each group. Empty when the user may not read them."""
    rows = Application.objects.readable_by(user).filter(posting=posting).for_list()
    if not by_fit:
        return rows.order_by("-sent_at", "pk")
    group = Case(
        *(When(bucket=bucket, then=Value(n)) for n, bucket in enumerate(BUCKETS)),
        default=Value(len(BUCKETS)),
    )
    return rows.order_by(group, "-sent_at", "pk")


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
    return third_person(FormulaVerdict.from_dict(data))


def third_person(verdict: FormulaVerdict) -> FormulaVerdict:
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
class FitGroup:
    """People of one bucket; `bucket` and its words are empty where all stand in one list by date."""

    people: list[Applicant]
    bucket: str = ""
    label: str = ""
    note: str = ""


def fit_groups(people: list[Applicant], *, by_fit: bool) -> list[FitGroup]:
    """One list in the order given; `by_fit`, one list per bucket that has somebody."""
    if not people:
        return []
    if not by_fit:
        return [FitGroup(people)]
    notes = {
        Bucket.MEETS_ALL: _("every must-have met or due after hire"),
        Bucket.COULD_MEET: _("nothing is against it, something is not stated"),
        Bucket.ONE_GAP: _("a single must-have is not met"),
        Bucket.STRETCH: _("two or more gaps; they knew this when they applied"),
        Bucket.NO_REQUIREMENTS: _("the job names no must-have"),
    }
    found = []
    for bucket in BUCKETS:
        inside = [person for person in people if person.application.bucket == bucket]
        if inside:
            found.append(FitGroup(inside, bucket, str(Bucket(bucket).label), notes[Bucket(bucket)]))
    return found


@dataclass(frozen=True, slots=True)
class Lane:
    group: FitGroup
    rows: list[tuple[Applicant, list[LineVerdict]]]


def grid(
    applications: Iterable[Application], *, by_fit: bool
) -> tuple[list[LineVerdict], list[Lane]]:
    """(columns, lanes). Columns are the requirement lines of the newest formula; applications sent under
    an earlier one show what those lines said then, and a blank where it had no such line."""
    people = [applicant(a) for a in applications]
    if not people:
        return [], []
    columns = list(max(people, key=lambda p: p.application.sent_at).verdict.lines)
    return columns, [
        Lane(group, [(person, _cells(person, columns)) for person in group.people])
        for group in fit_groups(people, by_fit=by_fit)
    ]


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
