import pytest

from qualifications.formulas import EMPTY, FormulaError, bind, digest, dump, leaves, parse
from qualifications.models import Formula
from qualifications.sentences import sentence
from tests.factories.qualifications import all_of, any_of, at_least, leaf, wish, years


@pytest.mark.parametrize(
    ("tree", "path"),
    [
        ("rn", ""),
        (None, ""),
        ({}, ""),
        ({"op": "xor", "children": []}, "op"),
        ({"op": "all"}, "children"),
        ({"op": "all", "children": {}}, "children"),
        ({"op": "any", "children": []}, "children"),
        ({"op": "all", "children": [{"op": "all", "children": []}]}, "children[0].children"),
        ({"op": "all", "children": [], "color": "red"}, "color"),
        ({"op": "all", "children": [], "n": 1}, "n"),
        ({"op": "all", "children": [], "label": 5}, "label"),
        ({"op": "all", "children": [], "label": "x" * 121}, "label"),
        (all_of(at_least(0, leaf("rn"), leaf("lpn"))), "children[0].n"),
        (all_of(at_least(3, leaf("rn"), leaf("lpn"))), "children[0].n"),
        (all_of({**at_least(1, leaf("rn")), "n": True}), "children[0].n"),
        (all_of({"op": "at_least", "children": [leaf("rn")]}), "children[0].n"),
        (all_of(any_of(leaf("rn"), wish("lpn"))), "children[0].children"),
        (all_of(any_of(*[leaf("rn", months=None, note=str(i)) for i in range(11)])), None),
        (all_of(leaf("astronaut")), "children[0].term"),
        (all_of(leaf("rn:KY:multistate")), "children[0].term"),
        (all_of(leaf("bachelor:nursing:exact")), "children[0].term"),
        (all_of({"term": 7}), "children[0].term"),
        (all_of(leaf("rn", necessity="maybe")), "children[0].necessity"),
        (all_of(leaf("rn", timing="someday")), "children[0].timing"),
        (all_of(leaf("rn", reason="habit")), "children[0].reason"),
        (all_of(leaf("rn", reason="preference")), "children[0].reason"),
        (all_of({"term": "rn"}), "children[0].reason"),
        (all_of(leaf("rn", note="x" * 301)), "children[0].note"),
        (all_of(leaf("rn", surprise=1)), "children[0].surprise"),
        (all_of(leaf("ccm", months=3)), "children[0].months"),
        (all_of(leaf("ccm", timing="within_months")), "children[0].months"),
        (all_of(leaf("ccm", timing="within_months", months=0)), "children[0].months"),
        (all_of(leaf("ccm", timing="within_months", months=61)), "children[0].months"),
        (all_of(leaf("ccm", timing="within_months", months="6")), "children[0].months"),
        (all_of(leaf("ccm", timing="within_months", months=True)), "children[0].months"),
        (
            all_of(years("oncology", 12, timing="within_months", months=6)),
            "children[0].timing",
        ),
        (
            all_of(leaf("spanish:fluent", timing="within_months", months=6)),
            "children[0].timing",
        ),
        (all_of(leaf("rn", states="OH")), "children[0].states"),
        (all_of(leaf("rn", states=["XX"])), "children[0].states"),
        (all_of(leaf("rn", states=["OH"], any_state=True)), "children[0].any_state"),
        (all_of(leaf("rn", any_state="yes")), "children[0].any_state"),
        (all_of(leaf("ccm", states=["OH"])), "children[0].states"),
        (all_of(leaf("ccm", any_state=True)), "children[0].any_state"),
        (all_of(leaf("chw-certified", states=["AK"])), "children[0].states"),
        (all_of(leaf("bachelor", fields=["alchemy"])), "children[0].fields"),
        (all_of(leaf("hs", fields=["nursing"])), "children[0].fields"),
        (all_of(leaf("bachelor", field_match="family")), "children[0].fields"),
        (all_of(leaf("bachelor", fields=["health-human"], field_match="exact")), None),
        (all_of(leaf("rn", fields=["nursing"])), "children[0].fields"),
        (all_of(leaf("rn", in_progress_ok=True)), "children[0].in_progress_ok"),
        (all_of(leaf("rn", or_equivalent=True)), "children[0].or_equivalent"),
        (all_of(leaf("rn", areas=["oncology"])), "children[0].areas"),
        (all_of(leaf("experience")), "children[0].areas"),
        (all_of(years("alchemy", 12)), "children[0].areas"),
        (all_of(years("oncology", 13)), "children[0].experience_months"),
        (all_of(years("oncology", -12)), "children[0].experience_months"),
    ],
)
def test_bad_tree_is_refused_with_its_place(tree: object, path: str | None) -> None:
    with pytest.raises(FormulaError) as refused:
        parse(tree)

    assert refused.value.message
    if path is not None:
        assert refused.value.path == path


def test_nesting_has_an_end() -> None:
    tree = leaf("rn")
    for _ in range(8):
        tree = all_of(tree)

    with pytest.raises(FormulaError, match="Nested too deeply"):
        parse(tree)


def test_a_formula_has_at_most_sixty_lines() -> None:
    with pytest.raises(FormulaError, match="At most 60 lines"):
        parse(all_of(*[leaf("rn")] * 61))


def test_too_many_combinations_are_refused() -> None:
    three = ["ccm", "cphq", "ches", "crc", "cmc", "bcpa", "ocn", "cpn", "cda", "cdms"]
    group = at_least(5, *[all_of(leaf(t), leaf("epic")) for t in three])

    with pytest.raises(FormulaError, match="Too many combinations"):
        Formula.objects.for_tree(all_of(group))


