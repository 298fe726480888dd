"""A chosen interview as an iCalendar file (RFC 5545)."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from applications.models import Interview


def interview_calendar(interview: Interview) -> str:
    """Text of the .ics file; times in UTC, so every program shows them in its own zone."""
    slot = interview.chosen
    if slot is None:
        raise ValueError("No time was chosen.")
    application = interview.application
    posting = application.posting
    title = _("Interview: %(title)s, %(employer)s") % {
        "title": posting.title,
        "employer": posting.employer.name if posting.employer else posting.company_name,
    }
    url = settings.SITE_URL + reverse(
        "applications:application_detail", args=[application.public_id]
    )
    ends = slot.starts_at + dt.timedelta(minutes=interview.duration_minutes)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Outpatient Careers//Interviews//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{interview.public_id}@{settings.SITE_URL.split('//')[-1].split(':')[0]}",
        f"DTSTAMP:{_stamp(slot.chosen_at or interview.created_at)}",
        f"DTSTART:{_stamp(slot.starts_at)}",
        f"DTEND:{_stamp(ends)}",
        f"SUMMARY:{_escaped(title)}",
        f"LOCATION:{_escaped(interview.where)}",
        f"DESCRIPTION:{_escaped(interview.note)}",
        f"URL:{url}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(_folded(line) + "\r\n" for line in lines)


def _stamp(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    for char in ("\\", ";", ","):
        text = text.replace(char, "\\" + char)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Lines of at most 75 octets, never cut inside a character."""
    parts, current = [], ""
    for char in line:
        if len((current + char).encode()) > 74:
            parts.append(current)
            current = ""
        current += char
    return "\r\n ".join([*parts, current])
