"""A GET may be repeated, prefetched and scanned: it writes sessions, caches and counters, nothing else."""

from __future__ import annotations

import pytest

from tests.cast import NAMES
from tests.house.access import MATRIX
from tests.house.world import ask, world

__all__ = ["world"]


@pytest.mark.parametrize("person", NAMES)
def test_get_writes_nothing(person, world, browse):
    client = browse(world.cast[person])

    written = {}
    for name in {name for name, _method in MATRIX}:
        _status, found = ask(client, "GET", world.path(name))
        if found:
            written[name] = found

    assert written == {}