def test_draft_may_lack_reasons_but_no_more() -> None:
    assert leaves(parse(all_of({"term": "rn"}), draft=True))[0].reason == ""
    with pytest.raises(FormulaError):
        parse(all_of(leaf("rn", reason="preference")), draft=True)


def test_preferred_line_needs_no_reason() -> None:
    assert leaves(parse(all_of(wish("epic"))))[0].reason == "preference"


@pytest.mark.parametrize(
    ("short", "long"),
    [
        (leaf("rn:OH"), leaf("rn", states=["OH"])),
        (leaf("bachelor:nursing"), leaf("bachelor", fields=["nursing"], field_match="family")),
        (leaf("bachelor", fields=["nursing"]), leaf("bachelor:nursing")),
        (leaf("experience:oncology:24"), years("oncology", 24)),
        (leaf("chw-certified:TX"), leaf("chw-certified", states=["TX"])),
        (leaf("rn", states=["OH", "KY", "OH"]), leaf("rn", states=["KY", "OH"])),
        (leaf("rn", timing="at_application"), leaf("rn")),
    ],
)
def test_two_ways_to_write_a_line_are_one_formula(short: dict, long: dict) -> None:
    assert parse(all_of(short)) == parse(all_of(long))
    assert digest(parse(all_of(short))) == digest(parse(all_of(long)))


def test_dump_and_parse_are_inverse() -> None:
    tree = all_of(
        any_of(
            all_of(leaf("rn", states=["OH"], note="By phone."), years("oncology", 24), label="N"),
            leaf("bachelor", fields=["health-human"], in_progress_ok=True),
        ),
        at_least(1, wish("epic"), wish("nextgen")),
        leaf("ccm", timing="within_months", months=24, or_equivalent=True),
    )

    node = parse(tree)

    assert parse(dump(node)) == node
    assert dump(parse(dump(node))) == dump(node)


def test_single_line_becomes_a_formula() -> None:
    assert parse(leaf("epic")) == parse(all_of(leaf("epic")))


def test_binding_gives_licenses_the_states_of_the_job() -> None:
    node = parse(all_of(leaf("rn"), leaf("rn:KY"), leaf("lpn", any_state=True), leaf("epic")))

    bound = leaves(bind(node, ("OH", "NY")))

    assert [line.states for line in bound] == [("NY", "OH"), ("KY",), (), ()]
    assert bind(node, ()) == node


def test_same_requirements_share_one_row() -> None:
    first = Formula.objects.for_tree(all_of(leaf("rn")), states=["OH"])
    again = Formula.objects.for_tree(all_of(leaf("rn:OH")))
    elsewhere = Formula.objects.for_tree(all_of(leaf("rn")), states=["KY"])

    assert first == again
    assert first != elsewhere
    assert first.tree == {
        "op": "all",
        "children": [{"term": "rn", "necessity": "required", "reason": "safety", "states": ["OH"]}],
    }


def test_empty_formula_is_met_by_a_single_empty_path() -> None:
    formula = Formula.objects.for_tree({"op": "all", "children": []})

    assert [list(path.needs) for path in formula.paths.all()] == [[]]
    assert formula.required_count == 0
    assert parse(formula.tree) == EMPTY


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (all_of(), "No requirements stated"),
        (all_of(leaf("rn:OH")), "RN license that covers Ohio"),
        (all_of(leaf("lpn:CA")), "LVN license that covers California"),
        (all_of(leaf("lpn:OH")), "LPN license that covers Ohio"),
        (
            all_of(leaf("rn", states=["CA", "NY"])),
            "RN license that covers California and New York",
        ),
        (
            all_of(leaf("rn", any_state=True)),
            "Registered nurse license (RN) from any state",
        ),
        (all_of(leaf("sw-clinical:MA")), "LICSW license that covers Massachusetts"),
        (all_of(leaf("sw-master:MA")), "LCSW or higher in Massachusetts"),
        (all_of(leaf("chw-certified:TX")), "CHW certification in Texas"),
        (all_of(leaf("bls", timing="at_start")), "BLS on the first day"),
        (
            all_of(leaf("ccm", timing="within_months", months=24)),
            "CCM within 24 months of hire",
        ),
        (
            all_of(leaf("ccm", timing="within_months", months=1)),
            "CCM within 1 month of hire",
        ),
        (all_of(leaf("ccm", or_equivalent=True)), "CCM or equivalent"),
        (all_of(leaf("bachelor")), "Bachelor’s degree"),
        (all_of(leaf("bachelor:health-human")), "Bachelor’s in a health or human services field"),
        (
            all_of(leaf("bachelor", fields=["social-work"], field_match="exact")),
            "Bachelor’s, exactly in social work",
        ),
        (
            all_of(leaf("master", in_progress_ok=True)),
            "Master’s degree, done or in progress",
        ),
        (all_of(years("oncology", 18)), "1 year 6 months in oncology"),
        (all_of(years("oncology", 0)), "Experience in oncology"),
        (
            all_of(years(["care-coordination", "case-management"], 24)),
            "2 years in care coordination or case management",
        ),
        (all_of(leaf("spanish:professional")), "Spanish, professional or better"),
        (all_of(leaf("spanish:native")), "Spanish, native"),
        (all_of(leaf("epic"), wish("nextgen")), "Epic; helpful: NextGen"),
        (
            all_of(any_of(leaf("epic"), leaf("nextgen")), leaf("ccm"), leaf("bls")),
            "(Epic or NextGen), CCM, and BLS",
        ),
        (
            all_of(at_least(2, leaf("epic"), leaf("ccm"), leaf("bls"))),
            "at least 2 of Epic, CCM, and BLS",
        ),
    ],
)
def test_formula_reads_as_a_sentence(tree: dict, text: str) -> None:
    assert sentence(parse(tree)) == text
