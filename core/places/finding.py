from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean

from core.places.models import Place
from core.places.states import ALL_STATES, state_code

_ZIP = re.compile(r"\b(\d{5})(?:-\d{4})?\b")
_SHORT = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}


def fold_city(name: str) -> str:
    """One spelling for "St. Louis", "Saint Louis" and "ST LOUIS"; "" for nothing."""
    name = unicodedata.normalize("NFKD", name)
    name = "".join(c for c in name if not unicodedata.combining(c)).lower()
    words = re.sub(r"[^a-z0-9]+", " ", name.replace("'", "").replace(".", "")).split()
    return " ".join(_SHORT.get(word, word) for word in words)


def split_place(text: str) -> tuple[str, str, str]:
    """(zip, folded city, state code) as far as the text says; empty strings for what it does not."""
    text = text.strip()[:120]
    match = _ZIP.search(text)
    zip_code = match.group(1) if match else ""
    rest = _ZIP.sub(" ", text).strip(" ,")
    city, comma, state = rest.rpartition(",")
    if comma and state_code(state):
        return zip_code, fold_city(city), state_code(state)
    words = rest.replace(",", " ").split()
    for take in (1, 2, 3, 4):  # "Cincinnati OH", "Charleston West Virginia"
        code = state_code(" ".join(words[-take:])) if len(words) > take else ""
        if code:
            return zip_code, fold_city(" ".join(words[:-take])), code
    return zip_code, fold_city(rest), ""


def find_place(text: str) -> Place | None:
    """Place for "45203", "45203-1234", "Cincinnati, OH", "Cincinnati OH" or "Cincinnati, Ohio".

    A city gives its most central ZIP. A city without a state gives None when several states have it:
    we do not guess. A ZIP that does not exist gives None even beside a city.
    """
    zip_code, city, state = split_place(text)
    if zip_code:
        return Place.objects.filter(pk=zip_code).first()
    if not city:
        return None
    places = Place.objects.filter(names__contains=[city])
    return _central(places.filter(state=state) if state else places)


class PlaceIndex:
    """The whole table in memory (about half a second), with the same answers as `find_place`: for
    imports that ask thousands of times."""

    def __init__(self) -> None:
        self._by_zip: dict[str, Place] = {}
        self._by_name: dict[str, list[Place]] = defaultdict(list)
        self._known: dict[str, Place | None] = {}
        for place in Place.objects.all():
            self._by_zip[place.zip] = place
            for name in place.names:
                self._by_name[name].append(place)

    def find(self, text: str) -> Place | None:
        if text not in self._known:
            self._known[text] = self._find(text)
        return self._known[text]

    def _find(self, text: str) -> Place | None:
        zip_code, city, state = split_place(text)
        if zip_code:
            return self._by_zip.get(zip_code)
        places = self._by_name.get(city, []) if city else []
        return _central(place for place in places if not state or place.state == state)


@dataclass(frozen=True, slots=True)
class _Center:
    lat: float
    lng: float


def _central(places: Iterable[Place]) -> Place | None:
    """The ZIP nearest to the middle. Places where this is the main name come before suburbs that merely
    accept it; delivery areas come before post-office boxes."""
    found = list(places)
    if not found or len({place.state for place in found}) > 1:
        return None
    main = [p for p in found if p.names and fold_city(p.city) == _shared_name(found)] or found
    main = [p for p in main if not p.is_post_office] or main
    middle = _Center(fmean(p.lat for p in main), fmean(p.lng for p in main))
    return min(main, key=lambda p: ((p.lat - middle.lat) ** 2 + (p.lng - middle.lng) ** 2, p.zip))


def _shared_name(found: list[Place]) -> str:
    shared = set(found[0].names).intersection(*(place.names for place in found))
    return min(shared & {fold_city(place.city) for place in found}, default="")


def state_name(code: str) -> str:
    return ALL_STATES.get(code, "")
