"""Whatever stands in an address or a form, every page answers: never an error of ours."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.db import transaction
from django.urls import resolve

from tests.cast import NAMES
from tests.house.access import MATRIX
from tests.house.world import world

__all__ = ["world"]

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ["core", "qualifications", "profiles", "listings", "matching", "applications", "moderation"]
# what is typed -> as it stands in an address, already quoted
VALUES = {
    "nothing": "",
    "nul": "%00rn%00",
    "not UTF-8": "%ff%fe%ed%a0%80",
    "a wild word": quote("'\"><script>alert(1)</script>{{7*7}}%(x)s\u202e\u2028😀"),
    "SQL": quote("1' OR 1=1; DROP TABLE core_event;--\\"),
    "a huge number": "9" * 400,
    "not a number": "NaN",
    "below zero": "-1",
    "digits of another script": quote("١٢٣"),
    "very long": "rn:OH," * 500,
    "years": "experience:-5:0000-99-99",
    "colons": quote(":::,,,||rn:OH:ZZ:2:bachelor:"),
}
# Words that code asks requests for.
_READ = re.compile(r"(?:GET|POST|data)(?:\.get|\.getlist)?[\[(]\"([a-z_]+)\"")
_FIELD = re.compile(r"^    ([a-z_]+) = (?:forms|django_filters|_several)\b", re.MULTILINE)


@cache
def parameters() -> tuple[str, ...]:
    """Every name that some view, form or filter reads."""
    found = set()
    for room in ROOMS:
        for file in (ROOT / room).rglob("*.py"):
            text = file.read_text()
            found |= {*_READ.findall(text), *_FIELD.findall(text)}
    return tuple(sorted(found))


def allowed(name: str, method: str) -> str:
    """Somebody who may: who gets the friendliest answer."""
    answers = MATRIX[name, method]
    return min(NAMES, key=lambda person: (answers[person] in {302, 404, 403}, answers[person]))


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_no_address_fails_on_it(value, world, browse):
    everything = "&".join(f"{name}={value}" for name in parameters())
    clients = {person: browse(world.cast[person]) for person in NAMES}
    failed = {}

    for (name, method), answers in MATRIX.items():
        client = clients[allowed(name, method)]
        client.raise_request_exception = False
        with transaction.atomic():
            response = _sent(client, method, world.path(name), everything)
            transaction.set_rollback(True)
        if response.status_code >= 500 > max(answers.values()):
            failed[f"{method} {name}"] = repr(response.exc_info and response.exc_info[1])

    assert failed == {}


def _sent(client, method: str, path: str, query: str):
    if method == "GET":
        return client.get(f"{path}?{query}")
    return client.post(path, query, content_type="application/x-www-form-urlencoded")


@pytest.mark.parametrize("value", ["%00", "%00x", "%ff", "x" * 3000, "9" * 40])
def test_no_address_fails_on_it_in_its_path(value, world, browse):
    clients = {person: browse(world.cast[person]) for person in NAMES}
    failed = {}

    for name, method in MATRIX:
        client = clients[allowed(name, method)]
        client.raise_request_exception = False
        for path in _replaced(world.path(name), value):
            with transaction.atomic():
                response = _sent(client, method, path, "")
                transaction.set_rollback(True)
            if response.status_code >= 500:
                failed[f"{method} {path}"] = repr(response.exc_info and response.exc_info[1])

    assert failed == {}


def _replaced(path: str, value: str) -> list[str]:
    """The address with each of its changing parts in turn replaced."""
    parts = {f"/{part}/" for part in resolve(path).kwargs.values() if part}
    return [path.replace(part, f"/{value}/") for part in parts if part in path]


def test_a_parameter_said_ten_thousand_times_is_answered(world, browse):
    client = browse(world.cast["candidate"])
    few, many = (urlencode([("have", "rn:OH")] * times) for times in (900, 10_000))

    for name in ("matching:job_search", "profiles:facts_suggested", "matching:qualification_list"):
        assert client.get(f"{world.path(name)}?{few}").status_code < 500
        assert client.get(f"{world.path(name)}?{many}").status_code == 400


def test_names_of_parameters_are_found():
    assert {"q", "near", "have", "was", "asks", "opens", "state", "title"} <= set(parameters())
