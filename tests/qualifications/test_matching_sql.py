"""The database and the evaluator give the same answer, on random formulas and people."""

from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import IntegerField, Value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualifications import vocabulary
from qualifications.evaluation import evaluate
from qualifications.formulas import leaves, parse
from qualifications.holding import Fact, Held, closure, denied_closure
from qualifications.matching_sql import (
    could_meet_by,
    formula_buckets,
    formula_gaps,
    formulas_met_by,
    people_meeting,
)
from qualifications.models import Formula, Jurisdiction
from qualifications.services import load_vocabulary
from tests.factories.qualifications import ON, all_of, any_of, leaf, wish

PLAIN = ["epic", "epic-ambulatory", "any-ehr", "bls", "cpr", "drivers-license", "ma-certified"]
TIMINGS = [{}, {}, {"timing": "at_start"}, {"timing": "within_months", "months": 12}]
STATES = ["OH", "KY", "CA", "MA", "GU"]
QUIET = settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@st.composite
def lines(draw: Any, necessity: str = "required") -> dict[str, Any]:
    timing = draw(st.sampled_from(TIMINGS))
    shape = draw(st.integers(0, 6))
    more = {"necessity": necessity}
    if shape == 0:
        states = draw(st.lists(st.sampled_from(["OH", "KY", "CA"]), max_size=2, unique=True))
        level = draw(st.sampled_from(["rn", "lpn", "sw-bachelor", "sw-clinical", "counselor"]))
        permit = draw(st.sampled_from([None, 6, 12])) if level != "sw-bachelor" else None
        place = {"states": states} if states else {}
        return leaf(level, permit_months=permit, **more, **timing, **place)
    if shape == 1:
        months = draw(st.sampled_from([0, 12, 24]))
        areas = draw(
            st.lists(
                st.sampled_from(["oncology", "case-management", "any-healthcare"]),
                min_size=1,
                max_size=2,
                unique=True,
            )
        )
        return leaf("experience", areas=areas, experience_months=months, **more)
    if shape == 2:
        rank = draw(st.sampled_from(["associate", "bachelor", "master"]))
        fields = draw(st.lists(st.sampled_from(["nursing", "business"]), max_size=2, unique=True))
        extra = {"fields": fields} if fields else {}
        return leaf(rank, in_progress_ok=draw(st.booleans()), **more, **timing, **extra)
    if shape == 3:
        return leaf("ccm", or_equivalent=draw(st.booleans()), **more, **timing)
    if shape == 4:
        return leaf(draw(st.sampled_from(["spanish:basic", "spanish:fluent"])), **more)
    if shape == 5:
        around = draw(
            st.lists(
                st.sampled_from(["with-children", "community-health-center", "oncology"]),
                min_size=1,
            )
        )
        within = sorted(set(around))
        work = draw(st.sampled_from(["case-management", "care-management"]))
        months = draw(st.sampled_from([0, 12, 24]))
        return leaf("experience", areas=[work], within=within, experience_months=months, **more)
    return leaf(draw(st.sampled_from(PLAIN)), **more, **timing)


def groups(children: Any) -> Any:
    inside = st.lists(children, min_size=1, max_size=3)
    return st.one_of(
        inside.map(lambda c: {"op": "all", "children": c}),
        inside.map(lambda c: {"op": "any", "children": c}),
        inside.flatmap(
            lambda c: st.integers(1, len(c)).map(
                lambda n: {"op": "at_least", "n": n, "children": c}
            )
        ),
    )


required = st.recursive(lines(), groups, max_leaves=8)
trees = st.tuples(
    st.lists(required, max_size=3), st.lists(lines(necessity="preferred"), max_size=2)
).map(lambda parts: {"op": "all", "children": [*parts[0], *parts[1]]})


