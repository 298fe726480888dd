from __future__ import annotations

import datetime as dt
import os
import secrets
import socket
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from typing import Any

import structlog
from django.db import (
    InterfaceError,
    OperationalError,
    close_old_connections,
    connection,
    transaction,
)
from django.utils import timezone
from django_tasks import task_backends
from django_tasks.base import TaskContext
from django_tasks.utils import normalize_json

from core.logs.context import request_id_set
from core.queue.models import QueuedTask
from core.queue.registry import task_named
from core.worker import leasing

_log = structlog.get_logger("worker")
DATABASE_GONE = (OperationalError, InterfaceError)


class LeaseLost(Exception):
    """Another worker has the task: what this one did in the task's transaction is rolled back."""


class Worker:
    """Runs tasks in `threads` threads, each of `pumps` (functions that do a bit of due work and return how
    much) in a thread of its own, and a heartbeat that keeps the leases. A database that goes away is
    waited for."""

    def __init__(
        self,
        *,
        threads: int = 1,
        pumps: Sequence[Callable[[], int]] = (),
        lease: float = leasing.LEASE_SECONDS,
        idle: float = 0.5,
        drain: float = 30.0,
    ) -> None:
        self.name = f"{socket.gethostname()[:40]}-{os.getpid()}-{secrets.token_hex(4)}"
        self.threads, self.pumps = threads, pumps
        self.lease, self.idle, self.drain = lease, idle, drain
        self.stopping = threading.Event()
        self.ended = threading.Event()
        self.holding: dict[int, leasing.Claim] = {}
        self.slots: dict[str, dt.datetime] = {}

    def stop(self) -> None:
        self.stopping.set()

    def run(self) -> bool:
        """Work until `stop()`. Then let running tasks end for `drain` seconds; True when all did. Tasks
        that did not are given back, fenced, and the process has to exit."""
        heart = self._thread(self._beat, self.lease / 4, self.ended)
        steps = [self._work] * self.threads + list(self.pumps)
        hands = [self._thread(step, self.idle, self.stopping) for step in steps]
        _log.info("worker_started", worker=self.name)
        for thread in (heart, *hands):
            thread.start()
        while not self.stopping.wait(1):  # wakes up for signals
            pass
        deadline = time.monotonic() + self.drain
        while any(hand.is_alive() for hand in hands) and time.monotonic() < deadline:
            for hand in hands:
                hand.join(timeout=0.05)
        self.ended.set()
        left = list(self.holding.values())
        for held in left:
            leasing.release(held)
        leasing.bury(self.name)
        connection.close()
        _log.info("worker_stopped", worker=self.name, given_back=len(left))
        return not any(hand.is_alive() for hand in hands)

    def _thread(
        self, step: Callable[[], int], pause: float, until: threading.Event
    ) -> threading.Thread:
        return threading.Thread(target=self._loop, args=(step, pause, until), daemon=True)

    def _loop(self, step: Callable[[], int], pause: float, until: threading.Event) -> None:
        while not until.is_set():
            did = 0
            try:
                close_old_connections()
                did = step()
            except DATABASE_GONE:
                _log.warning("database_away", worker=self.name)
                connection.close()
                until.wait(1)
            except Exception:
                _log.exception("worker_step_failed", worker=self.name)
                until.wait(1)
            if not did:
                until.wait(pause)
        connection.close()

    def _beat(self) -> int:
        leasing.beat(self.name, list(self.holding.values()), self.lease)
        return 0

    def _work(self) -> int:
        leasing.return_expired()
        leasing.open_slots(timezone.now(), self.slots)
        held = leasing.claim(self.name, self.lease)
        if held is None:
            return 0
        self.holding[threading.get_ident()] = held
        try:
            execute(held)
        finally:
            self.holding.pop(threading.get_ident(), None)
        return 1


def execute(held: leasing.Claim) -> bool:
    """Run a claimed task and mark the outcome; False when it failed or the lease was lost meanwhile."""
    started = time.monotonic()
    with request_id_set(held.request_id):
        try:
            marked = _run(held)
        except DATABASE_GONE as error:
            connection.close()
            _fail(held, error)
            return False
        except Exception as error:
            _fail(held, error)
            return False
        took = round((time.monotonic() - started) * 1000)
        _log.info(
            "task_done" if marked else "task_fenced", task=held.name, attempt=held.attempt, ms=took
        )
        return marked


def _run(held: leasing.Claim) -> bool:
    task = task_named(held.name)
    args = list(held.args)
    if task.takes_context:
        row = QueuedTask.objects.get(pk=held.id)
        backend: Any = task_backends[task.backend]
        args.insert(0, TaskContext(task_result=backend.result_of(row, task)))
    if not task.atomic:
        return leasing.mark_done(held, normalize_json(task.call(*args, **held.kwargs)))
    try:
        with transaction.atomic():
            result = normalize_json(task.call(*args, **held.kwargs))
            if not leasing.mark_done(held, result):
                raise LeaseLost(held.name)
    except LeaseLost:
        return False
    return True


def _fail(held: leasing.Claim, error: BaseException) -> None:
    _log.error(
        "task_failed",
        task=held.name,
        attempt=held.attempt,
        of=held.max_attempts,
        error=type(error).__name__,
    )
    leasing.mark_failed(held, error, "".join(traceback.format_exception(error)))


def run_due(limit: int = 1000) -> int:
    """Run everything that is due now in this process, retries not awaited; how many ran. For tests and
    `run_worker --once`."""
    name = f"once-{os.getpid()}-{secrets.token_hex(4)}"
    for count in range(limit):
        leasing.return_expired()
        held = leasing.claim(name)
        if held is None:
            return count
        execute(held)
    return limit
