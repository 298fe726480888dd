"""Education, experience, certifications, languages and clearances, case by case."""

from datetime import date

import pytest

from qualifications.holding import Fact, closure, experience_facts, months_in_union
from tests.factories.qualifications import ON, all_of, any_of, at_least, judge, leaf, worked, years

NURSING = {"fields": ["nursing"], "field_match": "family"}
SOCIAL = {"fields": ["social-work"], "field_match": "family"}
HEALTH = {"fields": ["health-human"], "field_match": "family"}


@pytest.mark.parametrize(
    ("asked", "facts", "truth"),
    [
        (leaf("bachelor"), ["doctorate:other"], "met"),
        (leaf("bachelor"), ["bachelor:business"], "met"),
        (leaf("bachelor"), ["associate:nursing"], "not_met"),
        (leaf("bachelor"), ["hs"], "not_met"),
        (leaf("hs"), ["certificate:medical-assisting"], "met"),
        (leaf("associate"), ["bachelor:nursing"], "met"),
        (leaf("bachelor", **SOCIAL), ["doctorate:other"], "not_met"),  # rank met, field not
        (leaf("bachelor", **NURSING), ["master:nursing"], "met"),  # MSN for BSN
        (leaf("bachelor", **SOCIAL), ["master:social-work"], "met"),  # MSW for BSW
        (leaf("bachelor", **SOCIAL), ["bachelor:psychology"], "not_met"),
        (leaf("bachelor", **HEALTH), ["bachelor:gerontology"], "met"),
        (leaf("bachelor", **HEALTH), ["bachelor:business"], "not_met"),
        (leaf("bachelor", **HEALTH), ["master:public-health"], "met"),
        (leaf("bachelor", fields=["public-health"]), ["bachelor:health-education"], "met"),
        (leaf("bachelor", fields=["health-education"]), ["bachelor:public-health"], "not_met"),
        (
            leaf("bachelor", fields=["social-work"], field_match="exact"),
            ["master:social-work"],
            "not_met",
        ),
        (
            leaf("bachelor", fields=["social-work"], field_match="exact"),
            ["bachelor:social-work"],
            "met",
        ),
        (
            leaf("bachelor", fields=["social-work"], field_match="exact"),
            ["bachelor:social-work", "master:social-work"],
            "met",
        ),
        (leaf("bachelor", fields=["nursing", "public-health"]), ["bachelor:public-health"], "met"),
        (leaf("bachelor:nursing"), ["bachelor:nursing"], "met"),
        (leaf("master"), [], "not_stated"),
    ],
)
def test_degrees(asked: dict, facts: list[str], truth: str) -> None:
    assert judge(all_of(asked), [Fact(slug) for slug in facts]).truth == truth


def test_degree_in_progress_counts_only_where_it_may() -> None:
    facts = [Fact("associate:nursing"), Fact("bachelor:nursing", status="in_progress")]

    assert judge(all_of(leaf("bachelor")), facts).truth == "not_met"
    assert judge(all_of(leaf("bachelor", in_progress_ok=True)), facts).lines[0].kind == "pending"
    assert judge(all_of(leaf("bachelor", timing="at_start")), facts).is_met


@pytest.mark.parametrize(
    ("asked", "facts", "truth", "kind"),
    [
        (years("care-coordination", 24), [worked("care-coordination", 31)], "met", "exceeds"),
        (years("care-coordination", 24), [worked("care-coordination", 24)], "met", "plain"),
        (years("care-coordination", 24), [worked("care-coordination", 23)], "not_met", "less"),
        (years("care-coordination", 24), [worked("oncology", 60)], "not_stated", "unstated"),
        (years("any-healthcare", 24), [worked("oncology", 60)], "met", "exceeds"),
        (years("customer-service", 12), [worked("call-center", 12)], "met", "plain"),
        (years("call-center", 12), [worked("customer-service", 12)], "not_stated", "unstated"),
        (
            years("care-or-case-management", 24),
            [worked("case-management", 24)],
            "met",
            "plain",
        ),
        (
            years(["ambulatory-nursing", "oncology"], 24),
            [worked("oncology", 30)],
            "met",
            "exceeds",
        ),
        (years("oncology", 0), [worked("oncology", None)], "met", "plain"),
        (years("oncology", 12), [worked("oncology", None)], "not_stated", "unstated"),
        (
            years("oncology", 12),
            [worked("oncology", 6), worked("oncology", None)],
            "not_stated",
            "unstated",
        ),
        (years("any-work", 12), [worked("case-management", 24)], "met", "exceeds"),
    ],
)
def test_experience(asked: dict, facts: list[Fact], truth: str, kind: str) -> None:
    line = judge(all_of(asked), facts).lines[0]

    assert (line.truth, line.kind) == (truth, kind)


