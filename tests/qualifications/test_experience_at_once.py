"""Years of one kind of work in a setting, or with a group of people: only time that was both at once."""

from datetime import date

import pytest

from qualifications import vocabulary
from qualifications.compiling import compiled
from qualifications.formulas import FormulaError, parse
from qualifications.gaps import gap_sets, with_gaps
from qualifications.holding import Fact, closure, denied_closure, experience_facts
from qualifications.matching_sql import could_meet_by, formula_buckets, formulas_met_by
from qualifications.models import Formula
from qualifications.steps import step_of
from tests.factories.qualifications import ON, all_of, judge, worked, years

WITH_CHILDREN = all_of(years("case-management", 24, within=["with-children"]))


Row = tuple[list[str], int, int]


def jobs(*rows: Row) -> list:
    """Facts of jobs (areas, first year, last year), whole years each."""
    return experience_facts(
        [
            (a, date(y, 1, 1), date(z, 12, 31), f"Clinic {n}", "")
            for n, (a, y, z) in enumerate(rows)
        ],
        ON,
    )


BOTH_TWO_YEARS: list[Row] = [(["case-management", "with-children"], 2020, 2021)]
BOTH_ONE_OF_THREE: list[Row] = [
    (["case-management"], 2018, 2019),
    (["case-management", "with-children"], 2020, 2020),
]
NEVER_AT_ONCE: list[Row] = [(["case-management"], 2018, 2020), (["with-children"], 2021, 2023)]
TWO_JOBS: list[Row] = [
    (["case-management", "with-children"], 2018, 2018),
    (["case-management", "with-children"], 2021, 2021),
]
NO_PEOPLE: list[Row] = [(["case-management"], 2018, 2021)]
TOO_SHORT: list[Row] = [(["case-management"], 2021, 2021)]


@pytest.mark.parametrize(
    ("rows", "denied", "truth", "bucket"),
    [
        (BOTH_TWO_YEARS, [], "met", "meets_all"),
        (TWO_JOBS, [], "met", "meets_all"),
        (BOTH_ONE_OF_THREE, [], "not_met", "one_gap"),
        (NEVER_AT_ONCE, [], "not_met", "one_gap"),
        (NO_PEOPLE, [], "not_stated", "could_meet"),
        (NO_PEOPLE, ["experience:with-children"], "not_met", "one_gap"),
        (TOO_SHORT, [], "not_met", "one_gap"),
        ([], [], "not_stated", "could_meet"),
        ([], ["experience:case-management"], "not_met", "one_gap"),
    ],
)
def test_case_management_with_children(rows: list, denied: list, truth: str, bucket: str) -> None:
    facts = jobs(*rows)
    verdict = judge(WITH_CHILDREN, facts, denied=denied)

    assert (verdict.truth, verdict.bucket) == (truth, bucket)
    formula = Formula.objects.for_tree(WITH_CHILDREN)
    held = closure(facts, ON)
    out = held.known_not(denied_closure(denied, ON))
    assert formula_buckets(held.ids, out)[formula.pk] == bucket
    assert (formula in formulas_met_by(held.ids)) == (truth == "met")
    assert (formula in could_meet_by(held.ids, out)) == (truth != "not_met")


def test_job_without_dates_leaves_it_open() -> None:
    assert judge(WITH_CHILDREN, [worked("case-management", None)]).truth == "not_stated"


def test_narrower_people_count_as_the_wider_ones() -> None:
    facts = jobs((["case-management", "pediatrics"], 2020, 2021))

    assert judge(WITH_CHILDREN, facts).is_met


def test_wider_work_counts_narrower_work() -> None:
    tree = all_of(years("care-coordination", 24, within=["community-health-center", "oncology"]))
    facts = jobs((["patient-navigation", "oncology"], 2020, 2022))

    assert judge(tree, facts).is_met


def test_line_says_how_much_of_it_was_both() -> None:
    met = judge(WITH_CHILDREN, jobs(*BOTH_TWO_YEARS)).lines[0]
    less = judge(WITH_CHILDREN, jobs(*BOTH_ONE_OF_THREE)).lines[0]
    never = judge(WITH_CHILDREN, jobs(*NEVER_AT_ONCE)).lines[0]

    assert met.text == "2 years in case management with children and teens"
    assert met.why == "2 years of it with children and teens."
    assert less.you == (
        "You: 3 years: Clinic 0 2 years + Clinic 1 1 year. 1 year of it with children and teens."
    )
    assert never.why == "None of it with children and teens."


def test_setting_reads_as_a_place() -> None:
    tree = all_of(years("nursing", 12, within=["outpatient", "community-health-center"]))

    assert judge(tree).lines[0].text == (
        "1 year in nursing in an outpatient setting or in a community health center"
    )


def test_ids_stay_below_the_end_of_int4() -> None:
    words = vocabulary.current()

    ids = [
        words.together_id(work, around, months)
        for work in words.main_areas
        for around in words.around
        for months in vocabulary.TOGETHER_STEPS
    ]

    assert len(set(ids)) == len(ids)
    assert max(ids) < 2**31 - 1
    assert min(ids) > max(vocabulary.PERMITS.values()) + max(words.by_id)
    assert {words.row(i).area for i in ids} == words.main_areas


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        (years(["case-management", "nursing"], 24, within=["oncology"]), "areas"),
        (years("any-healthcare", 24, within=["oncology"]), "areas"),
        (years("case-management", 24, within=["nursing"]), "within"),
        (years("oncology", 24, within=["oncology"]), "within"),
        (years("case-management", 24, within=["nowhere"]), "within"),
        (years("case-management", 18, within=["oncology"]), "experience_months"),
    ],
)
def test_what_cannot_be_asked_for_at_once(asked: dict, path: str) -> None:
    with pytest.raises(FormulaError) as refused:
        parse(all_of(asked))

    assert refused.value.path == f"children[0].{path}"


def test_arithmetic_of_overlapping_jobs_adds_up() -> None:
    rows = [
        (["case-management"], date(2020, 1, 1), date(2023, 2, 28), "Clinic A", ""),
        (["case-management"], date(2022, 11, 1), date(2023, 10, 31), "Clinic B", ""),
    ]
    tree = all_of(years("case-management", 36))

    line = judge(tree, experience_facts(rows, ON)).lines[0]

    assert line.fact == (
        "3 years 10 months: Clinic A 3 years 2 months + Clinic B 1 year, 4 months of both at once"
    )


def test_job_of_some_days_survives_json() -> None:
    fact = Fact(
        "experience:oncology", months=0, parts=(("A", 0), ("B", 0)), together=(("epic", None),)
    )

    assert Fact.from_dict(fact.as_dict()) == fact


def test_gap_is_one_fact_that_says_both() -> None:
    facts = jobs(*BOTH_ONE_OF_THREE)
    held = closure(facts, ON)
    form = compiled(parse(WITH_CHILDREN), held.words)

    sets = gap_sets(form, held)
    step = step_of(sets[0].gaps[0], held)

    assert [[gap.kind for gap in one.gaps] for one in sets] == [["gain"]]
    assert step.title == "Work 1 year: experience in case management with children and teens"
    assert judge(WITH_CHILDREN, with_gaps(facts, sets[0].gaps)).is_met


def test_nothing_said_of_people_is_told() -> None:
    held = closure(jobs(*NO_PEOPLE), ON)

    sets = gap_sets(compiled(parse(WITH_CHILDREN), held.words), held)

    assert step_of(sets[0].gaps[0], held).title == (
        "Say whether you have: 2 years in case management with children and teens"
    )
