"""What is missing: gap sets are sufficient, minimal, and say the same as the evaluator."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given

from qualifications import gaps as gaps_module
from qualifications import vocabulary
from qualifications.compiling import compiled
from qualifications.evaluation import evaluate
from qualifications.formulas import bind, parse
from qualifications.gaps import GapSet, gap_sets, with_gaps
from qualifications.holding import Fact, closure, denied_closure
from tests.factories.qualifications import ON, all_of, any_of, leaf, wish, worked, years
from tests.qualifications.test_matching_sql import QUIET, noes, people, trees

PAST = ON - timedelta(days=30)


def missing(tree, facts=(), *, denied=(), states=("OH",), most=20) -> list[GapSet]:
    words = vocabulary.current()
    form = compiled(bind(parse(tree), states), words)
    held = closure(tuple(facts), ON)
    return gap_sets(form, held, denied_closure(denied, ON), most=most)


def said(sets: list[GapSet]) -> list[list[tuple[str, str]]]:
    """[[("gain", "rn OH"), ...], ...]"""
    return [[(gap.kind, _short(gap.fact)) for gap in one.gaps] for one in sets]


def _short(fact: Fact) -> str:
    months = f" {fact.months}" if fact.months is not None else ""
    privilege = " privilege" if fact.privilege else ""
    return f"{fact.term} {fact.state}".strip() + months + privilege


@QUIET
@given(tree=trees, person=people, no=noes)
def test_a_gap_set_makes_the_formula_met_and_nothing_less_does(tree, person, no) -> None:
    with vocabulary.pinned():
        node = parse(tree)
        denied = denied_closure(no, ON)
        held = closure(person, ON)
        found = gap_sets(compiled(node, held.words), held, denied, most=6)

        def truth(closed) -> str:
            return evaluate(node, closure(with_gaps(person, closed), ON), denied, ON).truth

        for one in found:
            assert truth(one.gaps) == "met"
            for left_out in one.gaps:
                assert truth([gap for gap in one.gaps if gap is not left_out]) != "met"
        assert len({one.gaps for one in found}) == len(found)


def test_a_set_that_would_do_by_another_path_with_less_is_not_named() -> None:
    """A bachelor's in nursing is an associate degree too: nobody with it needs the license of the second path."""
    tree = all_of(
        leaf("associate", fields=["nursing"]),
        any_of(leaf("associate"), all_of(leaf("rn"), leaf("bachelor"))),
    )

    assert said(missing(tree)) == [[("tell", "associate:nursing")]]


@QUIET
@given(tree=trees, person=people, no=noes)
def test_gap_sets_agree_with_the_evaluator(tree, person, no) -> None:
    with vocabulary.pinned():
        held = closure(person, ON)
        denied = denied_closure(no, ON)
        form = compiled(parse(tree), held.words)
        out, unstated, _path = form.gaps(held.ids, held.known_not(denied))

        found = gap_sets(form, held, denied)

    assert bool(found) == bool(out or unstated)
    if found:
        best = found[0]
        assert bool(best.gain) == bool(out)
        assert len(best.gaps) <= sum(len(path) for path in form.paths)
        assert [len(one.gain) for one in found] == sorted(len(one.gain) for one in found)


@QUIET
@given(tree=trees, person=people, no=noes)
def test_the_same_question_gets_the_same_answer(tree, person, no) -> None:
    with vocabulary.pinned():
        denied = denied_closure(no, ON)
        form = compiled(parse(tree), vocabulary.current())

        first = gap_sets(form, closure(person, ON), denied)
        again = gap_sets(form, closure(list(person), ON), denied)

    assert first == again


def test_met_has_no_gaps() -> None:
    assert missing(all_of(leaf("rn")), [Fact("rn", state="OH")]) == []


def test_not_stated_is_told_and_ruled_out_is_gained() -> None:
    found = missing(all_of(leaf("rn"), leaf("bls")), denied=["rn"])

    assert said(found) == [[("tell", "bls"), ("gain", "rn OH")]]
    assert [gap.fact.term for gap in found[0].tell] == ["bls"]
    assert [gap.fact.term for gap in found[0].gain] == ["rn"]


def test_one_fact_closes_several_lines() -> None:
    """LSW or higher, and an LCSW: the LCSW alone closes both."""
    tree = all_of(leaf("sw-bachelor"), leaf("sw-clinical"), leaf("master"))

    found = missing(tree, denied=["sw-bachelor"], facts=[Fact("master:social-work")])

    assert said(found) == [[("gain", "sw-clinical OH")]]


def test_the_weakest_sufficient_fact_is_named() -> None:
    """An LISW closes "LSW or higher", but an LSW is enough."""
    assert said(missing(all_of(leaf("sw-bachelor")), denied=["sw-bachelor"])) == [
        [("gain", "sw-bachelor OH")]
    ]


