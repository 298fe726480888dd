"""Whatever is pasted: the reader answers, points at words that are there, and answers the same again."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from listings.reader import Advert, Reading, read_advert
from listings.reading.requirements import read_requirements
from listings.reading.words import plain
from qualifications import formulas, vocabulary

pytestmark = pytest.mark.django_db

PIECES = [
    "RN", "LPN/LVN", "registered nurse", "bachelor's degree", "Master’s", "in nursing", "or", "and", "and/or",
    "2 years", "3-5 years of experience", "five (5) yrs", "required", "preferred", "not required", "a plus",
    "Requirements:", "Benefits", "•", "\n", "\n- ", ". ", "; ", ", ", "(", ")", "[", "]", "<p>", "</li>", "<li>",
    "&nbsp;", "&lt;", "within 30 days of hire", "upon hire", "1.", "2.", "one of the following:", "OR", "must have",
    "in lieu of", "$20 - $30 per hour", "full-time position", "remote", "high school diploma", "GED", "CCM", "BLS",
    "equivalent experience", "Spanish", "bilingual", "in social work, psychology or a related field", "’", "\u00a0",
    "requiredBLS", "degreeProfessional", "LCSW", "Grade determinations", "evenings", "\x00", "é", "😀", "$", "-", "/",
]  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.text(max_size=400),
)
MANY = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(autouse=True)
def _words(vocabulary: None) -> None:
    pass


def read(title: str, text: str) -> Reading:
    with vocabulary.pinned():
        return read_advert(
            Advert(title=title, text=text, state="OH", location="Remote", company="X")
        )


@MANY
@given(title=TEXTS, text=TEXTS)
def test_every_suggestion_points_to_its_words(title: str, text: str) -> None:
    reading = read(title, text)

    sources = {
        "title": reading.title,
        "description": reading.text,
        "location": "Remote",
        "company": "X",
    }
    for found in reading.suggestions():
        assert found["words"]
        assert sources[found["source"]][found["start"] : found["end"]] == found["words"]
    formulas.parse(reading.requirements.tree, draft=True)


@MANY
@given(text=TEXTS)
def test_the_same_text_is_read_the_same(text: str) -> None:
    assert read("RN Care Coordinator", text) == read("RN Care Coordinator", text)


@MANY
@given(text=TEXTS)
def test_plain_text_stays_as_it_is(text: str) -> None:
    once = plain(plain(text))

    assert plain(once) == once


def test_every_suggestion_of_a_requirement_is_a_line_of_the_formula() -> None:
    reading = read_requirements("Requirements\nRN or LPN\nBSN preferred\nCCM within 1 year of hire")

    assert [found.value for found in reading.suggestions] == reading.tree["children"]


def test_no_more_is_suggested_than_a_formula_may_hold() -> None:
    text = "Requirements\n" + "\n".join(
        f"{number} months of {area} experience"
        for area in ("nursing", "oncology", "hospice", "scheduling", "billing", "dialysis")
        for number in (12, 18, 24, 30, 36, 48, 60, 72, 84, 96, 120, 144)
    )

    tree = read_requirements(text).tree

    assert len(tree["children"]) == formulas.MOST_LEAVES
    formulas.parse(tree, draft=True)


@pytest.mark.parametrize("odd", [7, 13, 108])
def test_an_amount_no_formula_knows_is_not_suggested(odd: int) -> None:
    assert (
        read_requirements(f"Requirements\n{odd} months of nursing experience").tree["children"]
        == []
    )
