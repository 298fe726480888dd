from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django_tasks.base import Task, TaskResult

_tasks: dict[str, CoreTask] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreTask(Task):
    """A django-tasks Task with a name of its own (stable when code moves) and our extras."""

    key: str = ""
    every: dt.timedelta | None = None
    at: dt.time | None = None
    max_attempts: int = 5
    atomic: bool = False
    unique_key: str | None = None

    def enqueue(
        self,
        *args: Any,
        unique_key: str | None = None,
        run_after: dt.datetime | None = None,
        **kwargs: Any,
    ) -> TaskResult:
        """Add the work in the caller's transaction. With a `unique_key` that already waits or runs,
        nothing is added and the waiting one is returned."""
        from_backend = self.get_backend()
        return from_backend.add(self, args, kwargs, unique_key=unique_key, run_after=run_after)  # type: ignore[attr-defined]

    def slot_at(self, now: dt.datetime) -> dt.datetime | None:
        """The latest due moment not after `now`; None for a task that is not periodic.

        `every`: whole multiples since 1970. `at`: once per local date (TIME_ZONE), also on the days the
        clocks change; days missed collapse into the latest.
        """
        if self.at is not None:
            zone = ZoneInfo(settings.TIME_ZONE)
            today = now.astimezone(zone).date()
            moment = dt.datetime.combine(today, self.at, tzinfo=zone)
            if moment.astimezone(dt.UTC) > now:
                moment = dt.datetime.combine(today - dt.timedelta(days=1), self.at, tzinfo=zone)
            return moment.astimezone(dt.UTC)
        if self.every is not None:
            seconds = int(self.every.total_seconds())
            return dt.datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, tz=dt.UTC)
        return None


def task(
    name: str,
    *,
    every: dt.timedelta | None = None,
    at: dt.time | None = None,
    max_attempts: int = 5,
    priority: int = 0,
    atomic: bool = False,
) -> Callable[[Callable[..., Any]], CoreTask]:
    """Make a module-level function a background task called `name` ("<room>.<verb_noun>").

    `every` or `at` (local time, daily) makes it periodic. `atomic`: its database work and the mark "done"
    commit together, so that a worker which lost its lease changes nothing at all; leave it False for
    work that commits in steps or talks to the outside.
    """
    if every is not None and every < dt.timedelta(seconds=1):
        raise ValueError("every must be at least one second")

    def wrap(function: Callable[..., Any]) -> CoreTask:
        made = CoreTask(
            func=function,
            key=name,
            every=every,
            at=at,
            max_attempts=max_attempts,
            priority=priority,
            atomic=atomic,
        )
        known = _tasks.get(name)
        if known is not None and known.module_path != made.module_path:
            raise ValueError(
                f"Two tasks are called {name!r}: {known.module_path} and {made.module_path}."
            )
        _tasks[name] = made
        return made

    return wrap


def task_named(name: str) -> CoreTask:
    """Raises KeyError for a name nobody registered."""
    return _tasks[name]


def periodic_tasks() -> list[CoreTask]:
    return [task for task in _tasks.values() if task.every or task.at]
