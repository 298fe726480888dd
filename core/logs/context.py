from __future__ import annotations

import secrets
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_request_id: ContextVar[str] = ContextVar("request_id", default="")


def current_request_id() -> str:
    """Id of the request or background task being worked on; empty outside of both."""
    return _request_id.get()


@contextmanager
def request_id_set(value: str = "") -> Iterator[str]:
    """Everything logged and recorded inside bears this id (a new one when none is given)."""
    value = value or secrets.token_hex(8)
    token = _request_id.set(value)
    try:
        yield value
    finally:
        _request_id.reset(token)
