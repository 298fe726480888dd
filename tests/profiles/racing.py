from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connection


def race(*actions: Callable[[], object]) -> list[str]:
    """Run the actions at the same moment, each on a connection of its own; "done" or the exception's name."""
    gate = threading.Barrier(len(actions))
    outcomes: list[str] = []

    def run(action: Callable[[], object]) -> None:
        try:
            gate.wait(timeout=10)
            action()
            outcomes.append("done")
        except Exception as error:
            outcomes.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(action,)) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes
