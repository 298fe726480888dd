"""What every test stands on: the restricted database role (tests/database.py), plain static files,
a data folder of its own, and Debian's browser for the tests marked `browser`."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings

from jobboard.launch.commands import missing_browser_packages

pytest_plugins = ["tests.database", "tests.cast"]

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
MISSING = missing_browser_packages()
NO_BROWSER = f"Browser tests are skipped. To run them: sudo apt-get install -y {' '.join(MISSING)}"


def pytest_configure(config: pytest.Config) -> None:
    # Hashed names need collectstatic; a test asks for files by their plain names.
    django_settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    # WhiteNoise warns about a folder that nothing was collected into; a warning is an error here.
    Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    # Argon2 takes 50 ms by design; a thousand log-ins in tests need not.
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # What a test writes within its transaction no index may know; tests of the indexes switch them on.
    django_settings.MATCH_INDEX = False
    # Playwright keeps an event loop in the thread that also asks the database.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def _local_only(self: socket.socket, address: Any) -> None:
    if self.family != socket.AF_UNIX and address[0] not in {"127.0.0.1", "::1", "localhost"}:
        raise OSError(f"A test must not open a connection to {address[0]}.")
    return _connect(self, address)


_connect = socket.socket.connect
socket.socket.connect = _local_only  # type: ignore[method-assign]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that drive a browser are marked so; without one they fail in CI and are skipped loudly elsewhere."""
    for item in items:
        if {"page", "context", "browser"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")
        if item.get_closest_marker("browser") and MISSING and os.environ.get("CI") != "true":
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if any(
        NO_BROWSER in str(report.longrepr) for report in terminalreporter.stats.get("skipped", ())
    ):
        terminalreporter.write_line(NO_BROWSER, red=True, bold=True)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    quiet = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ]
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox", "--disable-gpu", *quiet],
    }


@pytest.fixture(autouse=True)
def _own_data_dir(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
