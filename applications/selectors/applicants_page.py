"""What stands around the lists of applicants, and the grid in the shape its component draws."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.enums import OPEN_STATES
from applications.models import Application
from applications.selectors.applicants import Applicant, grid
from applications.selectors.fitting import deciding_lines
from applications.selectors.job_page import short_day
from applications.selectors.record import reply_record
from applications.selectors.today import due_words
from listings.models import JobPosting
from qualifications.verdicts import LineVerdict

LONGEST_CELL = 30


def applicants_head(posting: JobPosting, view: str) -> dict[str, Any]:
    now = timezone.now()
    owed = Q(state__in=OPEN_STATES, answered_at__isnull=True)
    tonight = timezone.localtime(now).replace(hour=23, minute=59, second=59)
    counts = Application.objects.filter(posting=posting).aggregate(
        total=Count("pk"),
        open=Count("pk", filter=Q(state__in=OPEN_STATES)),
        owed=Count("pk", filter=owed),
        overdue=Count("pk", filter=owed & Q(due_at__lt=now)),
        today=Count("pk", filter=owed & Q(due_at__gte=now, due_at__lte=tonight)),
        tomorrow=Count(
            "pk",
            filter=owed & Q(due_at__gt=tonight, due_at__lte=tonight + dt.timedelta(days=1)),
        ),
    )
    tabs = [
        {
            "label": _("List"),
            "href": reverse("applications:applicant_list", args=[posting.public_id]),
            "current": view == "list",
            "n": counts["total"],
        },
        {
            "label": _("Grid"),
            "href": reverse("applications:applicant_grid", args=[posting.public_id]),
            "current": view == "grid",
            "n": counts["open"],
        },
    ]
    return {
        "posting": posting,
        "employer": posting.employer,
        "counts": counts,
        "tabs": tabs,
        "due_headline": _headline(counts),
        "due_rest": _rest(counts),
        "record": reply_record(posting.employer, now) if posting.employer else None,
    }


def _headline(counts: dict[str, int]) -> str:
    if counts["overdue"]:
        n = counts["overdue"]
        return ngettext("%(n)d answer overdue", "%(n)d answers overdue", n) % {"n": n}
    if counts["today"]:
        n = counts["today"]
        return ngettext("%(n)d answer due today", "%(n)d answers due today", n) % {"n": n}
    if counts["owed"]:
        n = counts["owed"]
        return ngettext("%(n)d answer to give", "%(n)d answers to give", n) % {"n": n}
    return _("Every applicant has an answer")


def _rest(counts: dict[str, int]) -> str:
    parts = []
    if counts["overdue"] and counts["today"]:
        parts.append(_("%(n)d today") % {"n": counts["today"]})
    if counts["tomorrow"]:
        parts.append(_("%(n)d tomorrow") % {"n": counts["tomorrow"]})
    later = counts["owed"] - counts["overdue"] - counts["today"] - counts["tomorrow"]
    if later and (counts["overdue"] or counts["today"] or counts["tomorrow"]):
        parts.append(_("%(n)d later") % {"n": later})
    return ", ".join(parts)


def grid_context(applications: list[Application], *, by_fit: bool) -> dict[str, Any]:
    """`columns` and `lanes` of components/applicants_grid.html."""
    lines, lanes = grid(applications, by_fit=by_fit)
    now = timezone.now()
    return {
        "columns": [
            {
                "label": line.text,
                "small": str(line.reason_label).lower() if line.required else _("helpful"),
            }
            for line in lines
        ],
        "lanes": [
            {
                "state": lane.group.bucket,
                "label": lane.group.label,
                "text": _people(len(lane.rows)) + " · " + lane.group.note,
                "rows": [_row(person, cells, now) for person, cells in lane.rows],
            }
            for lane in lanes
        ],
    }


def _people(n: int) -> str:
    return ngettext("%(n)d person", "%(n)d people", n) % {"n": n}


def _row(person: Applicant, cells: list[LineVerdict], now: dt.datetime) -> dict[str, Any]:
    application = person.application
    href = reverse("applications:applicant_detail", args=[application.public_id])
    if person.owes_answer:
        due, _small, soon = due_words(application.due_at, now)
    else:
        due, soon = str(application.get_state_display()), False
    deciding = {line.path for line in deciding_lines(person.verdict)}
    path = next((path.name for path in person.verdict.paths if path.is_met), "")
    return {
        "name": person.name,
        "href": href,
        "small": path,
        "due": due,
        "due_small": _("sent %(day)s")
        % {"day": short_day(timezone.localdate(application.sent_at))},
        "soon": soon,
        "cells": [_cell(line, href, deciding) for line in cells],
    }


def _cell(line: LineVerdict | None, href: str, deciding: set[str]) -> dict[str, Any]:
    if line is None:
        return {"state": "", "text": _("Not asked then"), "word": "", "soft": True}
    text = line.fact.split(";")[0] if line.fact else line.word
    for end in (": ", ",", " in "):
        if len(text) > LONGEST_CELL:
            text = text.split(end)[0]
    if len(text) > LONGEST_CELL:
        text = text[: LONGEST_CELL - 1].rstrip() + "…"
    return {
        "state": line.css,
        "text": text[:1].upper() + text[1:],
        "word": line.word,
        "soft": not line.required or line.path not in deciding,
        "href": f"{href}#requirements-title",
    }
