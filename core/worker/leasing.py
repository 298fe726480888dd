"""The SQL of leases. Every statement is one short transaction of its own."""

from __future__ import annotations

import datetime as dt
import json
import random
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from core.queue.registry import CoreTask, periodic_tasks

LEASE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Claim:
    """A task this worker may run now. (id, worker, attempt) is the fence: a later claim has another attempt."""

    id: uuid.UUID
    name: str
    args: list[Any]
    kwargs: dict[str, Any]
    attempt: int
    max_attempts: int
    request_id: str
    worker: str


# A lease that ran out: the worker died or hangs. With tries left the task is due again at once, else it is
# a dead letter, so that a task which kills its worker cannot do so for ever.
_RETURN = """
UPDATE core_task SET
    state = CASE WHEN attempt >= max_attempts THEN 'dead' ELSE 'ready' END,
    finished_at = CASE WHEN attempt >= max_attempts THEN clock_timestamp() END,
    error = CASE WHEN attempt >= max_attempts THEN 'The worker died or hung in every attempt.' ELSE error END,
    error_class = CASE WHEN attempt >= max_attempts THEN 'core.queue.LeaseLost' ELSE error_class END,
    worker = '', lease_until = NULL
WHERE id IN (
    SELECT id FROM core_task WHERE state = 'running' AND lease_until < clock_timestamp()
    FOR UPDATE SKIP LOCKED
)
"""
_CLAIM = """
UPDATE core_task SET
    state = 'running', worker = %(worker)s, attempt = attempt + 1,
    workers = workers || to_jsonb(%(worker)s::text),
    started_at = clock_timestamp(), lease_until = clock_timestamp() + make_interval(secs => %(lease)s)
WHERE id = (
    SELECT id FROM core_task WHERE state = 'ready' AND run_after <= %(now)s
    ORDER BY priority DESC, run_after, id
    FOR UPDATE SKIP LOCKED LIMIT 1
)
RETURNING id, name, args::text, kwargs::text, attempt, max_attempts, request_id
"""
_EXTEND = """
UPDATE core_task SET lease_until = clock_timestamp() + make_interval(secs => %(lease)s)
WHERE worker = %(worker)s AND state = 'running' AND id = ANY(%(ids)s::uuid[])
"""
_BEAT = """
INSERT INTO core_worker_beat (worker, started_at, beat_at) VALUES (%s, clock_timestamp(), clock_timestamp())
ON CONFLICT (worker) DO UPDATE SET beat_at = clock_timestamp()
"""
_FENCE = "WHERE id = %(id)s AND worker = %(worker)s AND attempt = %(attempt)s AND state = 'running'"
_DONE = f"""
UPDATE core_task SET state = 'done', finished_at = clock_timestamp(), result = %(result)s::jsonb,
    error = '', error_class = '', lease_until = NULL
{_FENCE}
"""
_FAILED = f"""
UPDATE core_task SET
    state = CASE WHEN attempt >= max_attempts THEN 'dead' ELSE 'ready' END,
    finished_at = CASE WHEN attempt >= max_attempts THEN clock_timestamp() END,
    run_after = %(again)s,
    error = %(error)s, error_class = %(error_class)s, worker = '', lease_until = NULL
{_FENCE}
"""
_RELEASE = f"""
UPDATE core_task SET state = 'ready', attempt = attempt - 1, worker = '', lease_until = NULL
{_FENCE}
"""


def return_expired() -> int:
    with connection.cursor() as cursor:
        cursor.execute(_RETURN)
        return cursor.rowcount


def claim(worker: str, lease: float = LEASE_SECONDS) -> Claim | None:
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, {"worker": worker, "lease": lease, "now": timezone.now()})
        row = cursor.fetchone()
    if row is None:
        return None
    task_id, name, args, kwargs, attempt, max_attempts, request_id = row
    return Claim(
        task_id,
        name,
        json.loads(args),
        json.loads(kwargs),
        attempt,
        max_attempts,
        request_id,
        worker,
    )


def beat(worker: str, held: Iterable[Claim] = (), lease: float = LEASE_SECONDS) -> None:
    """Sign of life, and longer leases for the tasks that are really being run: one whose end could not be
    written must run out."""
    ids = [str(claim.id) for claim in held]
    with connection.cursor() as cursor:
        if ids:
            cursor.execute(_EXTEND, {"worker": worker, "lease": lease, "ids": ids})
        cursor.execute(_BEAT, [worker])


def bury(worker: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_worker_beat WHERE worker = %s", [worker])


def mark_done(held: Claim, result: Any) -> bool:
    """False when the lease was lost: someone else has the task, nothing was written."""
    return _fenced(_DONE, held, result=json.dumps(result))


def mark_failed(held: Claim, error: BaseException, trace: str) -> bool:
    wait = min(3600.0, 5.0 * 2**held.attempt) * random.uniform(0.8, 1.2)
    path = f"{type(error).__module__}.{type(error).__qualname__}"
    again = timezone.now() + dt.timedelta(seconds=wait)
    return _fenced(_FAILED, held, again=again, error=trace[-8000:], error_class=path[:200])


def release(held: Claim) -> bool:
    """Give the task back unfinished (the worker is stopping); the attempt does not count."""
    return _fenced(_RELEASE, held)


def _fenced(sql: str, held: Claim, **values: Any) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            sql, {"id": held.id, "worker": held.worker, "attempt": held.attempt, **values}
        )
        return cursor.rowcount == 1


def open_slots(now: dt.datetime, seen: dict[str, dt.datetime] | None = None) -> int:
    """Enqueue each periodic task whose latest slot nobody opened yet. Safe in any number of workers.
    `seen` is the caller's memory of slots that need no asking."""
    seen = seen if seen is not None else {}
    opened = 0
    for task in periodic_tasks():
        slot = task.slot_at(now)
        if slot is not None and seen.get(task.key) != slot:
            opened += _open_slot(task, slot)
            seen[task.key] = slot
    return opened


@transaction.atomic
def _open_slot(task: CoreTask, slot: dt.datetime) -> int:
    # The slot and its task commit together: a crash between them must not lose the slot.
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_periodic_slot (name, slot) VALUES (%s, %s) ON CONFLICT DO NOTHING",
            [task.key, slot],
        )
        if cursor.rowcount == 0:
            return 0
    # When the run before is still going, this slot is skipped rather than run beside it.
    task.enqueue(unique_key=f"periodic:{task.key}")
    return 1
