from __future__ import annotations

import pytest
from django.core.management import call_command

from core.places import (
    STATES,
    TERRITORIES,
    Place,
    PlaceIndex,
    bounding_box,
    find_place,
    miles_between,
    state_code,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]


@pytest.mark.parametrize(
    ("text", "city", "state"),
    [
        ("45203", "Cincinnati", "OH"),
        (" 45203-1234 ", "Cincinnati", "OH"),
        ("Cincinnati, OH 45203", "Cincinnati", "OH"),
        ("Cincinnati, OH", "Cincinnati", "OH"),
        ("CINCINNATI oh", "Cincinnati", "OH"),
        ("Cincinnati, Ohio", "Cincinnati", "OH"),
        ("St. Louis, MO", "Saint Louis", "MO"),
        ("Charleston West Virginia", "Charleston", "WV"),
        ("Coeur d'Alene, ID", "Coeur D Alene", "ID"),
        ("Winston-Salem, NC", "Winston Salem", "NC"),
        ("San Juan, PR", "San Juan", "PR"),
        ("Mayagüez, Puerto Rico", "Mayaguez", "PR"),
        ("Washington DC", "Washington", "DC"),
    ],
)
def test_find_place_reads_zips_and_cities(text, city, state):
    place = find_place(text)

    assert (place.city, place.state) == (city, state)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "00000",
        "Cincinnati, OH 00000",
        "Springfield",
        "Remote",
        "Ohio",
        "Nowhere, OH",
        "x" * 5000,
        "\x00'; --",
    ],
)
def test_find_place_does_not_guess(text):
    assert find_place(text) is None


def test_index_answers_like_the_table():
    index = PlaceIndex()

    for text in (
        "45203",
        "Cincinnati, OH",
        "Saint Paul, MN",
        "Boston MA",
        "Springfield",
        "Remote",
        "Nowhere, OH",
    ):
        assert index.find(text) == find_place(text)


def test_city_is_its_middle_and_no_post_office_box():
    place = find_place("Cincinnati, OH")

    assert not place.is_post_office
    assert miles_between(place.lat, place.lng, 39.103, -84.512) < 8


def test_every_state_and_territory_has_places():
    codes = set(Place.objects.order_by().values_list("state", flat=True).distinct())

    assert len(STATES) == 51
    assert codes == set(STATES) | set(TERRITORIES)


def test_loading_again_changes_nothing(capsys):
    before = Place.objects.count()

    call_command("load_places")

    assert capsys.readouterr().out == f"Places: 0 added, 0 changed, {before} unchanged\n"


def test_loading_again_mends_what_was_changed(capsys):
    Place.objects.filter(pk="45203").update(city="Losantiville")
    Place.objects.filter(pk="45202").delete()

    call_command("load_places")

    assert "1 added, 1 changed" in capsys.readouterr().out
    assert Place.objects.get(pk="45203").city == "Cincinnati"


def test_miles_between_known_cities():
    assert miles_between(39.1031, -84.5120, 41.8781, -87.6298) == pytest.approx(252, abs=3)
    assert miles_between(39, -84, 39, -84) == 0


@pytest.mark.parametrize("lat", [0.0, 18.2, 39.1, 64.8, 71.3])
def test_bounding_box_holds_the_whole_circle(lat):
    south, north, west, east = bounding_box(lat, -84.5, 50)

    for edge in ((south, -84.5), (north, -84.5), (lat, west), (lat, east)):
        assert 49.9 <= miles_between(lat, -84.5, *edge) < 52


@pytest.mark.parametrize(
    ("text", "code"),
    [("oh", "OH"), ("New Mexico", "NM"), (" district of columbia", "DC"), ("XX", ""), ("", "")],
)
def test_state_code_reads_codes_and_names(text, code):
    assert state_code(text) == code
