"""The order of a search by words, and what does not move a job up in it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.http import QueryDict
from django.utils import timezone

from listings.filters import PostingFilter
from listings.models import SearchRow
from listings.searching import ranking
from listings.selectors import facet_counts
from tests.factories.listings import PostingFactory, role_family

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]
CITIES = "Austin Boston Chicago Dallas Denver Houston Miami Phoenix Seattle Tampa "


def order(words: str, **more: str) -> list[str]:
    query = QueryDict(mutable=True)
    query.update({"q": words, **more})
    filterset = PostingFilter(query)
    return list(filterset.rows().values_list("posting__title", flat=True))


def job(title: str, days: int = 0, **more) -> None:
    plain = {"description": "A calm team.", "role_family": role_family("plain-role")}
    at = timezone.now() - dt.timedelta(days=days)
    PostingFactory(title=title, published_at=at, **{**plain, **more})


def test_the_title_comes_before_the_text_however_new_the_text_is():
    job("Scheduler", description="You help the care coordinator.")
    job("Care coordinator", days=200)

    assert order("care coordinator") == ["Care coordinator", "Scheduler"]


def test_the_role_comes_before_the_text():
    job("Nurse for our clinic", days=100, role_family=role_family("rn-care-coordinator"))
    job("Scheduler", description="Next to our RN care coordinator.")

    assert order("rn care coordinator") == ["Nurse for our clinic", "Scheduler"]


def test_typed_words_come_before_words_that_mean_the_same():
    job("LVN, cardiology clinic for adults")
    job("LPN, cardiology clinic for adults", days=20)

    assert order("LPN")[0].startswith("LPN")


def test_a_title_with_all_the_words_comes_before_one_with_some():
    job("Oncology desk", description="A nurse navigator.")
    job("Oncology nurse navigator", days=90)

    assert order("oncology nurse navigator")[0] == "Oncology nurse navigator"


def test_among_equals_the_newest_comes_first():
    job("Care coordinator", days=60)
    job("Care coordinator.", days=1)

    assert order("care coordinator") == ["Care coordinator.", "Care coordinator"]


@pytest.mark.parametrize("stuffing", ["nurse " * 5000, CITIES * 500, "nurse navigator " * 2500])
def test_repeating_words_in_the_text_moves_nothing(stuffing):
    job("Nurse navigator", days=40)
    job("Scheduler", days=3, description="A nurse navigator leads. Calm.")
    job("Stuffed", days=5, description=f"A nurse navigator. {stuffing}")

    assert order("nurse navigator") == ["Nurse navigator", "Scheduler", "Stuffed"]


def test_a_title_that_lists_everything_is_not_above_one_that_says_one_thing():
    job("RN LPN MA nurse navigator scheduler case manager Ohio Texas Iowa", days=1)
    job("Nurse navigator", days=30)

    assert order("nurse navigator")[0] == "Nurse navigator"
    assert order("navigator navigator")[0] == "Nurse navigator"


def test_the_order_is_by_words_unless_another_is_chosen():
    job("Scheduler", description="Care coordinator")
    job("Care coordinator", days=3)

    assert order("care coordinator", sort="newest") == ["Scheduler", "Care coordinator"]
    assert PostingFilter(QueryDict("q=nurse&sort=relevance")).query_string() == "q=nurse"
    assert PostingFilter(QueryDict("sort=newest&q=nurse")).query_string() == "q=nurse&sort=newest"
    assert PostingFilter(QueryDict("sort=newest")).query_string() == ""


def test_beyond_the_bound_jobs_follow_by_date_and_totals_stay_exact(monkeypatch):
    monkeypatch.setattr(ranking, "NEWEST_RANKED", 2)
    job("Nurse navigator", days=30)
    job("Desk", days=20, description="nurse")
    job("Nurse", days=10)
    job("Door", days=5, description="nurse")

    assert order("nurse") == ["Nurse", "Door", "Desk", "Nurse navigator"]
    assert facet_counts(PostingFilter(QueryDict("q=nurse"))).total == 4


def test_ordering_reads_the_row_alone():
    """The long vector of a job lies outside of its row: it is for finding, not for ordering."""
    rows = PostingFilter(QueryDict("q=nurse navigator")).rows()
    order_by = str(rows.query).split("ORDER BY")[-1]

    assert "title_words" in order_by
    assert '"listings_searchrow"."words"' not in order_by
    assert SearchRow._meta.get_field("title_words")
