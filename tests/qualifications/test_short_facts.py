"""Facts as one line of text: what is understood, in which order, and what is said about the rest."""

from __future__ import annotations

import pytest

from qualifications import vocabulary
from qualifications.short_facts import MOST, read_short, short_words


def read(*parts):
    return read_short(parts, vocabulary.current())


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("rn:OH,bachelor:social-work", "bachelor:social-work,rn:OH"),
        ("RN:oh , CCM", "rn:OH,ccm"),
        ("ccm,ccm,,ccm", "ccm"),
        ("rn:OH,rn:OH:multistate", "rn:OH:multistate"),
        ("rn:OH:multistate,rn:OH", "rn:OH:multistate"),
        ("rn:OH,rn:KY", "rn:KY,rn:OH"),
        ("experience:care-coordination:24", "experience:care-coordination:24"),
        ("spanish:fluent", "spanish:fluent"),
        ("chw-certified:TX", "chw-certified:TX"),
    ],
)
def test_one_text_for_the_same_facts(typed, text):
    stated = read(typed)

    assert stated.text == text and stated.is_clean
    assert read(stated.text) == stated


@pytest.mark.parametrize(
    "typed",
    [
        "moon",
        "rn:XX",
        "aprn:OH:multistate",  # no compact covers it
        "ccm:multistate",
        "case-management-certified",  # can be asked for, not held
        "bachelor:nursing:exact",
        "rn:compact",
        "experience:care-coordination:25",
        "spanish",
        "x" * 500,
        "rn:OH:OH",
        "\x00",
    ],
)
def test_what_is_no_fact_is_named_and_the_rest_kept(typed):
    stated = read(typed, "ccm")

    assert stated.text == "ccm"
    assert stated.unknown == (typed[:100],)


def test_a_license_needs_its_state():
    stated = read("rn,ccm")

    assert (stated.text, stated.stateless, stated.is_clean) == ("ccm", ("rn",), False)


def test_no_more_than_some_are_read():
    everything = [t.slug for t in vocabulary.current().by_id.values() if t.kind == "skill"]

    assert len(read(*everything).facts) == MOST


def test_facts_say_what_they_are():
    words = vocabulary.current()
    facts = read("rn:OH:multistate,bachelor:nursing,experience:oncology:24,spanish:fluent").facts

    assert [short_words(fact, words) for fact in facts] == [
        "Bachelor’s degree in nursing",
        "RN, multistate, home state Ohio",
        "2 years in oncology",
        "Spanish, fluent",
    ]
