from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.utils import normalize_json

from core.logs.context import current_request_id
from core.queue.models import QueuedTask, TaskState
from core.queue.registry import CoreTask, task_named

_STATUS = {
    TaskState.READY: TaskResultStatus.READY,
    TaskState.RUNNING: TaskResultStatus.RUNNING,
    TaskState.DONE: TaskResultStatus.SUCCESSFUL,
    TaskState.DEAD: TaskResultStatus.FAILED,
}


class PostgresBackend(BaseTaskBackend):
    """django-tasks backend on the core_task table (settings.TASKS)."""

    task_class = CoreTask
    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def enqueue(self, task: Task, args: Any, kwargs: Any) -> TaskResult:
        return self.add(task, args, kwargs, unique_key=None, run_after=task.run_after)

    def add(
        self,
        task: Task,
        args: Any,
        kwargs: Any,
        *,
        unique_key: str | None,
        run_after: dt.datetime | None,
    ) -> TaskResult:
        self.validate_task(task)
        if not isinstance(task, CoreTask) or not task.key:
            raise TypeError("Declare tasks with core.queue.task: a worker finds them by name.")
        row = QueuedTask(
            name=task.key,
            args=normalize_json(list(args)),
            kwargs=normalize_json(kwargs),
            queue=task.queue_name,
            priority=task.priority,
            unique_key=unique_key,
            request_id=current_request_id(),
            max_attempts=task.max_attempts,
            **({"run_after": run_after} if run_after else {}),
        )
        # ON CONFLICT DO NOTHING: a taken unique key is no error and leaves the caller's transaction whole
        QueuedTask.objects.bulk_create([row], ignore_conflicts=True)
        if unique_key is not None and not QueuedTask.objects.filter(pk=row.pk).exists():
            waiting = QueuedTask.objects.filter(
                unique_key=unique_key, state__in=[TaskState.READY, TaskState.RUNNING]
            ).first()
            if waiting is not None:
                return self.result_of(waiting, task)
        return self.result_of(row, task)

    def get_result(self, result_id: str) -> TaskResult:
        try:
            row = QueuedTask.objects.get(pk=uuid.UUID(str(result_id)))
        except (QueuedTask.DoesNotExist, ValueError) as error:
            raise TaskResultDoesNotExist(result_id) from error
        return self.result_of(row, task_named(row.name))

    def result_of(self, row: QueuedTask, task: Task) -> TaskResult:
        enqueued_at = (
            row.enqueued_at if isinstance(row.enqueued_at, dt.datetime) else timezone.now()
        )
        result: TaskResult = TaskResult(
            task=task,
            id=str(row.pk),
            status=_STATUS[TaskState(row.state)],
            enqueued_at=enqueued_at,
            started_at=row.started_at,
            last_attempted_at=row.started_at,
            finished_at=row.finished_at,
            args=row.args,
            kwargs=row.kwargs,
            backend=self.alias,
            errors=[TaskError(exception_class_path=row.error_class, traceback=row.error)]
            if row.error
            else [],
            worker_ids=list(row.workers),
        )
        object.__setattr__(result, "_return_value", row.result)
        return result


def enqueue(
    name: str,
    *args: Any,
    unique_key: str | None = None,
    run_after: dt.datetime | None = None,
    **kwargs: Any,
) -> TaskResult:
    """Enqueue a task by its name, so that services need not import the tasks that call them."""
    return task_named(name).enqueue(*args, unique_key=unique_key, run_after=run_after, **kwargs)


@transaction.atomic
def replay(task_id: uuid.UUID) -> bool:
    """Put a dead letter back in the queue with a fresh count of attempts; False when it is not dead."""
    return bool(
        QueuedTask.objects.filter(pk=task_id, state=TaskState.DEAD).update(
            state=TaskState.READY,
            attempt=0,
            run_after=timezone.now(),
            finished_at=None,
            error="",
            error_class="",
        )
    )
