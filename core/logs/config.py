from __future__ import annotations

import re
from typing import Any

import structlog

from core.logs.context import current_request_id

# Whatever a caller passes under these names never reaches a line.
PERSONAL_KEYS = frozenset(
    {
        *("email", "to", "recipient", "name", "first_name", "last_name", "full_name", "phone"),
        *("address", "ip", "remote_addr", "password", "token", "code", "secret", "cookie"),
        *("authorization", "query_string", "body", "text", "subject"),
    }
)
_ADDRESS = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+\.[^\s@<>\"']+")


def add_request_id(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    request_id = current_request_id()
    if request_id:
        event.setdefault("request_id", request_id)
    return event


def drop_personal_data(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Last line of defence: callers log ids, but libraries log what they like."""
    for key, value in list(event.items()):
        if key in PERSONAL_KEYS:
            event[key] = "[removed]"
        elif isinstance(value, str) and "@" in value:
            event[key] = _ADDRESS.sub("[address]", value)
    return event


_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
    add_request_id,
]


def logging_config(level: str = "INFO", *, pretty: bool = False) -> dict[str, Any]:
    """Value for settings.LOGGING; also configures structlog. `pretty` is for a person at a terminal."""
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    last = (
        structlog.dev.ConsoleRenderer(colors=False)
        if pretty
        else structlog.processors.JSONRenderer()
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": _SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    drop_personal_data,
                    last,
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # the request line is ours (core.logs.middleware); these would repeat it with paths and addresses
            "django.server": {"handlers": [], "propagate": False},
            "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
            "django.security.DisallowedHost": {"handlers": [], "propagate": False},
        },
    }
