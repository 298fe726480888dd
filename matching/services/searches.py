"""Saving a search, changing it, and ending the mail. `by` is None for an address without an account: a
signed link from its own mail stands for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.errors import Refused
from matching import emails
from matching.alerts.slots import next_slot
from matching.alerts.wanting import canonical, compiled_wants, filter_of, owner_of
from matching.alerts.wording import LONGEST_NAME, search_name
from matching.enums import Pace
from matching.models import AlertHit, SavedSearch, Subscriber
from matching.permissions import can_manage_subscriber
from profiles.models import CandidateProfile, User

MOST_SEARCHES = 20
LONGEST_QUERY = 2000
FORGET_AFTER = dt.timedelta(days=7)
FORGET_STOPPED = dt.timedelta(days=30)
SUBSCRIBER_FIELDS = ("timezone", "send_at", "newly_qualify")
SEARCH_FIELDS = ("name", "pace", "weekday", "query")


@transaction.atomic
def subscribe_profile(*, profile: CandidateProfile, by: User) -> Subscriber:
    """The candidate's own list, made if there is none; her facts of now are nothing new."""
    can_manage_profile = CandidateProfile.objects.editable_by(by).filter(pk=profile.pk)
    owner = can_manage_profile.select_related("place", "user").first()
    if owner is None:
        raise Refused(_("Only the person a profile belongs to can change it."))
    found, made = Subscriber.objects.get_or_create(
        profile=owner,
        defaults={
            "timezone": owner.place.timezone if owner.place else owner.user.timezone,
            "seen_held": owner.held_terms,
            "seen_denied": owner.denied_terms,
            "seen_at": timezone.now(),
        },
    )
    if made:
        events.record(verb="alerts.started", subject=found, by=by)
    return found


@transaction.atomic
def save_search(
    *,
    subscriber: Subscriber,
    by: User | None,
    query: Any,
    pace: str = Pace.DAILY,
    weekday: int = 0,
    name: str = "",
) -> SavedSearch:
    """Keep a search (a QueryDict) and tell of what it finds from now on. The same search once more changes
    how often; it never stands twice."""
    subscriber = _locked(subscriber, by)
    text = _canonical(query, subscriber)
    found = subscriber.searches.filter(query=text).first()
    if found is None:
        _refuse_more(subscriber)
        found = SavedSearch(subscriber=subscriber, query=text, wants=compiled_wants(text))
    found.name = name.strip()[:LONGEST_NAME] or _name_of(subscriber, text)
    found.pace, found.weekday, found.paused_at = pace, weekday, None
    if by is not None:
        found.confirmed_at = found.confirmed_at or timezone.now()
    found.save()
    plan_slot(subscriber)
    events.record(verb="search.saved", subject=found, by=by, data={"pace": str(pace)})
    return found


def _refuse_more(subscriber: Subscriber) -> None:
    if subscriber.searches.count() >= MOST_SEARCHES:
        raise Refused(
            _("You have %(n)d saved searches, which is the most there can be. Delete one first.")
            % {"n": MOST_SEARCHES}
        )


@transaction.atomic
def ask_address(
    *,
    email: str,
    query: Any,
    pace: str,
    weekday: int,
    zone: str = "",
    send_at: dt.time | None = None,
) -> None:
    """Somebody typed an address: mail it a link that turns the alert on. Until then nothing else is mailed.
    Nobody is told whether the address was known, or had all it can have."""
    found, _made = Subscriber.objects.get_or_create(profile=None, email=email)
    found = Subscriber.objects.select_for_update().get(pk=found.pk)
    if not found.searches.confirmed().exists():
        found.timezone = zone or found.timezone
        found.send_at = send_at or found.send_at
        found.save(update_fields=["timezone", "send_at"])
    text = _canonical(query, found)
    search = found.searches.filter(query=text).first()
    if search is None:
        if found.searches.count() >= MOST_SEARCHES:
            return
        search = SavedSearch(subscriber=found, query=text, wants=compiled_wants(text))
        search.name = _name_of(found, text)
        search.pace, search.weekday = pace, weekday
        search.save()
        events.record(verb="search.asked", subject=search, data={"pace": str(pace)})
    emails.ask_confirmation(search)


@transaction.atomic
def confirm_search(*, search: SavedSearch, by: User | None = None) -> SavedSearch:
    """The address said yes; saying so twice changes nothing."""
    subscriber = Subscriber.objects.select_for_update().get(pk=search.subscriber_id)
    search = SavedSearch.objects.get(pk=search.pk)
    if search.confirmed_at is None or subscriber.stopped_at is not None:
        search.confirmed_at = search.confirmed_at or timezone.now()
        search.save(update_fields=["confirmed_at"])
        subscriber.stopped_at = None
        subscriber.save(update_fields=["stopped_at"])
        plan_slot(subscriber)
        events.record(verb="search.confirmed", subject=search, by=by)
    return search


