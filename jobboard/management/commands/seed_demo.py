from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand

from jobboard.demo.making import is_made, make_demo


class Command(BaseCommand):
    help = "Make the demo: invented employers, candidates, jobs and applications. A second run changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if is_made():
            self.stdout.write("The demo is already here; nothing was changed.")
            return
        start = time.monotonic()
        made = make_demo(lambda part: self.tell(part, start))
        words = ", ".join(f"{name} {number}" for name, number in sorted(made.items()))
        self.stdout.write(f"The demo is made in {time.monotonic() - start:.0f} s: {words}.")

    def tell(self, part: str, start: float) -> None:
        self.stderr.write(f"  demo {time.monotonic() - start:4.0f} s  {part}")