def test_a_level_the_state_does_not_issue_is_closed_by_the_next_one() -> None:
    found = missing(all_of(leaf("sw-bachelor")), denied=["sw-bachelor"], states=("CO",))

    assert said(found) == [[("gain", "sw-master CO")]]


def test_more_years_in_the_narrower_area_close_both_lines() -> None:
    tree = all_of(years("any-healthcare", 24), years("case-management", 12))

    found = missing(tree, [worked("dental", 6), worked("case-management", 6)])

    assert said(found)[0] == [("gain", "experience:case-management 24")]


def test_sets_that_ask_for_more_are_left_out() -> None:
    """Any path will do; one that asks for the same and a master's besides says nothing new."""
    tree = any_of(
        all_of(leaf("bachelor"), leaf("ccm")),
        all_of(leaf("master"), leaf("ccm")),
    )

    found = missing(tree, [Fact("associate")], denied=["ccm"])

    assert said(found) == [[("gain", "bachelor"), ("gain", "ccm")]]


def test_fewest_facts_to_gain_come_first() -> None:
    tree = any_of(
        all_of(leaf("master"), leaf("rn")),
        all_of(leaf("bachelor"), years("case-management", 48)),
        all_of(years("case-management", 72)),
    )

    found = missing(tree, [Fact("hs"), worked("case-management", 14)], denied=["rn"])

    assert [len(one.gain) for one in found] == [1, 2, 2]
    assert said(found)[0] == [("gain", "experience:case-management 72")]


def test_shorter_time_comes_before_smaller_id() -> None:
    words = vocabulary.current()
    tree = all_of(any_of(leaf("bls"), leaf("ccm")))
    form = compiled(parse(tree), words)
    held, denied = closure((), ON), denied_closure(["bls", "ccm"], ON)

    def orders(slow: str) -> list[str]:
        time = {slow: 24.0}
        found = gap_sets(form, held, denied, time_of=lambda gap: time.get(gap.fact.term, 1.0))
        return [one.gaps[0].fact.term for one in found]

    assert orders("ccm") == ["bls", "ccm"]
    assert orders("bls") == ["ccm", "bls"]


def test_due_later_and_wishes_are_never_gaps() -> None:
    tree = all_of(leaf("ccm", timing="within_months", months=24), wish("spanish:fluent"))

    assert missing(tree, denied=["ccm", "spanish"]) == []


def test_an_expired_license_is_renewed() -> None:
    found = missing(all_of(leaf("rn")), [Fact("rn", state="OH", expires=PAST, source_ref="x")])

    assert said(found) == [[("renew", "rn OH")]]
    assert found[0].gaps[0].own == 0


def test_an_expired_license_is_renewed_even_where_less_would_do() -> None:
    found = missing(all_of(leaf("lpn")), [Fact("rn", state="OH", expires=PAST)])

    assert said(found) == [[("renew", "rn OH")]]


@pytest.mark.parametrize(
    ("status", "kind"),
    [("pending", "finish"), ("suspended", "restore"), ("lapsed", "renew")],
)
def test_a_license_that_does_not_count_yet_says_what_would_help(status, kind) -> None:
    found = missing(all_of(leaf("rn")), [Fact("rn", state="OH", status=status)])

    assert said(found) == [[(kind, "rn OH")]]


def test_a_privilege_to_buy_is_a_step_of_its_own() -> None:
    """Counseling Compact: an Arizona counselor may buy a privilege for Ohio; it never comes by itself."""
    home = Fact("counselor", state="AZ")

    found = missing(all_of(leaf("counselor")), [home])

    assert said(found) == [[("buy_privilege", "counselor OH privilege")]]
    assert found[0].gaps[0].own == 0


def test_a_license_of_another_state_is_carried_over() -> None:
    found = missing(all_of(leaf("rn")), [Fact("rn", state="KY")])

    assert said(found) == [[("transfer", "rn OH")]]


def test_an_answer_is_better_than_a_renewal() -> None:
    tree = all_of(any_of(leaf("rn"), leaf("epic")))

    found = missing(tree, [Fact("rn", state="OH", expires=PAST)])

    assert said(found)[0] == [("tell", "epic")]
    assert [("renew", "rn OH")] in said(found)


def test_several_states_are_covered_by_one_multistate_license() -> None:
    tree = all_of(leaf("rn", states=["OH", "KY", "IN"]))

    found = missing(tree, [Fact("rn", state="KY")])

    first = found[0].gaps
    assert len(first) == 1
    assert (first[0].fact.multistate, first[0].fact.state) == (True, "KY")


def test_the_search_ends_at_its_limits_with_one_set_all_the_same(monkeypatch) -> None:
    monkeypatch.setattr(gaps_module, "MOST_BRANCHES", 2)
    tree = all_of(leaf("rn"), leaf("bls"), leaf("ccm"), leaf("epic"))

    found = missing(tree, denied=["rn", "ccm"])

    assert len(found) == 1
    assert {gap.fact.term for gap in found[0].gaps} == {"rn", "bls", "ccm", "epic"}
