"""What a job and a person are in the columns, and the SQL that reads them so.

PostgreSQL works out everything that could round differently elsewhere: coordinates, cells, microseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.circles import unit_sql

# cells of a quarter degree
BANDS, WIDTH = 720, 1440

job_dtype = np.dtype(
    [
        ("id", np.int64),
        ("formula", np.int64),
        ("published", np.int64),
        ("x", np.float64),
        ("y", np.float64),
        ("z", np.float64),
        ("cell", np.int32),
        ("remote", np.bool_),
        ("states", np.uint64),
    ]
)


def cell_sql(lat: str, lng: str) -> str:
    """A cell of the grid, -1 without a place."""
    return (
        f"coalesce(least({BANDS - 1}, greatest(0, floor(({lat} + 90) * 4)))::int * {WIDTH} "
        f"+ least({WIDTH - 1}, greatest(0, floor(({lng} + 180) * 4)))::int, -1)"
    )


_X, _Y, _Z = unit_sql("s.lat", "s.lng")
# a job's columns but for its states, none of them NULL
JOB_SQL = f"""s.posting_id, coalesce(s.formula_id, 0), s.published_at,
    coalesce({_X}, 'NaN'), coalesce({_Y}, 'NaN'), coalesce({_Z}, 'NaN'),
    {cell_sql("s.lat", "s.lng")}, s.workplace = 'remote'"""
# microseconds since 2000, as PostgreSQL counts them
MICROSECONDS = "(extract(epoch FROM {0} - timestamptz '2000-01-01 00:00:00+00') * 1000000)::bigint"
JOB_SQL_AS_NUMBERS = JOB_SQL.replace("s.published_at", MICROSECONDS.format("s.published_at"))


@dataclass(frozen=True, slots=True)
class JobRow:
    id: int
    formula: int
    published: int
    x: float
    y: float
    z: float
    cell: int
    remote: bool
    states: int


def columns_of(rows: Sequence[JobRow]) -> NDArray[np.void]:
    return np.array(
        [tuple(getattr(row, name) for name in job_dtype.names or ()) for row in rows], job_dtype
    )


class States:
    """Each state code gets one of 64 bits; there are 56 codes."""

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}

    def bit(self, state: str) -> np.uint64:
        return np.uint64(1 << self._bits.setdefault(state, len(self._bits)))

    def mask(self, states: Iterable[str]) -> int:
        return sum({int(self.bit(state)) for state in states})
