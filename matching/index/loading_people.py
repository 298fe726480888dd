"""Read the people: a fixed part each, and two long arrays of terms of which only asked ones are kept."""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.index.columns import (
    OPEN_PEOPLE,
    PERSON_SQL,
    PERSON_SQL_AS_NUMBERS,
    person_dtype,
)
from matching.index.freshness import CHANGED
from matching.index.loading import copied, records
from matching.index.people import Block, PeopleColumns, PersonRow

# People whose bits are set at a time; a multiple of 64.
CHUNK = 8_192
# Before the elements of a binary int[]: dimensions, flags, type, length, lower bound.
_ARRAY_HEAD = 20
_FILE_HEAD = 19
_SIZE = struct.Struct(">i")

ASKED = """SELECT DISTINCT t FROM qualifications_formulapath p, unnest(p.needs) t
    WHERE p.formula_id IN (SELECT formula_id FROM listings_searchrow)
    UNION SELECT DISTINCT t FROM qualifications_formulapath p
    JOIN qualifications_formulaanyof a ON a.path_id = p.id, unnest(a.term_ids) t
    WHERE p.formula_id IN (SELECT formula_id FROM listings_searchrow)"""


def load_people(cursor: Any, more_terms: set[int]) -> PeopleColumns:
    """`more_terms`: asked for here before, though by no live formula."""
    cursor.execute(ASKED)
    asked = sorted({term for (term,) in cursor.fetchall()} | more_terms)
    terms = {term: row for row, term in enumerate(asked)}
    kinds = [(name, person_dtype.fields[name][0]) for name in person_dtype.names or ()]  # type: ignore[index]
    sent = records(copied(cursor, f"SELECT {PERSON_SQL} FROM {OPEN_PEOPLE} ORDER BY p.id"), kinds)
    rows = np.zeros(len(sent), person_dtype)
    for name, _kind in kinds:
        rows[name] = sent[name]
    sink = _TermSink(terms, len(rows))
    query = f"SELECT p.held_terms, p.denied_terms FROM {OPEN_PEOPLE} ORDER BY p.id"
    cursor.copy_expert(f"COPY ({query}) TO STDOUT (FORMAT binary)", sink, 1 << 18)
    sink.flush()
    cursor.execute(f"SELECT p.id, p.hidden_from FROM {OPEN_PEOPLE} AND p.hidden_from <> '{{}}'")
    hidden: dict[int, list[int]] = {}
    for person_id, employers in cursor.fetchall():
        at = int(np.searchsorted(rows["id"], person_id))
        for employer in employers:
            hidden.setdefault(employer, []).append(at)
    held, known_not = (bits.view(np.uint64) for bits in sink.bits)
    return PeopleColumns(Block(rows, terms, held, known_not, hidden))


class _TermSink:
    """Takes the rows of a binary COPY of two int[] columns, one row a call, and sets the bits of asked terms."""

    def __init__(self, terms: dict[int, int], people: int) -> None:
        self.most = max(terms, default=0) + 1
        # what is not asked for goes into a row of its own, which is thrown away
        self.lookup = np.full(self.most + 1, len(terms), np.int32)
        self.lookup[list(terms)] = list(terms.values())
        width = -(-people // 64) * 8
        self.bits = np.zeros((2, len(terms), width), np.uint8)
        self.scratch = np.zeros((len(terms) + 1, CHUNK), bool)
        self.done = 0
        self.first = True
        self._empty()

    def _empty(self) -> None:
        self.parts: tuple[list[bytes], list[bytes]] = ([], [])
        self.sizes: tuple[list[int], list[int]] = ([], [])

    def write(self, row: bytes) -> None:
        if self.first:  # the head of the file comes before the first row
            self.first = False
            row = row[_FILE_HEAD:]
        if len(row) < 6:
            return  # the end
        at = 2
        for parts, sizes in zip(self.parts, self.sizes, strict=True):
            size = _SIZE.unpack_from(row, at)[0]
            elements = row[at + 4 + _ARRAY_HEAD : at + 4 + size]
            parts.append(elements)
            sizes.append(len(elements) >> 3)
            at += 4 + size
        if len(self.sizes[0]) == CHUNK:
            self.flush()

    def flush(self) -> None:
        n = len(self.sizes[0])
        begin = self.done // 8
        for kind in (0, 1):
            sizes, parts = self.sizes[kind], self.parts[kind]
            values = np.frombuffer(b"".join(parts), ">i4")[1::2].astype(np.int32)
            people = np.repeat(np.arange(n, dtype=np.int32), sizes)
            self._set(self.bits[kind][:, begin : begin + -(-n // 8)], values, people)
        self.done += n
        self._empty()

    def _set(
        self, bits: NDArray[np.uint8], values: NDArray[np.int32], people: NDArray[np.int32]
    ) -> None:
        terms = self.lookup[np.minimum(values, self.most)]
        self.scratch.ravel()[terms.astype(np.int64) * CHUNK + people] = True
        bits[:] = np.packbits(self.scratch[:-1], axis=1, bitorder="little")[:, : bits.shape[1]]
        self.scratch[:] = False


def refreshed_people(cursor: Any, last: str) -> tuple[str, dict[int, PersonRow | None]]:
    cursor.execute(
        f"""SELECT pg_current_snapshot()::text, c.row_id, p.visibility <> 'hidden', p.hidden_from,
            p.held_terms, p.denied_terms, {PERSON_SQL_AS_NUMBERS}
        FROM (VALUES (1)) always LEFT JOIN {CHANGED} ON true
        LEFT JOIN profiles_candidateprofile p ON p.id = c.row_id""",
        {"last": last, "what": "person"},
    )
    changed: dict[int, PersonRow | None] = {}
    snapshot = last
    for snapshot, person_id, is_open, hidden_from, held, known_not, *values in cursor.fetchall():  # noqa: B007
        if person_id is not None:
            row = PersonRow(
                tuple(values),
                tuple(hidden_from or ()),
                frozenset(held or ()),
                frozenset(known_not or ()),
            )
            changed[person_id] = row if is_open else None
    return snapshot, changed
