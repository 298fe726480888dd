"""A site as on its first morning: vocabulary and places, nobody and nothing else. Mail goes to a real server."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler

from core.mail import sending
from jobboard import assets
from tests.journeys.walking import Walker


@pytest.fixture(autouse=True, scope="session")
def _built_assets() -> None:
    assets.main()


@pytest.fixture(autouse=True)
def _first_morning(vocabulary: None, places: None, transactional_db: None) -> None:
    """Empty, but for what the product brings along."""


class _Inbox(MessageHandler):
    def __init__(self) -> None:
        super().__init__()
        self.received: list[Message] = []

    def handle_message(self, message: Message) -> None:
        self.received.append(message)


@pytest.fixture
def inbox(settings: Any) -> Iterator[list[Message]]:
    """What the mail server took, in order."""
    handler = _Inbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(handler, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    sending.away.reached()
    yield handler.received
    server.stop()


@pytest.fixture
def walk(live_server: Any, browser: Any) -> Iterator[Callable[..., Walker]]:
    """`walk("dana")` is a person with a browser of her own; `scripts=False` turns JavaScript off."""
    contexts = []

    def start(name: str, *, scripts: bool = True) -> Walker:
        context = browser.new_context(
            base_url=live_server.url,
            java_script_enabled=scripts,
            viewport={"width": 1280, "height": 900},
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return Walker(context.new_page(), name, scripts)

    yield start
    for context in contexts:
        context.close()
