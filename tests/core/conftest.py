from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from django.db import connection

from core.queue import registry
from core.queue.registry import CoreTask


@pytest.fixture
def periodic(monkeypatch: pytest.MonkeyPatch) -> Callable[[CoreTask], CoreTask]:
    """Makes the given task the only one that exists."""

    def only(task: CoreTask) -> CoreTask:
        monkeypatch.setattr(registry, "_tasks", {task.key: task})
        return task

    return only


def test_database_url() -> str:
    values = connection.settings_dict
    query = urlencode(
        {"host": values["HOST"], **({"port": values["PORT"]} if values["PORT"] else {})}
    )
    return f"postgresql://{values['USER']}:{values['PASSWORD']}@/{values['NAME']}?{query}"


test_database_url.__test__ = False  # type: ignore[attr-defined]


@pytest.fixture
def start_worker(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen]]:
    """Starts real worker processes on the test database; kills what is left of them."""
    started: list[subprocess.Popen] = []

    def start(lease: float = 1.0, **env: str) -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.core.worker_process", str(lease)],
            cwd=settings.BASE_DIR,
            env={
                **os.environ,
                "DATABASE_URL": test_database_url(),
                "DATA_DIR": str(tmp_path),
                **env,
            },
            stderr=subprocess.DEVNULL,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.send_signal(signal.SIGCONT)
            process.kill()
        process.wait()


@pytest.fixture
def wait_for() -> Callable[..., None]:
    def wait(ready: Callable[[], object], seconds: float = 15) -> None:
        deadline = time.monotonic() + seconds
        while not ready():
            assert time.monotonic() < deadline, "waited in vain"
            time.sleep(0.05)

    return wait


class Postman:
    """An SMTP server that keeps what it accepts. `answer` is what it says to the next recipients."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.recipients: list[str] = []
        self.answer: Callable[[str], str] = lambda address: "250 OK"
        self.before_accepting: Callable[[], None] = lambda: None

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        answer = self.answer(address)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope) -> str:
        self.before_accepting()
        self.mails.append(envelope.content)
        self.recipients += envelope.rcpt_tos
        return "250 accepted"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def postman(settings) -> Iterator[Postman]:
    postman = Postman()
    controller = Controller(postman, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = controller.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield postman
    controller.stop()
