"""Mails about saved searches, through the outbox in the transaction they tell of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import mail
from core.mail import MailState, Outbox
from listings.models import JobPosting
from listings.presenting import pay_words, place_words
from matching.alerts.items import Item
from matching.alerts.links import address, confirm_key_of, key_of, stop_key_of
from matching.alerts.wording import newly_words
from matching.models import AlertMail, SavedSearch, Subscriber

STREAM = "alerts"
# all mail that one click stops: this room's, and reminders of saved jobs from the room above
STOPPABLE = (STREAM, "reminders")


def recipient_of(subscriber: Subscriber) -> tuple[str, int | None, str]:
    """(address, user id, language)"""
    if subscriber.profile is None:
        return subscriber.email, None, settings.LANGUAGE_CODE
    user = subscriber.profile.user
    return user.email, user.pk, user.language


def list_address(subscriber: Subscriber) -> str:
    """Where the person manages her searches: signed in, or by a link of her own."""
    if subscriber.profile_id is not None:
        return settings.SITE_URL + reverse("matching:alert_list")
    return address("alert_list", key=key_of(subscriber))


def ask_confirmation(search: SavedSearch) -> None:
    moment = timezone.now()
    mail.enqueue(
        event=f"search-confirm:{search.public_id}:{moment:%Y%m%dT%H%M%S%f}",
        to=search.subscriber.email,
        template="matching/email/search_confirm",
        context={
            "search": search,
            "url": address("alert_confirm", key=confirm_key_of(search)),
        },
        priority=2,
    )


def tell_of_jobs(alert: AlertMail, items: Sequence[Item]) -> None:
    subscriber = alert.subscriber
    to, user_id, language = recipient_of(subscriber)
    stop = address("alert_stop", key=stop_key_of(subscriber))
    with translation.override(language):
        jobs = _jobs(subscriber, items)
    mail.enqueue(
        event=f"alert:{alert.public_id}:{alert.edition}",
        to=to,
        user_id=user_id,
        template="matching/email/alert",
        context={
            "jobs": jobs,
            "first": jobs[0],
            "count": alert.jobs_count,
            "more": alert.jobs_count - len(jobs),
            "list_url": list_address(subscriber),
            "stop_url": stop,
        },
        stream=STREAM,
        priority=9,
        unsubscribe_url=stop,
    )


def _jobs(subscriber: Subscriber, items: Sequence[Item]) -> list[dict[str, Any]]:
    asked = {pk for item in items for pk in item.searches}
    searches = SavedSearch.objects.filter(pk__in=asked).in_bulk()
    return [
        _job(subscriber, item, item.job, [searches[pk] for pk in item.searches if pk in searches])
        for item in items
        if item.job is not None
    ]


def _job(
    subscriber: Subscriber, item: Item, job: JobPosting, searches: list[SavedSearch]
) -> dict[str, Any]:
    pay, per, yearly = pay_words(job.pay_min, job.pay_max, job.pay_unit, job.hours_per_week)
    why = [newly_words(item.because)] if item.newly else []
    why += [_("matches: %(search)s") % {"search": search.name} for search in searches]
    path = reverse("applications:posting_detail", args=[job.public_id, job.slug])
    return {
        "title": job.title,
        "employer": job.organization,
        "pay": f"{pay} {per}".strip(),
        "pay_other": yearly,
        "place": place_words(job.workplace, job.place_line, job.remote_states),
        "closes": date_format(job.apply_by, "l, F j") if job.apply_by else "",
        "why": why,
        "url": settings.SITE_URL + path,
        "feedback_url": _feedback(subscriber, searches, job),
    }


def _feedback(subscriber: Subscriber, searches: list[SavedSearch], job: JobPosting) -> str:
    if not searches:
        return ""
    where = {"public_id": searches[0].public_id, "job": job.public_id}
    if subscriber.profile_id is None:
        where["key"] = key_of(subscriber)
    return address("alert_feedback", **where)


def take_back(subscriber: Subscriber) -> None:
    """Alerts that wait for the mail server; what is being handed over this moment is asked at the last step."""
    to, _user_id, _language = recipient_of(subscriber)
    Outbox.objects.filter(
        stream__in=STOPPABLE, recipient=to.lower(), state=MailState.QUEUED, lease_until__isnull=True
    ).delete()
