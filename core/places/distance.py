from __future__ import annotations

import math

EARTH_MILES = 3958.8
MILES_PER_DEGREE = 2 * math.pi * EARTH_MILES / 360


def bounding_box(lat: float, lng: float, miles: float) -> tuple[float, float, float, float]:
    """(south, north, west, east) in degrees, holding every point within `miles`: the index-friendly first
    cut before `miles_between`. West/east may leave -180..180 near the date line (Aleutians, Guam)."""
    d_lat = miles / MILES_PER_DEGREE
    # the widest parallel of the box is the one nearest to a pole
    shrink = math.cos(math.radians(min(89.0, abs(lat) + d_lat)))
    d_lng = miles / (MILES_PER_DEGREE * shrink)
    return lat - d_lat, lat + d_lat, lng - d_lng, lng + d_lng


def miles_between(lat1: float, lng1: float, lat2: float, lng2: float) -> float:
    """Great-circle distance in miles (haversine)."""
    a, b = math.radians(lat1), math.radians(lat2)
    h = (
        math.sin((b - a) / 2) ** 2
        + math.cos(a) * math.cos(b) * math.sin(math.radians(lng2 - lng1) / 2) ** 2
    )
    return 2 * EARTH_MILES * math.asin(min(1.0, math.sqrt(h)))
