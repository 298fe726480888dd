import json
from datetime import date

import pytest
from django.utils import translation

from qualifications.evaluation import RULE_VERSION, combine, evaluate
from qualifications.holding import Fact, closure, nothing_held
from qualifications.verdicts import FormulaVerdict
from tests.factories.qualifications import (
    ON,
    all_of,
    any_of,
    at_least,
    judge,
    leaf,
    wish,
    worked,
    years,
)

OHIO = all_of(
    any_of(
        all_of(
            leaf("rn", reason="law", note="By phone."),
            years("ambulatory-nursing", 24),
            label="Nursing",
        ),
        all_of(
            leaf("sw-bachelor", reason="payer"), years("care-coordination", 24), label="Social work"
        ),
        all_of(leaf("bachelor:health-human"), years("care-coordination", 48), label="Experience"),
    ),
    leaf("bls", timing="at_start"),
    leaf("drivers-license"),
    leaf("ccm", timing="within_months", months=24, reason="payer"),
    wish("spanish:professional"),
    wish("epic-ambulatory"),
)
NURSE = (
    Fact("rn", state="KY", multistate=True, expires=date(2027, 10, 31), source_ref="cred:1"),
    Fact("associate:nursing"),
    Fact("bls", label="American Heart Association", expires=date(2027, 1, 12)),
    Fact("spanish:fluent"),
    worked("ambulatory-nursing", 31, "Licking Valley Primary Care"),
    worked("care-coordination", 16),
    Fact("nextgen"),
)


def test_nurse_reads_her_paths() -> None:
    verdict = judge(OHIO, NURSE, denied=["sw-bachelor"], state="OH")

    assert [(p.name, p.summary) for p in verdict.paths] == [
        ("Path A · Nursing", "You meet this path"),
        ("Path B · Social work", "2 not met"),
        ("Path C · Experience", "2 not met"),
    ]
    assert (verdict.truth, verdict.bucket, verdict.summary) == (
        "not_stated",
        "could_meet",
        "1 not stated",
    )
    assert verdict.headline == "You meet path A of 3. 1 is not stated. 1 is due after hire."
    assert verdict.strip == ("met", "met", "met", "unknown", "later")
    assert verdict.strip_label == "3 met, 1 not stated, 1 due later"
    assert verdict.counts == {"met": 3, "not_met": 0, "not_stated": 1, "due_later": 1}


def test_every_line_has_its_sentences() -> None:
    verdict = judge(OHIO, NURSE, denied=["sw-bachelor"], state="OH")

    assert [(line.path, line.word, line.you) for line in verdict.lines] == [
        (
            "0.0.0",
            "Met",
            "You: RN, multistate, home state Kentucky, active to Oct 31, 2027. "
            "Both states are in the Nurse Licensure Compact.",
        ),
        ("0.0.1", "Met", "You: 2 years 7 months, Licking Valley Primary Care."),
        ("0.1.0", "Not met", "You said you do not have this."),
        ("0.1.1", "Not met", "You: 1 year 4 months in care coordination."),
        ("0.2.0", "Not met", "You: associate degree in nursing."),
        ("0.2.1", "Not met", "You: 1 year 4 months in care coordination."),
        ("1", "Met", "You: BLS, American Heart Association, active to Jan 12, 2027."),
        ("2", "Not stated", "You have not told us."),
        ("3", "Due later", "You do not need it yet: it is due after hire."),
        ("4", "Met", "You: Spanish, fluent."),
        ("5", "Not stated", "You have not told us."),
    ]
    first = verdict.lines[0]
    assert (first.reason_label, first.note, first.source_refs) == ("Law", "By phone.", ("cred:1",))
    assert first.fact == "RN, multistate, home state Kentucky, active to Oct 31, 2027"


def test_lines_are_the_same_columns_for_everyone() -> None:
    nurse = judge(OHIO, NURSE, state="OH")
    nobody = judge(OHIO, state="OH")

    assert [(n.path, n.text) for n in nurse.lines] == [(n.path, n.text) for n in nobody.lines]


def test_helpful_lines_never_count() -> None:
    verdict = judge(all_of(leaf("epic"), wish("rn:OH")), [Fact("epic")], denied=["rn"])

    assert verdict.bucket == "meets_all"
    assert verdict.summary == "Meets all 1"
    assert [line.truth for line in verdict.preferred] == ["not_met"]


def test_only_helpful_lines_are_no_requirements() -> None:
    verdict = judge(all_of(wish("epic")))

    assert (verdict.bucket, verdict.summary) == ("no_requirements", "No requirements stated")
    assert judge(all_of()).bucket == "no_requirements"


