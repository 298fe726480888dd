"""US places by ZIP code, loaded once by `manage.py load_places`; no request ever leaves the house."""

from core.places.distance import bounding_box, miles_between
from core.places.finding import PlaceIndex, find_place, fold_city
from core.places.models import Place
from core.places.states import ALL_STATES, STATES, TERRITORIES, state_code

__all__ = [
    "ALL_STATES",
    "STATES",
    "TERRITORIES",
    "Place",
    "PlaceIndex",
    "bounding_box",
    "find_place",
    "fold_city",
    "miles_between",
    "state_code",
]