def test_experience_instead_of_a_degree() -> None:
    tree = all_of(any_of(leaf("bachelor"), years("case-management", 48)))

    assert judge(tree, [Fact("hs"), worked("case-management", 50)]).is_met
    assert judge(tree, [Fact("bachelor:other")]).is_met
    assert judge(tree, [Fact("hs"), worked("case-management", 30)]).bucket == "one_gap"


def test_years_by_degree_are_alternative_paths() -> None:
    tree = all_of(
        any_of(
            all_of(leaf("associate"), years("case-management", 72)),
            all_of(leaf("bachelor"), years("case-management", 48)),
            leaf("master"),
        )
    )

    verdict = judge(tree, [Fact("bachelor:other"), worked("case-management", 50)])

    assert [path.truth for path in verdict.paths] == ["not_met", "met", "not_met"]
    assert verdict.headline == "You meet path B of 3."


@pytest.mark.parametrize(
    ("periods", "months"),
    [
        ([], 0),
        ([(date(2023, 1, 1), date(2023, 12, 31))], 12),
        ([(date(2024, 1, 1), date(2024, 12, 31))], 12),
        ([(date(2024, 2, 1), date(2024, 2, 29))], 1),
        ([(date(2024, 1, 15), date(2024, 2, 13))], 0),
        ([(date(2024, 1, 15), date(2024, 2, 14))], 1),
        # Two jobs at once count once.
        ([(date(2023, 1, 1), date(2023, 12, 31)), (date(2023, 6, 1), date(2023, 8, 31))], 12),
        ([(date(2023, 1, 1), date(2023, 6, 30)), (date(2023, 4, 1), date(2023, 12, 31))], 12),
        # One after another, without and with a gap.
        ([(date(2023, 1, 1), date(2023, 6, 30)), (date(2023, 7, 1), date(2023, 12, 31))], 12),
        ([(date(2021, 1, 1), date(2021, 6, 30)), (date(2023, 7, 1), date(2023, 12, 31))], 12),
        ([(date(2023, 6, 1), date(2023, 1, 1))], 0),
    ],
)
def test_months_in_union(periods: list, months: int) -> None:
    assert months_in_union(periods) == months
    assert months_in_union(reversed(periods)) == months


def test_experience_facts_count_wider_areas_once() -> None:
    jobs = [
        (["care-coordination"], date(2022, 1, 1), date(2022, 12, 31), "Northside", "job:1"),
        (["oncology"], date(2022, 7, 1), date(2023, 6, 30), "Lakeview", "job:2"),
        (["oncology"], None, None, "Old Mill", "job:3"),
    ]

    facts = {(f.term, f.months): f.label for f in experience_facts(jobs, ON)}

    assert facts[("experience:care-coordination", 12)] == "Northside"
    assert facts[("experience:any-healthcare", 18)] == "Northside, Lakeview"
    assert facts[("experience:oncology", 12)] == "Lakeview"
    assert facts[("experience:oncology", None)] == "Old Mill"


def test_work_that_goes_on_counts_to_today() -> None:
    facts = experience_facts([(["oncology"], date(2025, 11, 23), None, "", "")], ON)

    assert facts[0].months == 12


