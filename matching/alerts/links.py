"""Signed addresses for people without a log-in: they hold for good, name nobody, and cannot be altered."""

from __future__ import annotations

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from matching.models import SavedSearch, Subscriber

_SALT = "matching.alerts"


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"{_SALT}.{purpose}", sep=".")


def key_of(subscriber: Subscriber) -> str:
    """Opens the person's own list of searches."""
    return _signer("manage").sign(subscriber.public_id)


def stop_key_of(subscriber: Subscriber) -> str:
    """Ends all mail about jobs, and can do nothing else."""
    return _signer("stop").sign(subscriber.public_id)


def confirm_key_of(search: SavedSearch) -> str:
    return _signer("confirm").sign(search.public_id)


def opened(purpose: str, key: str) -> str | None:
    """The public id that was signed for this purpose; None for anything else."""
    try:
        return _signer(purpose).unsign(key)
    except BadSignature:
        return None


def address(name: str, **kwargs: str) -> str:
    return settings.SITE_URL + reverse(f"matching:{name}", kwargs=kwargs)
