"""A worker with the tests' tasks, as a process of its own: `python -m tests.core.worker_process LEASE`."""

from __future__ import annotations

import signal
import sys

import django

if __name__ == "__main__":
    django.setup()

    from core import mail
    from core.queue import registry
    from core.worker import Worker
    from tests.core import work  # noqa: F401 - registers its tasks

    # Housekeeping of the rooms would run beside the test's own tasks.
    for name in [name for name in registry._tasks if not name.startswith("tests.")]:
        del registry._tasks[name]
    worker = Worker(pumps=[mail.send_due], lease=float(sys.argv[1]), idle=0.05, drain=10)
    signal.signal(signal.SIGTERM, lambda *_: worker.stop())
    worker.run()
