"""Mails of this room. Each is queued in the transaction of what it tells; none carries a message's text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from applications.enums import ActorRole
from applications.models import Application, Decision, Interview, Message
from applications.selectors.saved import closing_words, trees_of
from applications.wording import because, label_of
from core import mail
from core.mail.rendering import render_mail
from listings.models import SavedJob
from listings.saved_words import changes_since
from matching.alerts.links import address, stop_key_of
from matching.models import Subscriber
from profiles.enums import EmployerLevel, MemberRole
from profiles.models import User


def tell_candidate_sent(application: Application) -> None:
    _to_candidate(application, f"application-sent:{application.pk}", "sent")


def tell_employer_received(application: Application) -> None:
    _to_members(application, f"application-received:{application.pk}", "received")


def tell_candidate_invited(application: Application, interview: Interview) -> None:
    _to_candidate(
        application,
        f"interview-invited:{interview.pk}",
        "invited",
        interview=interview,
        slots=list(interview.slots.all()),
    )


def tell_both_booked(application: Application, interview: Interview) -> None:
    chosen = interview.chosen
    event = f"interview-booked:{interview.pk}:{chosen.pk if chosen else 0}"
    _to_candidate(application, event, "booked", interview=interview, slot=chosen)
    _to_members(application, event, "booked_employer", interview=interview, slot=chosen)


def tell_candidate_offer(application: Application, decision: Decision) -> None:
    _to_candidate(application, f"application-offer:{decision.pk}", "offer", decision=decision)


def tell_candidate_hired(application: Application, decision: Decision) -> None:
    _to_candidate(application, f"application-hired:{decision.pk}", "hired", decision=decision)


def decline_event(decision: Decision) -> str:
    return f"application-declined:{decision.pk}"


def tell_candidate_declined(application: Application, decision: Decision) -> None:
    _to_candidate(
        application,
        decline_event(decision),
        "declined",
        send_after=decision.final_at,
        decision=decision,
        because=because(decision.reason, decision.requirement),
    )


def decline_preview(
    application: Application, reason: str, requirement: str, text: str
) -> tuple[str, str]:
    """(subject, text) of the mail a refusal would send, word for word."""
    decision = Decision(application=application, reason=reason, requirement=requirement, text=text)
    context = _about(application) | {"decision": decision, "because": because(reason, requirement)}
    subject, body, _html = render_mail("applications/email/declined", context, "en")
    return subject, body


def tell_candidate_closed(application: Application) -> None:
    _to_candidate(application, f"application-closed:{application.pk}", "closed")


def tell_candidate_expired(application: Application) -> None:
    _to_candidate(application, f"posting-expired:{application.pk}", "expired")


def tell_employer_withdrawn(application: Application) -> None:
    _to_members(application, f"application-withdrawn:{application.pk}", "withdrawn")


def tell_message(message: Message) -> None:
    application = message.application
    event = f"message:{message.pk}"
    if message.author_role == ActorRole.CANDIDATE:
        _to_members(application, event, "message_employer")
    else:
        _to_candidate(application, event, "message")


def remind_due(applications: Sequence[Application], now: dt.datetime) -> None:
    _remind("answers-due", "answers_due", applications, now)


def remind_overdue(applications: Sequence[Application], now: dt.datetime) -> None:
    _remind("answers-overdue", "answers_overdue", applications, now)


def _remind(
    event: str, template: str, applications: Sequence[Application], now: dt.datetime
) -> None:
    """Each member hears of the answers at her own sites, in one mail."""
    mine: dict[User, list[Application]] = {}
    for application in applications:
        for user in members_of(application):
            mine.setdefault(user, []).append(application)
    for user, rows in mine.items():
        first = rows[0]
        mail.enqueue(
            event=f"{event}:{first.pk}:{first.due_at:%Y%m%dT%H%M}",
            to=user.email,
            template=f"applications/email/{template}",
            context={
                "employer": first.posting.employer,
                "rows": [{"application": row, "label": label_of(row)} for row in rows],
                "url": _url("applications:hire_home"),
                "readable": _readable(first),
            },
            user_id=user.pk,
        )


def members_of(application: Application) -> Iterable[User]:
    """Owners and recruiters who cover the posting's site: those who can answer."""
    posting = application.posting
    return (
        User.objects.filter(
            Q(memberships__facilities__isnull=True)
            | Q(memberships__facilities=posting.facility_id),
            memberships__employer=posting.employer_id,
            memberships__role__in=[MemberRole.OWNER, MemberRole.RECRUITER],
            is_active=True,
        )
        .distinct()
        .order_by("pk")
    )


def _to_candidate(
    application: Application,
    event: str,
    template: str,
    send_after: dt.datetime | None = None,
    **context: Any,
) -> None:
    if application.profile is None:  # the account was deleted
        return
    user = application.profile.user
    mail.enqueue(
        event=event,
        to=user.email,
        template=f"applications/email/{template}",
        context=_about(application) | {"user": user, **context},
        user_id=user.pk,
        send_after=send_after,
    )


def _to_members(application: Application, event: str, template: str, **context: Any) -> None:
    url = _url("applications:applicant_detail", application.public_id)
    for user in members_of(application):
        mail.enqueue(
            event=event,
            to=user.email,
            template=f"applications/email/{template}",
            context=_about(application)
            | {"user": user, "url": url, "label": label_of(application), **context},
            user_id=user.pk,
        )


def _about(application: Application) -> dict[str, Any]:
    posting = application.posting
    return {
        "application": application,
        "posting": posting,
        "employer": posting.employer,
        "readable": _readable(application),
        "url": _url("applications:application_detail", application.public_id),
    }


def _readable(application: Application) -> bool:
    employer = application.posting.employer
    return employer is not None and employer.level >= EmployerLevel.DOMAIN_EMAIL


def _url(name: str, *args: str) -> str:
    return settings.SITE_URL + reverse(name, args=args)


def remind_saved(subscriber: Subscriber, saved: Sequence[SavedJob], today: dt.date) -> None:
    """Saved jobs that close soon; `saved` come with their posting."""
    assert subscriber.profile is not None
    user = subscriber.profile.user
    jobs = {row.posting_id: row.posting for row in saved}
    trees = trees_of(saved, jobs)
    stop = address("alert_stop", key=stop_key_of(subscriber))
    mail.enqueue(
        event=f"saved-closing:{','.join(str(row.pk) for row in saved)}",
        to=user.email,
        user_id=user.pk,
        template="applications/email/saved_closing",
        context={
            "jobs": [_saved(row, today, trees) for row in saved],
            "list_url": settings.SITE_URL + reverse("applications:saved_list"),
            "stop_url": stop,
        },
        stream="reminders",
        priority=8,
        unsubscribe_url=stop,
    )


def _saved(row: SavedJob, today: dt.date, trees: dict[int, dict[str, Any]]) -> dict[str, Any]:
    posting = row.posting
    path = reverse("applications:posting_detail", args=[posting.public_id, posting.slug])
    return {
        "title": posting.title,
        "employer": posting.organization,
        "closing": closing_words(posting, today),
        "changes": changes_since(row.kept, posting, trees),
        "url": settings.SITE_URL + path,
    }
