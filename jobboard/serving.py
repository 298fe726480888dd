"""What gunicorn does for our workers, beyond its command line."""

from __future__ import annotations

from typing import Any


def post_worker_init(worker: Any) -> None:
    """After the fork: read the jobs while the first pages are answered from the tables."""
    from matching import index  # noqa: PLC0415  (the apps are ready only now)

    index.start_loading()
