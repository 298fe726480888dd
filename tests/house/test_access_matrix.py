"""Every address, for everybody: `access.py` says who gets which answer, and refusals change nothing."""

from __future__ import annotations

import pytest

from tests.cast import NAMES
from tests.house.access import MATRIX
from tests.house.tree import addresses, own_addresses
from tests.house.world import ask, world

__all__ = ["world"]
LIBRARIES = ("account_", "mfa_", "api:")  # allauth guards its own; the API is open to all


def test_every_address_has_its_lines():
    missing = {name for name, _pattern in own_addresses()} - {name for name, _method in MATRIX}

    assert missing == set(), "add a line `name METHOD codes` to tests/house/access.py"


def test_every_line_has_its_address():
    stale = {name for name, _method in MATRIX} - {name for name, _pattern in own_addresses()}

    assert stale == set(), "take these lines out of tests/house/access.py"


def test_other_addresses_are_known_libraries():
    own = {name for name, _pattern in own_addresses()}

    assert not [n for n, _p in addresses() if n not in own and not n.startswith(LIBRARIES)]


@pytest.mark.parametrize("person", NAMES)
def test_answers_are_those_of_the_matrix(person, world, browse):
    client = browse(world.cast[person])
    wrong, changed, broken = [], [], []

    for (name, method), codes in MATRIX.items():
        status, written = ask(client, method, world.path(name))
        if status != codes[person]:
            wrong.append(f"{name} {method}: {status}, the matrix says {codes[person]}")
        if status in {403, 404, 405, 410} and written:
            changed.append(f"{name} {method}: {written}")
        if status >= 500 and status != 503:
            broken.append(f"{name} {method}")

    assert wrong == []
    assert changed == [], "a refusal changes nothing"
    assert broken == []
