"""Wording rules, each with words that set it off and words that must not."""

from __future__ import annotations

import pytest

from listings.lint import lint_content

WHOLE = {"benefits_summary": "Health insurance.", "apply_by": "2030-01-01"}


def rules(**content):
    return [finding.rule for finding in lint_content({**WHOLE, **content})]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("We want a young team member.", "age"),
        ("Recent college graduates welcome", "age"),
        ("He/she answers the phone.", "sex"),
        ("Female preferred.", "sex"),
        ("Native English speaker", "origin"),
        ("US citizens only", "origin"),
        ("Must be healthy", "disability"),
        ("No felons, please.", "record"),
        ("Currently employed only", "unemployed"),
        ("Christian preferred", "religion"),
        ("Send your salary history", "salary_history"),
        ("Pay DOE", "pay_words"),
        ("Up to $40 an hour", "pay_words"),
        ("A driver’s license is needed", "driving"),
        ("Can lift 50 pounds", "lifting"),
        ("A rockstar nurse", "style"),
        ("Works on clinical trials", "research"),
        ("APPLY NOW WITH US TODAY AND START", "all_caps"),
        ("Great job!!! Apply!", "exclamation"),
    ],
)
def test_words_that_need_a_second_look(text, rule):
    assert rules(description=text) == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "You work with younger and older patients.",
        "RN, LPN, MSW or LCSW; CCM within 24 months.",
        "Fluent in Spanish or willing to use an interpreter.",
        "We follow fair-chance law.",
        "The DOE family clinic".replace("DOE", "Doerr"),
        "Youth services referrals!",
    ],
)
def test_words_that_are_fine(text):
    assert rules(description=text) == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"pay_min": "20", "pay_max": "41", "pay_unit": "hour"}, ["wide_range"]),
        ({"pay_min": "20", "pay_max": "40", "pay_unit": "hour"}, []),
        ({"pay_min": "7", "pay_max": "9", "pay_unit": "hour"}, ["below_minimum"]),
        ({"pay_min": "60000", "pay_max": "70000", "pay_unit": "hour"}, ["wrong_unit"]),
        ({"pay_min": "x", "pay_max": "NaN", "pay_unit": "hour"}, []),
        ({"benefits_summary": " "}, ["no_benefits"]),
        ({"apply_by": ""}, ["no_deadline"]),
    ],
)
def test_figures(content, expected):
    assert rules(**content) == expected


def test_a_finding_shows_the_words_the_reason_and_what_to_write():
    finding = lint_content({**WHOLE, "title": "Ninja coordinator"})[0]

    assert (finding.field, finding.matched) == ("title", "Ninja")
    assert all([finding.sentence, finding.suggestion, finding.source])
    assert finding.as_dict()["rule"] == "style"


def test_driving_is_a_matter_of_california_only():
    text = {**WHOLE, "description": "A driver's license"}

    assert [f.rule for f in lint_content(text, state="CA")] == ["driving"]
    assert lint_content(text, state="OH") == []
