"""People by binary COPY: their arrays of terms are long, and text would double the work."""

from __future__ import annotations

import datetime as dt
import random
import struct
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Protocol

import numpy as np
from django.db import connection

from core.places import Place
from matching.bench.crowd import Bools, Crowd, Person
from matching.bench.filling import BATCH, Spots

_EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
_INT4_ARRAY = 23
_COLUMNS = """id, public_id, user_id, place_id, radius_miles, open_to_remote, visibility, held_terms,
    denied_terms, updated_at, area_state, area_lat, area_lng"""


@dataclass(frozen=True, slots=True)
class Draft:
    number: int
    place: Place
    radius: int
    remote: bool
    visibility: str
    updated: int  # microseconds since 2000


class Listener(Protocol):
    def add(self, draft: Draft, held: Bools, known_not: Bools) -> None:
        """An open person, as she was made."""
        ...


def fill_people(
    dice: random.Random, spots: Spots, crowd: Crowd, count: int, kept: set[int], floor: Listener
) -> dict[int, Person]:
    """Those of `kept` are given back."""
    people: dict[int, Person] = {}
    for done in range(0, count, BATCH):
        data = BytesIO()
        data.write(b"PGCOPY\n\xff\r\n\0" + bytes(8))
        places = spots.pick(dice, min(BATCH, count - done))
        for number, place in enumerate(places, done + 1):
            person = crowd.person(place.state)
            if number in kept:
                people[number] = person
            draft = _draft(dice, number, place, shown=number in kept)
            held, known_not = crowd.sets(person)
            data.write(_row(draft, crowd.ids[held], crowd.ids[known_not]))
            if draft.visibility != "hidden":
                floor.add(draft, held, known_not)
        data.write(b"\xff\xff")
        data.seek(0)
        with connection.cursor() as cursor:
            table = "profiles_candidateprofile"
            cursor.copy_expert(f"COPY {table} ({_COLUMNS}) FROM STDIN (FORMAT binary)", data)
    return people


def _draft(dice: random.Random, number: int, place: Place, *, shown: bool) -> Draft:
    radius = dice.choices([10, 15, 25, 30, 50, 100, 200], [8, 12, 40, 15, 17, 6, 2])[0]
    since = dt.timedelta(
        seconds=dice.randint(0, 400 * 86_400), microseconds=dice.randint(0, 999_999)
    )
    words = ["anonymous", "named"] if shown else ["anonymous", "named", "named", "hidden"]
    updated = (_NOW - since - _EPOCH) // dt.timedelta(microseconds=1)
    return Draft(number, place, radius, dice.random() < 0.6, dice.choice(words), updated)


def _row(draft: Draft, held: Any, known_not: Any) -> bytes:
    place = draft.place
    values = [
        struct.pack(">q", draft.number),
        f"{draft.number:012d}".encode(),
        struct.pack(">q", draft.number),
        place.zip.encode(),
        struct.pack(">h", draft.radius),
        struct.pack(">?", draft.remote),
        draft.visibility.encode(),
        _array(held),
        _array(known_not),
        struct.pack(">q", draft.updated),
        place.state.encode(),
        struct.pack(">d", round(place.lat, 1)),
        struct.pack(">d", round(place.lng, 1)),
    ]
    parts = [struct.pack(">h", len(values))]
    for value in values:
        parts += [struct.pack(">i", len(value)), value]
    return b"".join(parts)


def _array(ids: Any) -> bytes:
    if not len(ids):
        return struct.pack(">iii", 0, 0, _INT4_ARRAY)
    both = np.empty((len(ids), 2), ">i4")
    both[:, 0], both[:, 1] = 4, ids
    return struct.pack(">iiiii", 1, 0, _INT4_ARRAY, len(ids), 1) + both.tobytes()
