from __future__ import annotations

import os
import signal
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from core import mail
from core.worker import Worker, leasing, open_slots, run_due


class Command(BaseCommand):
    help = "Run background tasks and send queued mail until SIGTERM; then finish what is running and stop."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then stop")
        parser.add_argument("--threads", type=int, default=1, help="tasks at a time (default 1)")
        parser.add_argument(
            "--lease",
            type=float,
            default=leasing.LEASE_SECONDS,
            help="seconds until a silent task is taken over",
        )
        parser.add_argument(
            "--drain", type=float, default=30.0, help="seconds to let running tasks end"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        autodiscover_modules("tasks")
        if options["once"]:
            open_slots(timezone.now())
            self.stdout.write(f"{run_due()} tasks run, {mail.send_due()} mails sent")
            return
        worker = Worker(
            threads=options["threads"],
            pumps=[mail.send_due],
            lease=options["lease"],
            drain=options["drain"],
        )

        def stop(_signal: int, _frame: Any) -> None:
            if worker.stopping.is_set():
                os._exit(1)  # asked twice: leases run out by themselves
            worker.stop()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        if not worker.run():
            sys.stdout.flush()
            os._exit(0)  # threads that did not end cannot be joined; their tasks were given back
