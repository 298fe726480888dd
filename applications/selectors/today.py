"""The front pages: what a candidate and what an employer's member should look at first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.enums import ApplicationState
from applications.models import Application
from applications.selectors.applicants import applicant_name, with_application_counts
from applications.selectors.following import (
    standing_interview,
    told_decision,
    told_open,
    told_state,
    waits_for_answer,
)
from applications.selectors.job_page import short_day
from applications.selectors.record import reply_record
from applications.selectors.steps_ahead import best_steps
from core import calendar
from listings.enums import PostingState
from listings.models import JobPosting
from matching.cards import job_cards
from matching.reach import reach_link, reach_parts, reach_words
from matching.selectors import best_matches, nearest_jobs, reach_counts, reach_of, standing_of
from profiles.enums import EmployerLevel
from profiles.models import CandidateProfile, Membership, User
from profiles.selectors import profile_completeness, wallet_of
from qualifications.enums import Bucket

CHANGED_WITHIN = dt.timedelta(days=14)
MOST_MATCHES = 3


@dataclass(frozen=True, slots=True)
class Row:
    """An application in a list: when, what, and what to do; `css` "coral" marks the one clock."""

    application: Application
    when: str
    small: str
    css: str
    news: str
    action: str = ""


def application_rows(user: User) -> list[Row]:
    """Answers owed first by date, then the rest by what happened last."""
    now = timezone.now()
    applications = list(
        Application.objects.sent_by(user)
        .for_list()
        .prefetch_related("moves")
        .order_by("-sent_at", "pk")
    )
    waiting = [a for a in applications if waits_for_answer(a, now)]
    others = [a for a in applications if not waits_for_answer(a, now)]
    waiting.sort(key=lambda a: (a.due_at, a.pk))
    return [row_of(a, now) for a in [*waiting, *others]]


def row_of(application: Application, now: dt.datetime) -> Row:
    if waits_for_answer(application, now):
        when, small, soon = due_words(application.due_at, now)
        news, action = _news(application, now)
        return Row(application, when, small, "coral" if soon else "", news, action)
    decision = told_decision(application, now)
    state = told_state(application, now)
    if decision is not None:
        day = _day(decision.final_at)
        return Row(application, _("Answered"), day, "", _answer(state), _("Read the answer"))
    ended = application.ended_at or application.answered_at or application.sent_at
    return Row(application, str(ApplicationState(state).label), _day(ended), "", "")


def _answer(state: str) -> str:
    return {
        "declined": _("Not this time."),
        "offer": _("They made an offer."),
        "hired": _("You are hired."),
    }.get(state, "")


def _news(application: Application, now: dt.datetime) -> tuple[str, str]:
    interview = standing_interview(application)
    if interview is not None:
        chosen = interview.chosen
        if chosen is None:
            n = len(interview.slots.all())
            text = ngettext(
                "Interview: choose one of %(n)d time", "Interview: choose one of %(n)d times", n
            )
            return text % {"n": n}, _("Choose a time")
        return _("Interview on %(day)s") % {"day": _day(chosen.starts_at)}, _("See it")
    if application.is_overdue:
        return _("Overdue. We have reminded them, not you."), ""
    if application.viewed_at:
        return _("Opened %(day)s") % {"day": _day(application.viewed_at)}, ""
    return _("Not opened yet"), ""


def due_words(due: dt.datetime, now: dt.datetime) -> tuple[str, str, bool]:
    """("Tomorrow", "Tue, Nov 24", True): words, quiet second line, whether it is the clock."""
    today, day = timezone.localdate(now), timezone.localdate(due)
    if due < now:
        return _("Overdue"), _("since %(day)s") % {"day": _day(due)}, True
    if day == today:
        return _("Today"), _day(due), True
    if day == today + dt.timedelta(days=1):
        return _("Tomorrow"), _day(due), True
    n = calendar.business_days_between(today, day)
    text = ngettext("in %(n)d business day", "in %(n)d business days", n) % {"n": n}
    return _day(due), text, False


def _day(moment: dt.datetime) -> str:
    return short_day(timezone.localdate(moment))


def me_today(user: User) -> dict[str, Any]:
    now = timezone.now()
    profile = CandidateProfile.objects.with_facts().filter(user_id=user.pk).first()
    if profile is None:
        return {"profile": None}
    rows = application_rows(user)
    recent = [row for row in rows if _is_recent(row, now)]
    standing = standing_of(profile)
    cards = partial(job_cards, profile=profile, standing=standing)
    reach = reach_of(profile, standing)
    counts = reach_counts(profile, standing)
    matches = [
        match
        for match in best_matches(profile, MOST_MATCHES + len(rows), standing=standing)
        if match.verdict.bucket in {Bucket.MEETS_ALL, Bucket.COULD_MEET}
    ]
    applied = {row.application.posting_id for row in rows}
    postings = [match.posting for match in matches if match.posting.pk not in applied]
    met_none = not counts[Bucket.MEETS_ALL]
    near = nearest_jobs(profile, reach, MOST_MATCHES, leave_out=applied) if met_none else []
    steps = best_steps(reach, reverse("applications:me_home"))
    completeness = profile_completeness(profile)
    return {
        "now": timezone.localtime(now),
        "profile": profile,
        "rows": recent[:6],
        "rows_total": len(rows),
        "due_first": next((row for row in rows if waits_for_answer(row.application, now)), None),
        "parts": reach_parts(counts),
        "meets": counts[Bucket.MEETS_ALL],
        "fits_href": reach_link(fit=Bucket.MEETS_ALL),
        "reach": reach_words(profile),
        "step": steps[0] if steps else None,
        "more_steps": steps[1:],
        "near_cards": cards([match.posting for match in near]),
        "cards": [] if near else cards(postings[:MOST_MATCHES]),
        "completeness": completeness,
        "missing": [card for card in completeness.cards if not card.filled],
        "wallet": wallet_of(profile),
    }


def _is_recent(row: Row, now: dt.datetime) -> bool:
    application = row.application
    if told_open(application, now):
        return True
    decision = told_decision(application, now)
    last = decision.final_at if decision else application.ended_at or application.sent_at
    return now - last < CHANGED_WITHIN


@dataclass(frozen=True, slots=True)
class Due:
    application: Application
    name: str
    when: str
    small: str
    overdue: bool


def hire_today(user: User) -> dict[str, Any]:
    """Answers due first; jobs with counts; who may not read yet."""
    now = timezone.now()
    memberships = list(
        Membership.objects.filter(user_id=user.pk)
        .select_related("employer")
        .order_by("employer__name", "pk")
    )
    rows = Application.objects.readable_by(user).unanswered().for_list().order_by("due_at", "pk")
    overdue = rows.filter(due_at__lt=now).count()
    due = [_due(application, now) for application in rows[:12]]
    unread = [m.employer for m in memberships if m.employer.level < EmployerLevel.DOMAIN_EMAIL]
    return {
        "memberships": memberships,
        "due": due,
        "due_total": rows.count(),
        "overdue": overdue,
        "postings": jobs_with_counts(user),
        "unconfirmed": unread,
        "locked_count": Application.objects.of_members(user)
        .filter(posting__employer__in=unread)
        .unanswered()
        .count()
        if unread
        else 0,
        "records": [(m.employer, reply_record(m.employer, now)) for m in memberships],
    }


def _due(application: Application, now: dt.datetime) -> Due:
    when, small, _soon = due_words(application.due_at, now)
    return Due(application, applicant_name(application), when, small, application.due_at < now)


def jobs_with_counts(user: User) -> QuerySet[JobPosting]:
    shown = [PostingState.DRAFT, PostingState.IN_REVIEW, PostingState.LIVE, PostingState.PAUSED]
    rows = JobPosting.objects.of_member(user).filter(state__in=shown)
    counted = with_application_counts(rows).select_related("employer", "place")
    order = ["-applications_overdue", "-applications_due", "-created_at", "pk"]
    return counted.order_by(*order)[:20]