@pytest.mark.parametrize(
    ("facts", "denied", "bucket", "summary"),
    [
        ([Fact("epic"), Fact("bls")], [], "meets_all", "Meets all 3"),
        ([Fact("epic")], [], "could_meet", "1 not stated"),
        ([Fact("epic")], ["bls"], "one_gap", "1 gap: BLS"),
        ([], ["bls"], "one_gap", "1 gap: BLS"),
        ([], ["bls", "epic"], "stretch", "2 gaps"),
    ],
)
def test_buckets(facts: list[Fact], denied: list[str], bucket: str, summary: str) -> None:
    tree = all_of(leaf("epic"), leaf("bls"), leaf("ccm", timing="within_months", months=6))

    verdict = judge(tree, facts, denied=denied)

    assert (verdict.bucket, verdict.summary) == (bucket, summary)


def test_gap_of_a_choice_names_the_choice() -> None:
    tree = all_of(any_of(leaf("sw-bachelor:OH"), leaf("counselor-lower:OH")), leaf("epic"))

    verdict = judge(tree, [Fact("epic")], denied=["sw-bachelor", "counselor-lower"])

    assert verdict.summary == "1 gap: LSW or higher in Ohio or LPC or higher in Ohio"


def test_nearest_path_decides_the_gaps() -> None:
    facts = [Fact("bachelor:psychology"), worked("care-coordination", 30)]

    unsaid = judge(OHIO, facts, state="OH")
    verdict = judge(OHIO, facts, denied=["rn", "sw-bachelor"], state="OH")

    # Until she says that she is no nurse, that path stays open.
    assert unsaid.bucket == "could_meet"
    assert verdict.bucket == "one_gap"
    assert verdict.summary == "1 gap: LSW or higher in Ohio"


def test_gap_is_the_one_line_of_the_only_path_left() -> None:
    tree = all_of(leaf("bachelor"), years("care-coordination", 48), leaf("epic"))

    verdict = judge(tree, [Fact("bachelor:psychology"), worked("care-coordination", 30)])

    assert verdict.summary == "1 gap: 4 years in care coordination"
    assert (verdict.gaps, verdict.unstated) == (1, 1)


def test_two_of_three_paths() -> None:
    tree = all_of(
        at_least(
            2,
            all_of(leaf("epic"), leaf("bls")),
            all_of(leaf("ccm")),
            all_of(leaf("cphq"), leaf("ches")),
        )
    )

    verdict = judge(tree, [Fact("epic"), Fact("bls"), Fact("ccm")])

    assert (verdict.paths_needed, verdict.truth) == (2, "met")
    assert verdict.headline == "You meet paths A, B of 3."


def test_second_group_of_paths_is_a_line() -> None:
    group = any_of(all_of(leaf("epic"), leaf("bls")), leaf("ccm"))
    tree = all_of(group, any_of(all_of(leaf("cphq"), leaf("ches")), leaf("crc")))

    verdict = judge(tree, [Fact("ccm"), Fact("crc")])

    assert len(verdict.paths) == 2
    assert [line.text for line in verdict.alls] == ["(CPHQ and CHES) or CRC"]
    assert verdict.is_met


def test_verdict_survives_json() -> None:
    verdict = judge(OHIO, NURSE, denied=["sw-bachelor"], state="OH")

    again = FormulaVerdict.from_dict(json.loads(json.dumps(verdict.as_dict())))

    assert again == verdict
    assert again.rule_version == RULE_VERSION


def test_evaluation_is_deterministic() -> None:
    assert judge(OHIO, NURSE, state="OH") == judge(OHIO, NURSE, state="OH")


def test_evaluation_refuses_facts_of_another_day() -> None:
    with pytest.raises(ValueError, match="cannot be judged"):
        evaluate(OHIO, nothing_held(ON), (), date(2026, 1, 1))


def test_sentences_follow_the_language_in_use() -> None:
    # No translation is shipped for this one, so English stands in, and nothing is mixed up.
    with translation.override("es"):
        spanish = judge(all_of(leaf("epic")))
    english = judge(all_of(leaf("epic")))

    assert spanish.lines[0].truth == english.lines[0].truth
    assert english.lines[0].word == "Not stated"


TRUTHS = ["met", "not_stated", "not_met"]


@pytest.mark.parametrize("a", TRUTHS)
@pytest.mark.parametrize("b", TRUTHS)
def test_kleene_tables(a: str, b: str) -> None:
    strength = {"not_met": 0, "not_stated": 1, "met": 2}

    both, either = combine([a, b], 2), combine([a, b], 1)

    assert strength[both] == min(strength[a], strength[b])
    assert strength[either] == max(strength[a], strength[b])
    assert combine([a, b], 0) == "met"


def test_twenty_cards_ask_the_database_nothing(django_assert_num_queries: object) -> None:
    held = closure(NURSE, ON)

    with django_assert_num_queries(0):  # type: ignore[operator]
        for _ in range(20):
            evaluate(OHIO, held, (), ON, "OH")
