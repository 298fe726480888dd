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
_BETWEEN = re.compile(r"[^a-z0-9]+")
_POSSESSIVE = re.compile(
    r"['’]s\b"
)  # "St. Mary's" is Saint Marys, but "Coeur d'Alene" Coeur D Alene
_SHORT = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}


def fold_city(name: str) -> str:
    """One spelling for "St. Louis", "Saint Louis" and "ST LOUIS"; "" for nothing."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name)
        name = "".join(c for c in name if not unicodedata.combining(c))
    words = _BETWEEN.sub(" ", _POSSESSIVE.sub("s", name.lower()).replace(".", "")).split()
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
    for take in (4, 3, 2, 1):  # "Cincinnati OH", "Charleston West Virginia"
        code = state_code(" ".join(words[-take:])) if len(words) > take else ""
        if code:
            return zip_code, fold_city(" ".join(words[:-take])), code
    return zip_code, fold_city(rest), ""


def find_place(text: str) -> Place | None:
    """Place for "45203", "45203-1234", "Cincinnati, OH", "Cincinnati OH" or "Cincinnati, Ohio".

    A city gives its most central ZIP. A city without a state gives None, since most names are in several
    (there is even a Remote, Oregon); so does a ZIP that does not exist, also beside a city.
    """
    zip_code, city, state = split_place(text)
    if zip_code:
        return Place.objects.filter(pk=zip_code).first()
    if not city or not state:
        return None
    return _central(Place.objects.filter(names__contains=[city], state=state))


class PlaceIndex:
    """The whole table in memory (about half a second), with the same answers as `find_place`: for
    imports that ask thousands of times."""

    def __init__(self) -> None:
        self._by_zip: dict[str, Place] = {}
        self._by_name: dict[tuple[str, str], list[Place]] = defaultdict(list)
        self._known: dict[str, Place | None] = {}
        for place in Place.objects.all():
            self._by_zip[place.zip] = place
            for name in place.names:
                self._by_name[name, place.state].append(place)

    def find(self, text: str) -> Place | None:
        if text not in self._known:
            self._known[text] = self._find(text)
        return self._known[text]

    def _find(self, text: str) -> Place | None:
        zip_code, city, state = split_place(text)
        if zip_code:
            return self._by_zip.get(zip_code)
        return _central(self._by_name.get((city, state), []))


@dataclass(frozen=True, slots=True)
class _Center:
    lat: float
    lng: float


def _central(places: Iterable[Place]) -> Place | None:
    """The ZIP nearest to the middle. Places where this is the main name come before suburbs that merely
    accept it; delivery areas come before post-office boxes."""
    found = list(places)
    if not found:
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
