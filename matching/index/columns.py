"""What a job and a person are in the columns, and the SQL that reads them so.

PostgreSQL works out everything that could round differently elsewhere: coordinates, cells, microseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.places.distance import EARTH_MILES
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
    # least and greatest pass over NULL, so it is asked for first
    return (
        f"CASE WHEN {lat} IS NULL OR {lng} IS NULL THEN -1 "
        f"ELSE least({BANDS - 1}, greatest(0, floor(({lat} + 90) * 4)))::int * {WIDTH} "
        f"+ least({WIDTH - 1}, greatest(0, floor(({lng} + 180) * 4)))::int END"
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


# How far people travel, in steps, so that a nearby job need not look at everybody within 200 miles.
RADII = (25, 50, 100)

person_dtype = np.dtype(
    [
        ("id", np.int64),
        ("updated", np.int64),
        ("x", np.float64),
        ("y", np.float64),
        ("z", np.float64),
        ("reach", np.float64),
        ("cell", np.int32),
        ("radius", np.int32),
        ("remote", np.bool_),
        ("state", "S2"),
    ]
)
_PX, _PY, _PZ = unit_sql("p.area_lat", "p.area_lng")
CHORD_SQL = f"4 * sin(p.radius_miles / {2 * EARTH_MILES}::float8) * sin(p.radius_miles / {2 * EARTH_MILES}::float8)"
# a person's columns, none of them NULL; people stand by the coarse area that employers may know
PERSON_SQL = f"""p.id, p.updated_at,
    coalesce({_PX}, 'NaN'), coalesce({_PY}, 'NaN'), coalesce({_PZ}, 'NaN'), {CHORD_SQL},
    {cell_sql("p.area_lat", "p.area_lng")}, p.radius_miles::int, p.open_to_remote, rpad(p.area_state, 2)"""
PERSON_SQL_AS_NUMBERS = PERSON_SQL.replace("p.updated_at", MICROSECONDS.format("p.updated_at"))
OPEN_PEOPLE = "profiles_candidateprofile p WHERE p.visibility <> 'hidden'"


class States:
    """Each state code gets one of 64 bits; there are 56 codes."""

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}

    def bit(self, state: str) -> np.uint64:
        return np.uint64(1 << self._bits.setdefault(state, len(self._bits)))

    def mask(self, states: Iterable[str]) -> int:
        return sum({int(self.bit(state)) for state in states})
