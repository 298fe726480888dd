"""Hits become mails: one per person and slot, each vacancy once, checked again when it is made and when it leaves."""

from __future__ import annotations

import datetime as dt
import time
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone

from core.mail import Outbox
from listings.models import JobPosting, SearchRow
from matching import emails
from matching.alerts.items import MOST_LISTED, Item, ordered_items
from matching.alerts.slots import DAY, moment_of, slot_on, weekdays_since
from matching.alerts.wanting import filter_of, owner_of
from matching.enums import Pace
from matching.models import AlertHit, AlertMail, SavedSearch, Subscriber, ToldOpening
from matching.selectors.fit import standing_of
from profiles.models import CandidateProfile
from qualifications.enums import Bucket

log = structlog.get_logger("alerts")
PEOPLE_AT_ONCE = 200
TIME_BUDGET_SECONDS = 45
# A person whose mail could not be made is tried again after this; the others go on.
TRY_AGAIN = dt.timedelta(minutes=30)


def send_alerts(now: dt.datetime | None = None) -> int:
    """Make every mail that is due, person by person; how many. Stops after a while and goes on in the next
    run where it was."""
    end = time.monotonic() + TIME_BUDGET_SECONDS
    now = now or timezone.now()
    made = 0
    while time.monotonic() < end:
        due = _due(now)
        if not due:
            break
        made += sum(_serve(pk, now) for pk in due)
    return made


def _due(now: dt.datetime) -> list[int]:
    people = Subscriber.objects.filter(stopped_at__isnull=True)
    slots = people.filter(next_at__lte=now).order_by("next_at", "pk")
    instant = AlertHit.objects.filter(due_at__lte=now).order_by("due_at", "pk")
    found = list(slots.values_list("pk", flat=True)[:PEOPLE_AT_ONCE])
    found += list(instant.values_list("subscriber", flat=True)[:PEOPLE_AT_ONCE])
    return list(dict.fromkeys(found))


def _serve(pk: int, now: dt.datetime) -> int:
    try:
        return make_mail(pk, now)
    except Exception:
        log.exception("alert_mail_failed", subscriber=pk)
        later = now + TRY_AGAIN
        Subscriber.objects.filter(pk=pk, next_at__lte=now).update(next_at=later)
        AlertHit.objects.filter(subscriber=pk, due_at__lte=now).update(due_at=later)
        return 0


@transaction.atomic
def make_mail(pk: int, now: dt.datetime) -> int:
    """The mail of this person's slot, if one is due and something is in it: 1 or 0."""
    rows = Subscriber.objects.select_for_update(of=("self",), skip_locked=True)
    subscriber = rows.filter(pk=pk).first()
    if subscriber is None:
        return 0
    hits = AlertHit.objects.filter(subscriber=subscriber).select_related("search")
    if subscriber.stopped_at is not None:
        hits.delete()
        return 0
    slot, paces, days = _open_slot(subscriber, now)
    ready = [hit for hit in hits if _is_ready(hit, paces, days)]
    made = _made(subscriber, slot, ready, now) if ready else 0
    AlertHit.objects.filter(pk__in=[hit.pk for hit in ready]).delete()
    return made


def _open_slot(subscriber: Subscriber, now: dt.datetime) -> tuple[str, set[str], set[int]]:
    """Which slot this is, and what may go with it. A date of her calendar has its mail once: the date is
    marked in the transaction that makes the mail."""
    paces, days = {Pace.INSTANT.value}, set[int]()
    if subscriber.next_at is None or subscriber.next_at > now:
        return f"instant:{now:%Y%m%dT%H%M%S.%f}", paces, days
    on = slot_on(now, subscriber.send_at, subscriber.timezone)
    if subscriber.last_on is None or on > subscriber.last_on:
        days = weekdays_since(subscriber.last_on, on)
        paces |= {Pace.DAILY.value, Pace.WEEKLY.value}
        subscriber.last_on = on
    following = max(on, subscriber.last_on or on) + DAY
    subscriber.next_at = moment_of(following, subscriber.send_at, subscriber.timezone)
    subscriber.save(update_fields=["last_on", "next_at"])
    return f"daily:{on}", paces, days


def _is_ready(hit: AlertHit, paces: set[str], days: set[int]) -> bool:
    if hit.search is None:
        return Pace.DAILY.value in paces
    if hit.search.pace == Pace.WEEKLY:
        return hit.search.weekday in days
    return hit.search.pace in paces


