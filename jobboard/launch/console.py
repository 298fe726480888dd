"""Progress for a person, on standard error; results go to standard output."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stop(Exception):
    """Ends the run with one plain sentence for the person at the terminal."""


def say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


@contextmanager
def step(title: str) -> Iterator[None]:
    """One line per step with its seconds; on a terminal the seconds count while it runs."""
    begun = time.monotonic()
    done = threading.Event()
    live = sys.stderr.isatty()

    def tick() -> None:
        while not done.wait(0.2):
            sys.stderr.write(f"\r  {title} ... {time.monotonic() - begun:.0f} s ")
            sys.stderr.flush()

    ticker = threading.Thread(target=tick, daemon=True)
    if live:
        ticker.start()
    else:
        say(f"  {title} ...")
    try:
        yield
    except BaseException:
        done.set()
        say(f"{chr(13) if live else ''}  {title}: not finished")
        raise
    done.set()
    if live:
        ticker.join()
    say(f"{chr(13) if live else ''}  {title}: {time.monotonic() - begun:.1f} s   ")
