"""The profile itself, and the closures kept with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import events
from profiles.models import CandidateProfile, User
from profiles.permissions import can_edit_profile
from profiles.selectors import held_by
from profiles.services.saving import apply_changes, checked
from qualifications import vocabulary

PROFILE_FIELDS = (
    "headline",
    "about",
    "phone",
    "place",
    "radius_miles",
    "open_to_remote",
    "work_authorized",
    "needs_sponsorship",
    "employment_types",
    "shifts",
    "hours_min",
    "hours_max",
    "available_from",
    "soft_skills",
)
DERIVED = ["held_terms", "denied_terms", "terms_on", "terms_under", "version"]


@transaction.atomic
def start_profile(*, by: User) -> CandidateProfile:
    """The person's profile, made if there is none yet. Hidden until changed."""
    profile, made = CandidateProfile.objects.get_or_create(user=by)
    if made:
        events.record(verb="profile_started", subject=profile, by=by)
    return profile


@transaction.atomic
def update_profile(
    *, profile: CandidateProfile, by: User | None, changes: Mapping[str, Any]
) -> CandidateProfile:
    """Change fields of the profile (PROFILE_FIELDS). Raises Refused with the field that is wrong."""
    profile = locked(profile, by)
    changed = apply_changes(profile, changes, PROFILE_FIELDS)
    if not changed:
        return profile
    checked(profile)
    profile.version += 1
    profile.save(update_fields=[*changed, "version", "updated_at"])
    if "work_authorized" in changed:
        recompute_terms(profile=profile)
    events.record(verb="profile_updated", subject=profile, by=by, fields=changed)
    return profile


@transaction.atomic
def update_account(*, user: User, by: User, changes: Mapping[str, Any]) -> User:
    """Name, language and time zone; the address and password go through allauth."""
    user = User.objects.select_for_update().get(pk=user.pk)
    changed = apply_changes(user, changes, ("full_name", "language", "timezone"))
    if changed:
        checked(user, exclude=["password", "email"])
        user.save(update_fields=changed)
        events.record(verb="account_updated", subject=user, by=by, fields=changed)
    return user


@transaction.atomic
def recompute_terms(
    *, profile: CandidateProfile, on: date | None = None, stated: bool = False
) -> CandidateProfile:
    """Bring `held_terms` and `denied_terms` up to date with the facts, on that day (default today).

    A denial that a fact now contradicts is dropped: the later, more exact word counts. `stated`: a line
    was changed, so the version goes up too. Call within the transaction that changed the facts.
    """
    on = on or timezone.localdate()
    fresh = (
        CandidateProfile.objects.for_matching().select_for_update(of=("self",)).get(pk=profile.pk)
    )
    held, denied = held_by(fresh, on)
    fresh.denials.filter(term_id__in=held.ids).delete()
    fresh.held_terms = sorted(held.ids)
    fresh.denied_terms = sorted(held.known_not(denied))
    fresh.terms_on = on
    fresh.terms_under = held.words.token
    fresh.version += int(stated)
    # a night's recomputing is no news of hers: people are listed by when they last said something
    saved = [*DERIVED, "updated_at"] if stated else DERIVED
    fresh.save(update_fields=saved)
    for name in saved:
        setattr(profile, name, getattr(fresh, name))
    return profile


def refresh_terms(*, on: date | None = None, batch: int = 200) -> int:
    """Recompute the profiles not yet looked at today, or not since the vocabulary changed: licenses
    expire and compacts begin overnight, and an admin's edit that holds from today is followed today."""
    on = on or timezone.localdate()
    done = 0
    while True:
        token = vocabulary.current().token
        stale = CandidateProfile.objects.exclude(terms_on=on, terms_under=token).order_by("pk")
        profiles = list(stale[:batch])
        for profile in profiles:
            recompute_terms(profile=profile, on=on)
        done += len(profiles)
        if len(profiles) < batch:
            return done


def locked(profile: CandidateProfile, by: User | None) -> CandidateProfile:
    """The profile, locked for the transaction and checked to be `by`'s own (None: the system)."""
    found = CandidateProfile.objects.select_for_update(of=("self",)).get(pk=profile.pk)
    if by is not None:
        can_edit_profile(by, found).require()
    return found