@st.composite
def facts(draw: Any) -> Fact:
    shape = draw(st.integers(0, 4))
    expires = draw(st.sampled_from([None, ON - timedelta(days=1), ON, ON + timedelta(days=300)]))
    status = draw(
        st.sampled_from(["active", "active", "active", "pending", "suspended", "limited_permit"])
    )
    if shape == 0:
        level = draw(st.sampled_from(["rn", "lpn", "aprn", "sw-clinical", "counselor"]))
        return Fact(
            level,
            state=draw(st.sampled_from(STATES if level != "counselor" else ["OH", "MN", "KY"])),
            multistate=draw(st.booleans()),
            expires=expires,
            status=status,
            months=draw(st.sampled_from([None, 5, 12, 18])) if status == "limited_permit" else None,
        )
    if shape == 1:
        area = draw(st.sampled_from(["oncology", "case-management", "care-management"]))
        months = draw(st.sampled_from([None, 6, 12, 30]))
        shared = st.tuples(
            st.sampled_from(["with-children", "community-health-center", "oncology"]),
            st.sampled_from([None, 0, 6, 12, 30]),
        )
        together = draw(st.lists(shared, max_size=3, unique_by=lambda pair: pair[0]))
        return Fact(
            f"experience:{area}",
            months=months,
            together=tuple((a, m) for a, m in together if a != area),
        )
    if shape == 2:
        slug = draw(st.sampled_from(["associate:nursing", "bachelor:business", "master:nursing"]))
        return Fact(slug, status=draw(st.sampled_from(["active", "in_progress"])))
    if shape == 3:
        slug = draw(st.sampled_from(["ccm", "cmgt-bc", "bls", "rma-amt"]))
        return Fact(slug, expires=expires, status=status)
    return Fact(draw(st.sampled_from([*PLAIN, "spanish:conversational", "spanish:native"])))


people = st.lists(facts(), max_size=6)
noes = st.lists(
    st.sampled_from(["rn", "ccm", "bachelor", "epic", "spanish", "sw-bachelor", "bls"]), max_size=3
)


@QUIET
@given(trees=st.lists(trees, min_size=1, max_size=4), person=people, noes=noes)
def test_database_and_evaluator_agree(
    trees: list[dict], person: list[Fact], noes: list[str]
) -> None:
    with vocabulary.pinned():
        held = closure(person, ON)
        denied = denied_closure(noes, ON)
        rows = [Formula.objects.for_tree(tree) for tree in trees]
        scope = Formula.objects.filter(pk__in=[row.pk for row in rows])
        verdicts = {row.pk: evaluate(row.tree, held, denied, ON) for row in rows}
        out = held.known_not(denied)

        met = set(scope.filter(pk__in=formulas_met_by(held.ids)).values_list("pk", flat=True))
        could = set(scope.filter(pk__in=could_meet_by(held.ids, out)).values_list("pk", flat=True))
        buckets = formula_buckets(held.ids, out)
        gaps = formula_gaps(held.ids, out)

    assert {pk: gaps[pk][1:] for pk in verdicts} == {
        pk: (v.gaps, v.unstated, sum(line.is_met for line in v.preferred))
        for pk, v in verdicts.items()
    }
    assert met == {pk for pk, v in verdicts.items() if v.truth == "met"}
    assert could == {pk for pk, v in verdicts.items() if v.truth != "not_met"}
    assert {pk: buckets[pk] for pk in verdicts} == {pk: v.bucket for pk, v in verdicts.items()}


@QUIET
@given(tree=trees, person=people)
def test_people_are_found_by_the_same_rule(tree: dict, person: list[Fact]) -> None:
    with vocabulary.pinned():
        held = closure(person, ON)
        verdict = evaluate(tree, held, (), ON)
        value = Value(sorted(held.ids), output_field=ArrayField(IntegerField()))

        found = (
            Jurisdiction.objects.annotate(held_terms=value)
            .filter(people_meeting(tree), code="OH")
            .exists()
        )

    assert found == (verdict.truth == "met")


@QUIET
@given(tree=trees, person=people, extra=facts(), noes=noes)
def test_another_fact_never_turns_met_into_not_met(
    tree: dict, person: list[Fact], extra: Fact, noes: list[str]
) -> None:
    with vocabulary.pinned():
        denied = denied_closure(noes, ON)
        before = evaluate(tree, closure(person, ON), denied, ON)
        after = evaluate(tree, closure([*person, extra], ON), denied, ON)

    assert not (before.truth == "met" and after.truth != "met")


@QUIET
@given(tree=trees, person=people, noes=noes)
def test_saying_no_never_helps(tree: dict, person: list[Fact], noes: list[str]) -> None:
    order = {"not_met": 0, "not_stated": 1, "met": 2}
    with vocabulary.pinned():
        held = closure(person, ON)
        silent = evaluate(tree, held, (), ON)
        said = evaluate(tree, held, denied_closure(noes, ON), ON)

    assert order[said.truth] <= order[silent.truth]
    assert (silent.truth == "met") == (said.truth == "met")


