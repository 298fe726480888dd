"""A license or a limited permit for a time: who just graduated works under supervision until the exam."""

from datetime import date

import pytest

from qualifications.compiling import compiled
from qualifications.formulas import FormulaError, bind, parse
from qualifications.gaps import gap_sets
from qualifications.holding import Fact, closure, months_spanned
from qualifications.matching_sql import could_meet_by, formulas_met_by
from qualifications.models import Formula
from qualifications.sentences import license_name, sentence
from tests.factories.qualifications import ON, all_of, judge, leaf

NYC = all_of(leaf("sw-master", permit_months=12, reason="law"))
LATER = date(2027, 5, 31)


def permit(level: str, months: int | None, **options: object) -> Fact:
    values = {"state": "NY", "status": "limited_permit", "expires": LATER, **options}
    return Fact(level, months=months, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "truth", "kind"),
    [
        ([Fact("sw-master", state="NY")], "met", "plain"),
        ([Fact("sw-clinical", state="NY")], "met", "exceeds"),
        ([permit("sw-master", 12)], "met", "limited_permit"),
        ([permit("sw-master", 6)], "met", "limited_permit"),
        ([permit("sw-clinical", 12)], "met", "limited_permit"),
        ([permit("sw-master", 13)], "not_met", "limited_permit"),
        ([permit("sw-master", 24)], "not_met", "limited_permit"),
        ([permit("sw-master", None)], "not_stated", "unstated"),
        ([permit("sw-master", 12, expires=date(2026, 11, 22))], "not_met", "expired"),
        ([permit("sw-master", 12, expires=ON)], "met", "limited_permit"),
        ([permit("sw-master", 12, state="NJ")], "not_met", "limited_permit"),
        ([permit("sw-master", 12), Fact("sw-master", state="NY")], "met", "plain"),
        ([Fact("sw-master", state="NY", status="pending")], "not_met", "not_yet"),
        ([], "not_stated", "unstated"),
    ],
)
def test_license_or_permit_of_at_most_a_year(facts: list, truth: str, kind: str) -> None:
    line = judge(NYC, facts, state="NY").lines[0]

    assert (line.truth, line.kind) == (truth, kind)


def test_permit_counts_only_where_the_line_says_so() -> None:
    line = judge(all_of(leaf("sw-master")), [permit("sw-master", 6)], state="NY").lines[0]

    assert (line.truth, line.kind) == ("not_met", "limited_permit")
    assert line.why == "This job asks for the full license."


def test_permit_is_no_compact_license() -> None:
    nurse = permit("rn", 6, state="KY", multistate=True)

    assert judge(all_of(leaf("rn", permit_months=12)), [nurse], state="KY").is_met
    assert judge(all_of(leaf("rn", permit_months=12)), [nurse], state="OH").truth == "not_met"


def test_who_has_no_such_license_has_no_permit_either() -> None:
    assert judge(NYC, denied=["sw-master"], state="NY").truth == "not_met"
    assert judge(NYC, denied=["sw-bachelor"], state="NY").truth == "not_met"
    assert judge(NYC, denied=["sw-clinical"], state="NY").truth == "not_stated"


def test_permit_reads_as_it_is() -> None:
    met = judge(NYC, [permit("sw-master", 12)], state="NY").lines[0]
    long = judge(NYC, [permit("sw-master", 24)], state="NY").lines[0]

    assert met.text == "LMSW or higher in New York, or a limited permit of at most 12 months"
    assert met.you == (
        "You: LMSW, New York, limited permit of 1 year, to May 31, 2027. "
        "A limited permit of at most 12 months counts here."
    )
    assert long.why == (
        "A limited permit counts here only if it covers the state and runs at most 12 months."
    )


def test_database_finds_the_same() -> None:
    formula = Formula.objects.for_tree(NYC, states=["NY"])
    short, long = (closure([permit("sw-master", m)], ON) for m in (12, 24))

    assert formula in formulas_met_by(short.ids)
    assert formula not in formulas_met_by(long.ids)
    assert formula not in could_meet_by(long.ids, long.known_not())


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        (leaf("sw-master", permit_months=7), "children[0].permit_months"),
        (leaf("sw-master", permit_months="12"), "children[0].permit_months"),
        (leaf("cna", permit_months=12), "children[0].permit_months"),
        (leaf("ccm", permit_months=12), "children[0].permit_months"),
    ],
)
def test_permit_that_cannot_be_asked_for(asked: dict, path: str) -> None:
    with pytest.raises(FormulaError) as refused:
        parse(all_of(asked))

    assert refused.value.path == path


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2026, 6, 1), date(2027, 5, 31), 12),
        (date(2026, 6, 1), date(2027, 6, 1), 12),
        (date(2026, 6, 1), date(2027, 6, 2), 13),
        (date(2026, 6, 1), date(2026, 6, 10), 1),
        (date(2024, 2, 29), date(2025, 2, 28), 12),
        (date(2026, 8, 31), date(2027, 2, 28), 6),
    ],
)
def test_months_a_permit_runs(first: date, last: date, months: int) -> None:
    assert months_spanned(first, last) == months


def test_permit_in_all_its_lengths_without_a_state() -> None:
    node = parse(all_of(leaf("rn", any_state=True, permit_months=6)))

    assert sentence(node) == (
        "Registered nurse license (RN) from any state, or a limited permit of at most 6 months"
    )


def test_permit_that_does_not_count_is_finished_into_the_license() -> None:
    held = closure([permit("sw-master", 24)], ON)
    form = compiled(bind(parse(NYC), ("NY",)), held.words)

    assert [[gap.kind for gap in one.gaps] for one in gap_sets(form, held)] == [["finish"]]


def test_a_name_that_says_license_says_it_once():
    assert license_name("RN") == "RN license"
    assert license_name("Independent counselor license") == "Independent counselor license"
