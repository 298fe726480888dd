"""Where a job is, as far as its source says. A city is looked up, a ZIP never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.places import ALL_STATES, PlaceIndex, state_code

_REMOTE = re.compile(
    r"\b(?:fully |100% )?remote\b|\bhybrid\b|\bwork from home\b|\btelework\b|\banywhere in\b",
    re.IGNORECASE,
)
_COUNTRY = re.compile(r",?\s*\b(?:US|USA|United States(?: of America)?)\b\.?\s*$", re.IGNORECASE)
_PARTS = re.compile(r"\s*[,()|/;]\s*|\s+-\s+")


@dataclass(frozen=True)
class PlaceReading:
    """`zip_code` and `state` as given; `city` only when a place of that name is in the state."""

    city: str = ""
    state: str = ""
    zip_code: str = ""
    reason: str = ""


def read_place(
    location: str, state: str | None, zip_code: str | None, index: PlaceIndex
) -> PlaceReading:
    """`reason` says what is missing: `place_missing`, `state_not_us`, `several_places`, `city_not_known`."""
    if zip_code and (place := index.find(zip_code)) and state in (None, "", place.state):
        return PlaceReading(place.city, place.state, place.zip)
    if location.count(";") or re.search(
        r"\b(?:multiple|several|various|\d+) (?:cities|locations)\b", location, re.IGNORECASE
    ):
        code = state_code(state or "")
        return PlaceReading(state=code, reason="" if code else "several_places")
    cleaned = _COUNTRY.sub("", _REMOTE.sub(" ", location)).strip(" ,()-")
    parts = [part for part in _PARTS.split(cleaned) if part]
    code = state_code(state or "") or next(
        (c for part in reversed(parts) if (c := state_code(part))), ""
    )
    if state and not code:
        return PlaceReading(reason="state_not_us")
    if not code:
        return PlaceReading(reason="place_missing" if not parts else "state_missing")
    city = _city(parts, code, index)
    return PlaceReading(city, code, reason="" if city else "city_not_known")


def _city(parts: list[str], code: str, index: PlaceIndex) -> str:
    for part in reversed(parts):
        name = re.sub(
            r"^(?:greater|downtown|north of|metro)\s+|\s+(?:area|metro(?:politan)?(?: area)?|county)$",
            "",
            part,
            flags=re.IGNORECASE,
        )
        if state_code(name) and name.upper() in ALL_STATES:
            continue
        if re.search(r"\d", name):
            continue
        if index.find(f"{name}, {code}"):
            return name.title() if name.islower() or name.isupper() else name
    return ""
