"""The searches with judged answers are whole, are what their card says, and hold nothing of an advert."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from core.places import PlaceIndex, find_place, miles_between
from listings import words
from listings.filters import RADII
from listings.reading.places import read_place

HERE = Path(__file__).parent / "relevance"
POSTINGS = Path(__file__).resolve().parents[3] / "shared" / "data" / "postings"
LEAST_ANSWERED = 60


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text().splitlines()]


QUERIES = lines("queries.jsonl")
JUDGMENTS = lines("judgments.jsonl")
PLACED = [query for query in QUERIES if "near" in query]


@pytest.fixture(scope="module")
def corpus() -> dict[str, dict[str, Any]]:
    files = [POSTINGS / "coordinator.jsonl", POSTINGS / "full_text.jsonl"]
    if not all(file.exists() for file in files):
        pytest.skip(f"the adverts are not here: {POSTINGS}")
    rows: dict[str, dict[str, Any]] = {}
    for file in files:
        with file.open() as opened:
            for row in map(json.loads, opened):
                if row["tier"] == 1 or file.name == "full_text.jsonl":
                    rows.setdefault(row["id"], row)
    return rows


def test_identifiers_are_unique_and_name_a_query() -> None:
    ids = [query["id"] for query in QUERIES]
    pairs = [(judgment["query"], judgment["posting"]) for judgment in JUDGMENTS]
    assert len(set(ids)) == len(ids)
    assert len(set(pairs)) == len(pairs)
    assert {query for query, _posting in pairs} == set(ids)


def test_grades_are_0_to_3() -> None:
    assert {judgment["grade"] for judgment in JUDGMENTS} == {0, 1, 2, 3}


def test_enough_queries_have_a_good_answer_and_a_wrong_one() -> None:
    grades: dict[str, set[int]] = defaultdict(set)
    for judgment in JUDGMENTS:
        grades[judgment["query"]].add(judgment["grade"])
    assert sum(max(found) >= 2 for found in grades.values()) >= LEAST_ANSWERED
    assert [query for query, found in grades.items() if not found & {0, 1}] == []


def test_each_query_is_in_the_half_its_identifier_says() -> None:
    for query in QUERIES:
        number = int(hashlib.sha256(query["id"].encode()).hexdigest(), 16)
        assert query["half"] == ("held_out" if number % 2 else "tune"), query["id"]
    assert {query["half"] for query in QUERIES} == {"tune", "held_out"}


def test_nothing_but_identifiers_grades_and_our_own_words() -> None:
    for judgment in JUDGMENTS:
        assert judgment.keys() == {"query", "posting", "grade"}
        assert re.fullmatch(r"p[0-9a-f]{16}", judgment["posting"])
    for query in QUERIES:
        asked = query.keys() - {"near", "radius"}
        assert asked == {"id", "half", "q", "need"}, query["id"]
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", query["id"])
        assert len(query["q"]) <= 60 and len(query["need"]) <= 120, query["id"]


def test_no_need_is_a_sentence_of_an_advert(corpus: dict[str, dict[str, Any]]) -> None:
    adverts = "\n".join(row["description"] or "" for row in corpus.values()).casefold()
    assert [q["id"] for q in QUERIES if q["need"].rstrip(".").casefold() in adverts] == []


@pytest.mark.django_db
@pytest.mark.usefixtures("vocabulary", "places")
def test_the_search_page_takes_every_query() -> None:
    for query in QUERIES:
        assert words.search_query(query["q"]) is not None, query["id"]
    for query in PLACED:
        assert query["radius"] in RADII, query["id"]
        assert find_place(query["near"]), query["id"]


def test_judged_postings_exist(corpus: dict[str, dict[str, Any]]) -> None:
    assert {judgment["posting"] for judgment in JUDGMENTS} - corpus.keys() == set()


@pytest.mark.django_db
@pytest.mark.usefixtures("places")
def test_answers_with_a_place_lie_in_the_circle(corpus: dict[str, dict[str, Any]]) -> None:
    index = PlaceIndex()
    asked = {query["id"]: query for query in PLACED}
    outside = []
    for judgment in JUDGMENTS:
        query = asked.get(judgment["query"])
        if query is None or judgment["grade"] == 0:
            continue
        row = corpus[judgment["posting"]]
        read = read_place(row["location"] or "", row["state"], row["zip"], index)
        place = index.find(f"{read.city}, {read.state}") if read.city else None
        center = index.find(query["near"])
        assert center is not None
        if (
            place is None
            or miles_between(place.lat, place.lng, center.lat, center.lng) > query["radius"]
        ):
            outside.append((query["id"], judgment["posting"], row["location"]))
    assert outside == []
