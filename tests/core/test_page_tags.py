from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from core.pages import paginate, safe_next

NOON = dt.datetime(2026, 11, 23, 17, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOON, tick=False)


def render(source: str, **values) -> str:
    return Template("{% load page_tags %}" + source).render(Context(values))


def test_day_is_in_words_with_the_exact_date_behind():
    html = render("{{ d|day }}", d=dt.date(2026, 12, 4))

    assert html == '<time datetime="2026-12-04" title="Dec. 4, 2026">Friday, December 4</time>'


def test_day_of_another_year_says_the_year():
    assert ">Monday, January 4, 2027<" in render("{{ d|day }}", d=dt.date(2027, 1, 4))


def test_day_of_a_moment_is_the_local_day():
    html = render("{{ d|day }}", d=dt.datetime(2026, 12, 5, 2, 0, tzinfo=dt.UTC))

    assert ">Friday, December 4<" in html and 'datetime="2026-12-04T21:00-05:00"' in html


def test_ago_says_how_long():
    assert ">3\xa0days ago<" in render("{{ d|ago }}", d=NOON - dt.timedelta(days=3, hours=2))
    assert ">just now<" in render("{{ d|ago }}", d=NOON)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (72500, "", "$72,500"),
        (Decimal("34.50"), "hour", "$34.50 an hour"),
        (Decimal("34.00"), "hour", "$34 an hour"),
        ("81000", "year", "$81,000 a year"),
        (None, "", ""),
        ("", "", ""),
    ],
)
def test_money_in_words(value, unit, text):
    assert render("{{ v|money:u }}", v=value, u=unit) == text


def test_nothing_stays_nothing():
    assert render("{{ n|day }}{{ n|ago }}", n=None) == ""


@pytest.mark.parametrize(
    ("asked", "number"), [("2", 2), ("", 1), ("x", 1), ("-5", 3), ("99999999999999999999", 3)]
)
def test_paginate_gives_the_nearest_page(asked, number):
    page = paginate(RequestFactory().get("/", {"page": asked}), list(range(50)), 20)

    assert page.number == number


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/me/?a=1", "/me/?a=1"),
        ("", "/home"),
        ("https://evil.example/", "/home"),
        ("//evil.example", "/home"),
        ("/\\evil.example", "/home"),
        ("/\t/evil.example", "/home"),
        ("javascript:alert(1)", "/home"),
        ("me/", "/home"),
    ],
)
def test_safe_next_stays_in_the_house(target, expected):
    assert safe_next(RequestFactory().get("/", {"next": target}), "/home") == expected
