"""A stored answer comes out the same from what was stored with it, whatever the vocabulary says by then."""

import json

from hypothesis import given

from qualifications import vocabulary
from qualifications.evaluation import evaluate
from qualifications.formulas import leaves, parse
from qualifications.holding import Fact, closure, denied_closure
from qualifications.models import Compact, CompactMember, Term
from qualifications.replay import Basis, basis_of, differences, judged_again, outcome_of
from qualifications.services import apply_admin_change
from tests.factories.qualifications import ON, all_of, any_of, leaf, wish, worked, years
from tests.qualifications.test_matching_sql import QUIET, noes, people, trees

NURSE = (Fact("rn", state="KY", multistate=True), worked("case-management", 30))
TREE = all_of(
    any_of(leaf("rn", states=["OH"]), leaf("sw-bachelor", states=["OH"])),
    years("case-management", 24),
    leaf("ccm", timing="within_months", months=24),
    wish("epic"),
)


def stored(tree: dict, person: list[Fact], no: list[str]) -> tuple[dict, Basis]:
    """What would be kept, after a trip through JSON."""
    held, denied = closure(person, ON), denied_closure(no, ON)
    verdict = evaluate(tree, held, denied, ON).as_dict()
    basis = basis_of(tree, held, denied).as_dict()
    verdict, basis = json.loads(json.dumps([verdict, basis]))
    return verdict, Basis.from_dict(basis)


@QUIET
@given(tree=trees, person=people, no=noes)
def test_every_answer_replays(tree: dict, person: list[Fact], no: list[str]) -> None:
    with vocabulary.pinned():
        verdict, basis = stored(tree, person, no)
        again = judged_again(tree, [fact.as_dict() for fact in person], no, ON)

    assert differences(verdict, basis) == []
    assert len(basis.lines) == len(leaves(parse(tree)))
    found = outcome_of(basis)
    assert (found.gaps, found.unstated) == (verdict["gaps"], verdict["unstated"])
    assert (again.truth, again.bucket) == (found.truth, found.bucket)


def test_basis_holds_only_what_the_formula_asks_about() -> None:
    _verdict, basis = stored(TREE, [*NURSE, Fact("spanish:fluent")], ["epic"])

    words = vocabulary.current()
    named = {words.row(i).slug for i in (*basis.held, *basis.known_not)}
    assert named == {"rn:OH", "experience:case-management:24", "epic"}
    assert outcome_of(basis).lines == {
        "0.0": "met",
        "0.1": "not_stated",
        "1": "met",
        "2": "met",
        "3": "not_met",
    }


def test_answer_stays_when_the_compact_ends_and_the_terms_change() -> None:
    verdict, basis = stored(TREE, list(NURSE), [])
    facts = [fact.as_dict() for fact in NURSE]

    Compact.objects.filter(slug="nlc").update(enabled=False)
    CompactMember.objects.filter(compact__slug="nlc").delete()
    Term.objects.filter(slug="experience:case-management:24").update(retired=True)
    apply_admin_change()

    assert differences(verdict, basis) == []
    assert outcome_of(basis).bucket == "meets_all"
    assert judged_again(TREE, facts, [], ON).truth == "not_stated"


def test_replaying_asks_nothing_of_the_database(django_assert_num_queries: object) -> None:
    verdict, basis = stored(TREE, list(NURSE), [])

    with django_assert_num_queries(0):  # type: ignore[operator]
        assert differences(verdict, basis) == []


def test_tampered_verdict_is_told() -> None:
    verdict, basis = stored(TREE, [], ["rn"])

    forged = {**verdict, "truth": "met", "lines": [{**verdict["lines"][1], "truth": "met"}]}

    assert differences(forged, basis) == ["truth: met / not_stated", "line 1: met / not_stated"]