@transaction.atomic
def change_search(
    *, search: SavedSearch, by: User | None, changes: Mapping[str, Any]
) -> SavedSearch:
    """`changes`: SEARCH_FIELDS. Jobs that wait to be told of stay where the new search wants them too."""
    unknown = set(changes) - set(SEARCH_FIELDS)
    if unknown:
        raise TypeError(f"SavedSearch: not changed here: {', '.join(sorted(unknown))}")
    subscriber = _locked(search.subscriber, by)
    search = SavedSearch.objects.get(pk=search.pk)
    changed = [name for name, value in changes.items() if getattr(search, name) != value]
    for name in changed:
        setattr(search, name, changes[name])
    if "query" in changed:
        if subscriber.searches.filter(query=search.query).exclude(pk=search.pk).exists():
            raise Refused(_("You already saved this search."))
        search.wants = compiled_wants(search.query)
    if changed:
        search.save()
        if "pace" in changed:
            due = timezone.now() if search.pace == Pace.INSTANT else None
            AlertHit.objects.filter(search=search).update(due_at=due)
        plan_slot(subscriber)
        events.record(verb="search.changed", subject=search, by=by, fields=changed)
    return search


@transaction.atomic
def change_times(
    *, subscriber: Subscriber, by: User | None, changes: Mapping[str, Any]
) -> Subscriber:
    """Hour, time zone, and whether to tell what she newly qualifies for."""
    subscriber = _locked(subscriber, by)
    unknown = set(changes) - set(SUBSCRIBER_FIELDS)
    if unknown:
        raise TypeError(f"Subscriber: not changed here: {', '.join(sorted(unknown))}")
    changed = [name for name, value in changes.items() if getattr(subscriber, name) != value]
    for name in changed:
        setattr(subscriber, name, changes[name])
    if changed:
        try:
            subscriber.full_clean()
        except ValidationError as error:
            raise Refused(error.messages[0]) from error
        subscriber.save(update_fields=changed)
        plan_slot(subscriber)
        events.record(verb="alerts.times_changed", subject=subscriber, by=by, fields=changed)
    return subscriber


@transaction.atomic
def pause_search(*, search: SavedSearch, by: User | None) -> SavedSearch:
    """Nothing is told while paused; what came meanwhile is not told afterwards."""
    _locked(search.subscriber, by)
    search = SavedSearch.objects.get(pk=search.pk)
    if search.paused_at is None:
        search.paused_at = timezone.now()
        search.save(update_fields=["paused_at"])
        AlertHit.objects.filter(search=search).delete()
        events.record(verb="search.paused", subject=search, by=by)
    return search


@transaction.atomic
def resume_search(*, search: SavedSearch, by: User | None) -> SavedSearch:
    subscriber = _locked(search.subscriber, by)
    search = SavedSearch.objects.get(pk=search.pk)
    if search.paused_at is not None:
        search.paused_at = None
        search.save(update_fields=["paused_at"])
        plan_slot(subscriber)
        events.record(verb="search.resumed", subject=search, by=by)
    return search


@transaction.atomic
def delete_search(*, search: SavedSearch, by: User | None) -> None:
    _locked(search.subscriber, by)
    events.record(verb="search.deleted", subject=search, by=by)
    SavedSearch.objects.filter(pk=search.pk).delete()


@transaction.atomic
def stop_mail(*, subscriber: Subscriber, by: User | None = None) -> None:
    """No mail about jobs from now on; what waits is taken back. Mail about applications is not touched."""
    subscriber = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if subscriber.stopped_at is not None:
        return
    subscriber.stopped_at = timezone.now()
    subscriber.save(update_fields=["stopped_at"])
    subscriber.hits.all().delete()
    emails.take_back(subscriber)
    events.record(verb="alerts.stopped", subject=subscriber, by=by)


@transaction.atomic
def start_mail_again(*, subscriber: Subscriber, by: User | None) -> None:
    subscriber = _locked(subscriber, by)
    if subscriber.stopped_at is not None:
        subscriber.stopped_at = None
        subscriber.save(update_fields=["stopped_at"])
        plan_slot(subscriber)
        events.record(verb="alerts.started_again", subject=subscriber, by=by)


def plan_slot(subscriber: Subscriber, now: dt.datetime | None = None) -> None:
    """Write down when this person's next mail is due; the row is locked by the caller."""
    subscriber.next_at = next_slot(
        now or timezone.now(), subscriber.send_at, subscriber.timezone, subscriber.last_on
    )
    subscriber.save(update_fields=["next_at"])


@transaction.atomic
def forget_unconfirmed(now: dt.datetime | None = None) -> int:
    """Searches nobody confirmed within a week, and addresses with nothing left or long stopped."""
    now = now or timezone.now()
    old = SavedSearch.objects.filter(confirmed_at__isnull=True, created_at__lt=now - FORGET_AFTER)
    gone: int = old.delete()[0]
    addresses = Subscriber.objects.filter(profile__isnull=True)
    stopped = addresses.filter(stopped_at__lt=now - FORGET_STOPPED)
    empty = addresses.filter(searches__isnull=True, created_at__lt=now - FORGET_AFTER)
    return gone + stopped.delete()[0] + empty.delete()[0]


def _locked(subscriber: Subscriber, by: User | None) -> Subscriber:
    """All writes of one person wait for each other, and for the mail that is being made for her."""
    found = Subscriber.objects.select_for_update(of=("self",)).get(pk=subscriber.pk)
    can_manage_subscriber(by, found).require()
    return found


def _canonical(query: Any, subscriber: Subscriber) -> str:
    text = canonical(query, has_profile=subscriber.profile_id is not None)
    if len(text) > LONGEST_QUERY:
        raise Refused(_("This search has too many choices to be saved. Take some out first."))
    return text


def _name_of(subscriber: Subscriber, query: str) -> str:
    profile = owner_of(subscriber)
    return search_name(filter_of(query, profile), profile)
