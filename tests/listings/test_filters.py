"""Every parameter of the search, and counts that agree with counting by hand."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.utils import timezone

from listings.filters import FACETS, PostingFilter
from listings.models import JobPosting
from listings.selectors import facet_counts, postings_of, search_page
from qualifications.models import Formula
from tests.factories.listings import PostingFactory, role_family

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]


def found(query: str) -> set[int]:
    filterset = PostingFilter(QueryDict(query))
    assert filterset.is_valid(), filterset.errors
    assert set(filterset.qs.values_list("pk", flat=True)) == set(
        filterset.rows().values_list("pk", flat=True)
    )
    return set(filterset.rows().values_list("pk", flat=True))


def test_no_choices_find_all_live_jobs_and_only_those():
    live = PostingFactory()
    PostingFactory(paused=True)
    PostingFactory(closed=True)
    PostingFactory(draft=True)

    assert found("") == {live.pk}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=oncology", {"onc"}),
        ("q=LVN", {"lpn"}),
        ('q="infusion+center"', {"onc"}),
        ('q="center+infusion"', set()),
        ("q=coordinator+-oncology", {"lpn"}),
        ("q=-oncology", {"lpn"}),
        ("q=nurse%20%26%20!!!%20:*%20<->", {"onc", "lpn"}),
        ("q=!!!", {"onc", "lpn"}),
        ("q=%22unclosed", set()),
    ],
)
def test_words(query, expected):
    jobs = {
        "onc": PostingFactory(
            title="Oncology nurse coordinator", description="At our infusion center."
        ),
        "lpn": PostingFactory(title="LPN care coordinator", description="A nurse for the clinic."),
    }

    assert found(query) == {jobs[name].pk for name in expected}


def test_words_are_cut_before_they_reach_the_database(django_assert_max_num_queries):
    filterset = PostingFilter({"q": "nurse " * 10_000})

    with django_assert_max_num_queries(4):
        assert list(filterset.rows()) == []

    assert len(filterset.chosen["q"]) <= 256


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("role=chw", {"b"}),
        ("role=chw&role=rn-care-coordinator", {"a", "b"}),
        ("kind=clinical", {"a"}),
        ("setting=oncology", {"a"}),
        ("setting=oncology&setting=dental", {"a", "b"}),
        ("type=part_time", {"b"}),
        ("workplace=remote", {"b"}),
        ("state=OH", {"a"}),
        ("state=TX", {"b"}),
        ("state=TX&state=OH", {"a", "b"}),
        ("origin=imported", {"b"}),
        ("pay=30&pay_unit=hour", {"a"}),
        ("pay=30", {"a"}),
        ("pay=45000&pay_unit=year", {"a"}),
        ("pay=40000", {"a", "b"}),
        ("near=45203", {"a"}),
        ("near=Cincinnati,+OH&radius=5", {"a"}),
        ("posted=7", {"a"}),
        ("posted=30", {"a", "b"}),
        ("education=none", {"a"}),
        ("education=not_stated", {"b"}),
        ("education=hs", {"a"}),
    ],
)
def test_each_choice(query, expected, places):
    jobs = {
        "a": PostingFactory(settings=["oncology"]),
        "b": PostingFactory(
            remote=True,
            imported=True,
            remote_states=["TX"],
            state_code="TX",
            role_family=role_family("chw"),
            kind="psychosocial",
            settings=["dental"],
            employment_type="part_time",
            pay_min=Decimal("20"),
            pay_max=Decimal("60"),
            published_at=timezone.now() - dt.timedelta(days=10),
        ),
    }

    assert found(query) == {jobs[name].pk for name in expected}


@pytest.mark.parametrize(
    "query",
    [
        "role=wizard",
        "state=ZZ",
        "near=Nowhere",
        "near=00000",
        "radius=7",
        "pay=-1",
        "pay=abc",
        "pay=1e400",
        "posted=2",
        "sort=best",
        "education=phd",
        "type=slavery",
        "near=" + "x" * 81,
    ],
)
def test_a_value_that_means_nothing_is_an_error_on_its_field(query):
    PostingFactory()

    filterset = PostingFilter(QueryDict(query))

    assert list(filterset.errors) == [query.partition("=")[0]]
    assert filterset.rows().count() == 1


def test_education_accepted_follows_the_formula():
    bachelor_or_years = {
        "op": "any",
        "children": [
            {"term": "bachelor", "reason": "payer"},
            {
                "op": "all",
                "children": [
                    {"term": "associate", "reason": "payer"},
                    {
                        "term": "experience",
                        "areas": ["case-management"],
                        "experience_months": 48,
                        "reason": "payer",
                    },
                ],
            },
        ],
    }
    job = PostingFactory(
        formula=Formula.objects.for_tree({"op": "all", "children": [bachelor_or_years]})
    )

    assert job.search_row.education == ["associate", "bachelor", "master", "doctorate"]
    assert found("education=associate") == {job.pk}
    assert found("education=certificate") == set()


def test_sorts(places):
    now = timezone.now()
    old = PostingFactory(
        title="Nurse", pay_min=50, pay_max=60, published_at=now - dt.timedelta(days=3)
    )
    new = PostingFactory(title="Navigator, nurse nurse", pay_min=20, pay_max=90, published_at=now)
    visit = PostingFactory(
        title="Home",
        pay_min=60,
        pay_max=80,
        pay_unit="visit",
        published_at=now - dt.timedelta(days=9),
    )

    def order(query: str) -> list[int]:
        return [row.pk for row in PostingFilter(QueryDict(query)).rows()]

    assert order("") == [new.pk, old.pk, visit.pk]
    assert order("sort=pay") == [old.pk, new.pk, visit.pk]
    assert order("sort=nearest&near=45203") == [new.pk, old.pk, visit.pk]
    assert set(order("q=nurse&sort=relevance")) == {new.pk, old.pk, visit.pk} & set(
        order("q=nurse")
    )


def test_miles_are_those_of_core(places):
    from core.places import Place, miles_between

    PostingFactory()
    near = Place.objects.get(pk="45202")

    row = PostingFilter({"near": "45202"}).rows().get()

    assert row.miles == pytest.approx(miles_between(near.lat, near.lng, row.lat, row.lng), abs=1e-6)


def test_query_string_is_canonical():
    one = PostingFilter(
        QueryDict("state=OH&role=chw&sort=newest&state=KY&page=4&radius=25&pay_unit=hour")
    )
    other = PostingFilter(QueryDict("role=chw&state=KY&state=OH&q=++"))

    assert one.query_string() == other.query_string() == "role=chw&state=KY&state=OH"
    assert one.query_string(state=None) == "role=chw"
    assert one.active_count == 3


def _random_jobs(n: int) -> None:
    pick = random.Random(7)
    for _number in range(n):
        remote = pick.random() < 0.3
        PostingFactory(
            remote=remote,
            state_code="" if remote else pick.choice(["OH", "KY", "TX"]),
            remote_states=pick.sample(["OH", "KY", "TX"], 2) if remote else [],
            role_family=role_family(pick.choice(["chw", "rn-care-coordinator", "prior-auth"])),
            kind=pick.choice(["clinical", "administrative"]),
            settings=pick.sample(["oncology", "dental", "fqhc"], pick.randint(0, 2)),
            employment_type=pick.choice(["full_time", "part_time"]),
            published_at=timezone.now() - dt.timedelta(days=pick.randint(0, 40), minutes=5),
        )


@pytest.mark.parametrize(
    "query",
    [
        "",
        "role=chw",
        "role=chw&state=OH&state=KY",
        "setting=oncology&workplace=remote&type=full_time",
        "posted=7&role=prior-auth&kind=clinical&setting=dental&state=TX",
        "q=coordinator&pay=20&role=chw&education=hs",
    ],
)
def test_counts_beside_facets_equal_counting_by_hand(query, django_assert_num_queries):
    _random_jobs(40)
    data = QueryDict(query)
    filterset = PostingFilter(data)
    _ = (
        filterset.form.is_valid(),
        [f.choices for f in filterset.form.fields.values() if hasattr(f, "choices")],
    )

    counts = facet_counts(filterset)

    assert counts.total == filterset.rows().count()
    for name in [*FACETS, "posted"]:
        choices = [value for value, _label in filterset.form.fields[name].choices if value]
        shown = {value.value: value.count for value in counts.facets[name]}
        for value in choices:
            changed = data.copy()
            changed.setlist(name, [value])
            by_hand = PostingFilter(changed).rows().count()
            assert shown.get(str(value), 0) == by_hand, (name, value)


def test_counts_and_a_page_take_few_statements(django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def statements() -> int:
        filterset = PostingFilter(QueryDict("kind=clinical"))
        with CaptureQueriesContext(connection) as seen:
            counts = facet_counts(filterset)
            page = search_page(filterset, total=counts.total)
            _cards = [
                (p.organization, p.role_family, list(p.settings.all()), p.place_line)
                for p in page.postings
            ]
        return len(seen)

    PostingFactory(settings=["dental"])
    with_one = statements()
    for _number in range(2):
        PostingFactory(settings=["dental"])

    assert statements() == with_one


@pytest.mark.parametrize("number", ["0", "-1", "abc", "1000000", "9" * 30, "²"])
def test_search_page_answers_nonsense_with_a_page_that_exists(number):
    PostingFactory()

    page = search_page(PostingFilter({}), total=1, number=number)

    assert (page.number, page.pages, len(page.postings)) == (1, 1, 1)


def test_postings_of_keeps_the_order_of_the_rows():
    jobs = [PostingFactory(pay_min=n, pay_max=n + 1) for n in (20, 40, 30)]

    result = postings_of(PostingFilter({"sort": "pay"}).rows())

    assert [p.pk for p in result] == [jobs[1].pk, jobs[2].pk, jobs[0].pk]


def test_filter_over_chosen_jobs_only():
    mine = PostingFactory()
    PostingFactory()

    filterset = PostingFilter({}, queryset=JobPosting.objects.filter(pk=mine.pk))

    assert [row.pk for row in filterset.rows()] == [mine.pk]
    assert facet_counts(filterset).total == 1
