"""Short words for the tests of pages."""

from __future__ import annotations

from django.urls import reverse

OUTSIDE = 302  # to the sign-in page


def at(name: str, *args: str) -> str:
    return reverse(f"profiles:{name}", args=args)


def statuses(browse, cast, url: str, *, method: str = "get", data: dict | None = None) -> dict:
    """Status per person of the cast. Moderator and admin stand for staff who are not members."""
    found = {}
    for name, user in cast.items():
        client = browse(user)
        response = client.post(url, data or {}) if method == "post" else client.get(url)
        found[name] = response.status_code
    return found


def only(*allowed: str, ok: int = 200, else_: int = 404) -> dict:
    """Expected statuses: `ok` for the allowed, the sign-in page for the visitor, `else_` for the rest."""
    names = [
        "visitor",
        "candidate",
        "other_candidate",
        "reviewer",
        "recruiter",
        "owner",
        "outsider",
        "moderator",
        "admin",
    ]
    return {n: OUTSIDE if n == "visitor" else ok if n in allowed else else_ for n in names}
