"""Wall and processor time of calls: ours, and that of the server process that serves us."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from django.db import connection

from matching.bench.scratch import is_local

T = TypeVar("T")


class Times:
    """Milliseconds by what was asked and who answered."""

    def __init__(self) -> None:
        self.wall: dict[tuple[str, str], list[float]] = {}
        self.cpu: dict[tuple[str, str], list[float]] = {}

    def call(self, what: str, who: str, work: Callable[[], T]) -> T:
        server = _server_process()
        begun, ours, theirs = time.perf_counter(), time.process_time(), _spent(server)
        answer = work()
        wall = time.perf_counter() - begun
        cpu = time.process_time() - ours + _spent(server) - theirs
        self.wall.setdefault((what, who), []).append(wall * 1000)
        self.cpu.setdefault((what, who), []).append(cpu * 1000)
        return answer

    def forget(self) -> None:
        self.wall, self.cpu = {}, {}

    def p95(self, what: str, who: str) -> float:
        return _quantile(self.wall[what, who], 0.95)

    def median(self, what: str, who: str) -> float:
        return statistics.median(self.wall[what, who])

    def rows(self) -> list[dict[str, Any]]:
        return [
            {
                "what": what,
                "who": who,
                "n": len(times),
                "wall_median_ms": round(statistics.median(times), 3),
                "wall_p95_ms": round(_quantile(times, 0.95), 3),
                "cpu_median_ms": round(statistics.median(self.cpu[what, who]), 3),
                "cpu_p95_ms": round(_quantile(self.cpu[what, who], 0.95), 3),
            }
            for (what, who), times in self.wall.items()
        ]


def _quantile(values: list[float], share: float) -> float:
    """The value that so many do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _server_process() -> Path | None:
    connection.ensure_connection()
    if not is_local():
        return None
    pid = connection.connection.info.backend_pid
    path = Path(f"/proc/{pid}/schedstat")
    return path if path.exists() else None


def _spent(server: Path | None) -> float:
    """Seconds a process has run; 0 where that cannot be read."""
    return int(server.read_text().split()[0]) / 1e9 if server is not None else 0.0