@QUIET
@given(tree=trees, person=people, noes=noes)
def test_truth_and_bucket_say_the_same(tree: dict, person: list[Fact], noes: list[str]) -> None:
    with vocabulary.pinned():
        verdict = evaluate(tree, closure(person, ON), denied_closure(noes, ON), ON)

    expected = {
        "meets_all": "met",
        "no_requirements": "met",
        "could_meet": "not_stated",
        "one_gap": "not_met",
        "stretch": "not_met",
    }
    assert verdict.truth == expected[verdict.bucket]
    assert len(verdict.lines) <= max(1, len(leaves(parse(tree))))
    shown = verdict.counts["not_met"] + verdict.counts["not_stated"]
    assert (shown == 0) == (verdict.truth == "met")


@QUIET
@given(person=people)
def test_closure_is_idempotent(person: list[Fact]) -> None:
    with vocabulary.pinned():
        words = vocabulary.current()
        held = closure(person, ON)

        for term_id in held.ids:
            if term_id >= vocabulary.TOGETHER:
                assert words.row(term_id).id in held.ids
            elif term_id < vocabulary.PENDING:
                assert {w for w, _kind in words.steps_down(term_id, ON)} <= held.ids
        assert held.ids.isdisjoint(held.closed)
        assert all(0 <= origin.fact < len(person) for origin in held.origins.values())


@QUIET
@given(person=people, day=st.integers(0, 1200))
def test_what_a_day_gives_follows_from_dates_alone(person: list[Fact], day: int) -> None:
    on = date(2025, 1, 1) + timedelta(days=day)
    with vocabulary.pinned():
        once: Held = closure(person, on)

        assert once.ids == closure(person, on).ids
        unexpired = [f for f in person if f.expires is None or f.expires >= on]
        assert closure(unexpired, on).ids == once.ids


def test_formula_of_wishes_is_met_by_everyone() -> None:
    formula = Formula.objects.for_tree(all_of(wish("epic")))

    assert formula in formulas_met_by([])
    assert formula_buckets(frozenset(), frozenset())[formula.pk] == "no_requirements"
    assert not people_meeting(formula.tree)


def test_a_wish_is_one_line_however_many_ways_meet_it() -> None:
    either = {**any_of(wish("epic"), wish("bls")), "label": ""}
    formula = Formula.objects.for_tree(all_of(leaf("rn:OH"), either, wish("ccm")))
    held = closure([Fact("epic"), Fact("bls")], ON)

    gap = formula_gaps(held.ids, held.known_not())[formula.pk]

    assert (gap.bucket, gap.wishes) == ("could_meet", 1)
    assert formula.paths.required().count() == 1


def test_formulas_stored_before_wishes_were_get_them_with_the_vocabulary() -> None:
    formula = Formula.objects.for_tree(all_of(leaf("rn:OH"), wish("epic"), wish("ccm")))
    formula.paths.exclude(wish=None).delete()

    load_vocabulary()

    assert list(formula.paths.values_list("wish", "needs")) == [
        (None, [by_slug("rn:OH")]),
        (0, [by_slug("epic")]),
        (1, [by_slug("ccm")]),
    ]


def by_slug(slug: str) -> int:
    return vocabulary.current().by_slug[slug].id


def test_alternatives_compile_to_few_paths() -> None:
    choice = any_of(leaf("rn:OH"), leaf("sw-clinical:OH"), leaf("lpn:OH"))
    paths = any_of(all_of(leaf("epic"), leaf("bls")), all_of(leaf("ccm"), leaf("cphq")))

    formula = Formula.objects.for_tree(all_of(choice, paths))

    assert [(len(p.needs), p.any_ofs.count()) for p in formula.paths.all()] == [(2, 1), (2, 1)]


def test_storing_a_known_formula_asks_once(django_assert_max_num_queries: Any) -> None:
    tree = all_of(leaf("rn:OH"), leaf("epic"))
    Formula.objects.for_tree(tree)

    with django_assert_max_num_queries(2):
        Formula.objects.for_tree(tree)


def test_search_of_formulas_is_one_query(django_assert_num_queries: Any) -> None:
    Formula.objects.for_tree(all_of(leaf("rn:OH")))
    held = closure([Fact("rn", state="OH")], ON)

    with django_assert_num_queries(1):
        list(formulas_met_by(held.ids))
    assert connection.vendor == "postgresql"
