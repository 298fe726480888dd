"""Reading the environment, so that a wrong value stops the start with one sentence."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def env(name: str, default: str | None = None) -> str:
    """The variable itself, or the content of the file that NAME_FILE points to (secrets are mounted so)."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        return Path(path).read_text().strip()
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set the environment variable {name}.")
    return value


def env_flag(name: str, default: bool = False) -> bool:
    value = env(name, str(int(default))).lower()
    if value not in {"0", "1", "true", "false", "yes", "no"}:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return value in {"1", "true", "yes"}


def database(url: str, *, role: str) -> dict[str, Any]:
    """Django's settings for a postgresql:// address; `role` is what the connection works as ("": itself)."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://")
    query = dict(parse_qsl(parts.query))
    session = "-c lock_timeout=3000 -c idle_in_transaction_session_timeout=60000"
    if role:
        session += f" -c statement_timeout=15000 -c role={role}"
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": query.pop("port", str(parts.port or "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"tcp_user_timeout": 5000, **query, "connect_timeout": 3, "options": session},
    }
