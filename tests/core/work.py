"""Tasks for the tests of the queue. Files show what ran, whatever became of the database."""

from __future__ import annotations

import datetime as dt
import os
import signal
import time
from pathlib import Path

from core import queue
from core.files.models import FileBytes
from core.queue.registry import CoreTask


def _append(path: str, word: str) -> None:
    with Path(path).open("a") as file:
        file.write(f"{word}\n")


@queue.task("tests.write")
def write(path: str, word: str) -> str:
    _append(path, word)
    return word


@queue.task("tests.fail", max_attempts=3)
def fail(path: str) -> None:
    _append(path, "tried")
    raise ValueError("this task never works")


@queue.task("tests.sleep")
def sleep(path: str, seconds: float) -> None:
    _append(path, f"begin {os.getpid()}")
    time.sleep(seconds)
    _append(path, f"end {os.getpid()}")


@queue.task("tests.store", atomic=True)
def store(path: str, key: str, seconds: float) -> None:
    """Writes a row, then takes its time: the row counts only when the task does."""
    FileBytes.objects.create(key=f"{key}-{os.getpid()}", content=b"")
    _append(path, f"begin {os.getpid()}")
    time.sleep(seconds)


@queue.task("tests.die", max_attempts=2)
def die(path: str) -> None:
    _append(path, "died")
    os.kill(os.getpid(), signal.SIGKILL)


def _tick() -> None:
    """Does nothing, often."""


def ticking(every: dt.timedelta | None = None, at: dt.time | None = None) -> CoreTask:
    return CoreTask(func=_tick, key="tests.tick", every=every, at=at)
