"""Within so many miles, the same bit for bit in PostgreSQL and in numpy.

Two points of the unit sphere are within a distance when the straight line between them is short enough.
With the three coordinates worked out by PostgreSQL, what is left is minus, times, plus and less-or-equal,
which every machine rounds alike: no job is near in one place and far in the other.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

from django.db.models import F, FloatField, Q, Value
from django.db.models.functions import Cos, Radians, Sin
from django.db.models.lookups import LessThanOrEqual

from core.places import bounding_box
from core.places.distance import EARTH_MILES

# The box is a first cut only: a hair wider than the circle, so that the circle alone decides.
SLACK = 1.01


def chord_squared(miles: float) -> float:
    """The square of the straight line under an arc of so many miles, on a sphere of radius 1."""
    return 4 * math.sin(miles / (2 * EARTH_MILES)) ** 2


def unit_sql(lat: str, lng: str) -> tuple[str, str, str]:
    """x, y and z of a point, as SQL over these columns; NULL without a place."""
    return (
        f"cos(radians({lat})) * cos(radians({lng}))",
        f"cos(radians({lat})) * sin(radians({lng}))",
        f"sin(radians({lat}))",
    )


@dataclass(frozen=True, slots=True)
class Circle:
    lat: float
    lng: float
    miles: float

    @property
    def center(self) -> tuple[float, float, float]:
        lat, lng = math.radians(self.lat), math.radians(self.lng)
        return math.cos(lat) * math.cos(lng), math.cos(lat) * math.sin(lng), math.sin(lat)

    @property
    def reach(self) -> float:
        return chord_squared(self.miles)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """(south, north, west, east); all around the globe where it would cross the date line."""
        south, north, west, east = bounding_box(self.lat, self.lng, self.miles * SLACK)
        return (
            (south, north, -180.0, 180.0)
            if west < -180 or east > 180
            else (south, north, west, east)
        )

    def holds(self, lat: str, lng: str) -> Q:
        """Condition on two columns of degrees."""
        south, north, west, east = self.box
        box = Q(**{f"{lat}__range": (south, north), f"{lng}__range": (west, east)})
        x, y = Radians(F(lat)), Radians(F(lng))
        steps = [
            _less(coordinate, middle)
            for coordinate, middle in zip(
                (Cos(x) * Cos(y), Cos(x) * Sin(y), Sin(x)), self.center, strict=True
            )
        ]
        squares = reduce(add, [step * step for step in steps])
        return box & Q(LessThanOrEqual(squares, Value(self.reach, FloatField())))


def _less(coordinate: Any, middle: float) -> Any:
    return coordinate - Value(middle, FloatField())