def _made(subscriber: Subscriber, slot: str, hits: Sequence[AlertHit], now: dt.datetime) -> int:
    openings = {hit.opening_id for hit in hits}
    told = set(
        ToldOpening.objects.filter(subscriber=subscriber, opening__in=openings).values_list(
            "opening", flat=True
        )
    )
    fresh = [hit for hit in hits if hit.opening_id not in told]
    items = ordered_items(_standing_hits(subscriber, fresh))
    if not items:
        return 0
    ToldOpening.objects.bulk_create(
        [ToldOpening(subscriber=subscriber, opening_id=i.opening, told_at=now) for i in items],
        ignore_conflicts=True,
        batch_size=1_000,
    )
    listed = [item.as_dict() for item in items[:MOST_LISTED]]
    mail = AlertMail.objects.create(
        subscriber=subscriber, slot=slot, jobs_count=len(items), listed=listed, made_at=now
    )
    emails.tell_of_jobs(mail, _items_with_postings(items[:MOST_LISTED]))
    return 1


def _standing_hits(subscriber: Subscriber, hits: Sequence[AlertHit]) -> list[AlertHit]:
    """Hits that are still true: the search still wants the job as it is now, and the job is live."""
    by_search: dict[int | None, list[AlertHit]] = defaultdict(list)
    for hit in hits:
        by_search[hit.search_id].append(hit)
    profile = owner_of(subscriber)
    found: list[AlertHit] = []
    for search_id, some in sorted(by_search.items(), key=lambda pair: pair[0] or 0):
        ids = [hit.posting_id for hit in some]
        search = some[0].search
        if search_id is None or search is None:
            still = _still_qualified(profile, ids)
        elif search.paused_at is not None or search.confirmed_at is None:
            still = set()
        else:
            rows = filter_of(search.query, profile).rows().order_by()
            still = set(rows.filter(pk__in=ids).values_list("pk", flat=True))
        found += [hit for hit in some if hit.posting_id in still]
    return found


def _still_qualified(profile: CandidateProfile | None, ids: list[int]) -> set[int]:
    if profile is None:
        return set()
    buckets = standing_of(profile).buckets
    rows = SearchRow.objects.filter(pk__in=ids).values_list("pk", "formula")
    return {pk for pk, formula in rows if buckets.get(formula) == Bucket.MEETS_ALL}


def _items_with_postings(items: Sequence[Item]) -> list[Item]:
    found = JobPosting.objects.for_list().in_bulk([item.posting for item in items])
    for item in items:
        item.job = found.get(item.posting)
    return [item for item in items if item.job is not None]


def refusal_of(row: Outbox) -> str:
    """For settings.MAIL_GUARDS: why this mail must not leave now; "" when it may. One that lost some of its jobs
    while it waited is written anew without them."""
    public_id = row.event.split(":")[1]
    mail = AlertMail.objects.select_related("subscriber").filter(public_id=public_id).first()
    if mail is None:
        return "subscriber_gone"
    if mail.subscriber.stopped_at is not None:
        return "stopped"
    items = [Item.from_dict(data) for data in mail.listed]
    left = _left(items)
    if not left:
        return "nothing_left"
    return "" if left == items else _rewritten(mail, left, len(items) - len(left))


def _left(items: Sequence[Item]) -> list[Item]:
    """What may still be told: live jobs, each for the searches that still tell."""
    live = set(
        SearchRow.objects.filter(pk__in=[i.posting for i in items]).values_list("pk", flat=True)
    )
    asked = {pk for item in items for pk in item.searches}
    wanted = set(SavedSearch.objects.wanted().filter(pk__in=asked).values_list("pk", flat=True))
    found = []
    for item in items:
        searches = [pk for pk in item.searches if pk in wanted]
        if item.posting in live and (searches or item.newly):
            found.append(Item(item.posting, item.opening, searches, item.because, item.newly))
    return found


@transaction.atomic
def _rewritten(mail: AlertMail, left: list[Item], gone: int) -> str:
    mail.edition += 1
    mail.jobs_count -= gone
    mail.listed = [item.as_dict() for item in left]
    mail.save(update_fields=["edition", "jobs_count", "listed"])
    emails.tell_of_jobs(mail, _items_with_postings(left))
    return "rewritten"


def forget_old_mails(now: dt.datetime | None = None) -> int:
    """What a mail listed is of use while it waits and while someone answers it; that she was told stays."""
    past: Any = (now or timezone.now()) - dt.timedelta(days=90)
    gone: int = AlertMail.objects.filter(made_at__lt=past).delete()[0]
    return gone