@pytest.mark.parametrize(
    ("asked", "facts", "truth", "kind"),
    [
        (leaf("ccm"), [Fact("ccm", expires=date(2027, 5, 31))], "met", "plain"),
        (leaf("ccm"), [Fact("ccm", expires=date(2026, 5, 31))], "not_met", "expired"),
        (leaf("ccm"), [Fact("cmgt-bc")], "not_stated", "unstated"),
        (leaf("ccm", or_equivalent=True), [Fact("cmgt-bc")], "met", "plain"),
        (leaf("ccm", or_equivalent=True), [Fact("acm-sw")], "met", "plain"),
        (leaf("ccm", or_equivalent=True), [Fact("cphq")], "not_stated", "unstated"),
        (leaf("ma-certified"), [Fact("rma-amt")], "met", "plain"),
        (leaf("cma-aama"), [Fact("rma-amt")], "not_stated", "unstated"),
        (leaf("cma-aama", or_equivalent=True), [Fact("rma-amt")], "met", "plain"),
        (leaf("acm"), [Fact("acm-rn")], "met", "plain"),
        (leaf("cpr"), [Fact("bls")], "met", "exceeds"),
        (leaf("bls"), [Fact("cpr")], "not_stated", "unstated"),
        (leaf("ccm", timing="within_months", months=24), [], "met", "due_later"),
        (leaf("ccm", timing="within_months", months=24), [Fact("ccm")], "met", "plain"),
        (leaf("bls", timing="at_start"), [], "not_stated", "unstated"),
        (leaf("bls", timing="at_start"), [Fact("bls", status="pending")], "met", "pending"),
        (leaf("bls"), [Fact("bls", status="pending")], "not_met", "not_yet"),
        (leaf("chw-certified", states=["TX"]), [Fact("chw-certified", state="TX")], "met", "plain"),
        (leaf("chw-certified", any_state=True), [Fact("chw-certified:OH")], "met", "plain"),
        (leaf("spanish:professional"), [Fact("spanish:fluent")], "met", "exceeds"),
        (leaf("spanish:professional"), [Fact("spanish:conversational")], "not_met", "less"),
        (leaf("spanish:professional"), [Fact("french:native")], "not_stated", "unstated"),
        (leaf("epic"), [Fact("epic-ambulatory")], "met", "plain"),
        (leaf("any-ehr"), [Fact("nextgen")], "met", "plain"),
        (leaf("epic"), [worked("epic", 12)], "met", "plain"),
        (leaf("drivers-license"), [Fact("drivers-license")], "met", "plain"),
        (leaf("drivers-license"), [], "not_stated", "unstated"),
    ],
)
def test_certifications_languages_skills(
    asked: dict, facts: list[Fact], truth: str, kind: str
) -> None:
    line = judge(all_of(asked), facts).lines[0]

    assert (line.truth, line.kind) == (truth, kind)


def test_state_certification_is_bound_where_the_state_runs_one() -> None:
    tree = all_of(leaf("chw-certified"))
    ohio = [Fact("chw-certified", state="OH")]

    assert judge(tree, ohio, state="TX").truth == "not_stated"
    assert judge(tree, ohio, state="OH").is_met
    # Alaska runs none, so any will do.
    assert judge(tree, ohio, state="AK").is_met


@pytest.mark.parametrize(
    ("asked", "denied", "truth"),
    [
        ("rn:OH", ["rn"], "not_met"),
        ("aprn:OH", ["rn"], "not_met"),
        ("lpn:OH", ["rn"], "not_stated"),
        ("bachelor", ["associate"], "not_met"),
        ("associate", ["bachelor"], "not_stated"),
        ("experience:oncology:12", ["experience:oncology"], "not_met"),
        ("spanish:basic", ["spanish"], "not_met"),
        ("sw-clinical:TX", ["sw-bachelor"], "not_met"),
        ("epic-ambulatory", ["epic"], "not_met"),
        ("epic", ["epic-ambulatory"], "not_stated"),
        ("rn:OH", ["unheard-of"], "not_stated"),
    ],
)
def test_saying_no_rules_out_what_would_entail_it(asked: str, denied: list, truth: str) -> None:
    assert judge(all_of(leaf(asked)), denied=denied).truth == truth


def test_a_held_fact_outweighs_a_no() -> None:
    assert judge(all_of(leaf("epic")), [Fact("epic")], denied=["epic"]).is_met


def test_at_least_two_of_three() -> None:
    tree = all_of(at_least(2, leaf("ccm"), leaf("cphq"), leaf("ches")))

    assert judge(tree, [Fact("ccm"), Fact("ches")]).is_met
    assert judge(tree, [Fact("ccm")]).truth == "not_stated"
    assert judge(tree, [Fact("ccm")], denied=["ches", "cphq"]).truth == "not_met"


def test_facts_of_unknown_terms_are_ignored() -> None:
    held = closure([Fact("no-such-term"), Fact("experience:nowhere", months=5)], ON)

    assert held.ids == frozenset()


def test_fact_survives_json() -> None:
    fact = Fact("rn", state="KY", multistate=True, expires=date(2027, 1, 1), source_ref="cred:4")

    assert Fact.from_dict(fact.as_dict()) == fact
