from __future__ import annotations

from typing import Any

from django.utils import timezone

from applications.enums import HeldBack
from applications.models import Application
from applications.permissions import can_answer_application, can_view_resume
from applications.selectors.applicants import applicant, next_due, shown_snapshot
from applications.selectors.following import standing_interview
from profiles.models import User


def applicant_page(application: Application, user: User) -> dict[str, Any]:
    """One application as the employer may see it now."""
    now = timezone.now()
    person = applicant(application)
    may_answer = can_answer_application(user, application)
    return {
        "application": application,
        "posting": application.posting,
        "employer": application.posting.employer,
        "person": person,
        "verdict": person.verdict,
        "snapshot": shown_snapshot(application),
        "held_back": []
        if application.shows_all
        else [HeldBack(value).label for value in application.hidden_fields],
        "overdue": person.owes_answer and application.due_at < now,
        "may_answer": may_answer,
        "resume": application.resume if can_view_resume(user, application) else None,
        "interview": standing_interview(application),
        "moves": application.moves.all(),
        "decision": application.decisions.filter(undone_at__isnull=True).first(),
        "notes": application.notes.select_related("author"),
        "messages_sent": application.messages.select_related("author"),
        "next": next_due(application.posting, user),
    }
