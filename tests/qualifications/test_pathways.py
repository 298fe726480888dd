"""How to get there: chains of routes, shortest first, in ranges, by the title of the state."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qualifications import vocabulary
from qualifications.closers import Gap
from qualifications.compiling import compiled
from qualifications.formulas import bind, parse
from qualifications.gaps import gap_sets
from qualifications.holding import Fact, Held, closure, denied_closure
from qualifications.models import Pathway, Term
from qualifications.pathways import Way, typical_months, ways_to
from qualifications.services import renew_version
from qualifications.steps import Step, step_of
from tests.factories.qualifications import ON, all_of, leaf, worked, years


def ways(goal: str, *facts: Fact, denied=(), most: int = 3) -> list[Way]:
    held = closure(facts, ON)
    return ways_to(held.words.by_slug[goal], held, denied_closure(denied, ON), most=most)


def slugs(way: Way) -> list[str]:
    return [leg.slug for leg in way.legs]


def _route(slug: str, start: str, goal: str, low: int, high: int) -> Pathway:
    """A route of the catalogue, as an admin would add it."""
    row = Pathway.objects.create(
        id=900 + Pathway.objects.count(),
        slug=slug,
        from_term=Term.objects.get(slug=start),
        to_term=Term.objects.get(slug=goal),
        route=slug,
        months_min=low,
        months_max=high,
        typical_time=f"{low} to {high} months",
    )
    renew_version()
    return row


def step(tree, *facts: Fact, denied=(), state: str = "OH") -> Step:
    """The first step of the nearest gap set."""
    held: Held = closure(facts, ON)
    no = denied_closure(denied, ON)
    form = compiled(bind(parse(tree), (state,)), held.words)
    gap: Gap = gap_sets(form, held, no)[0].gaps[0]
    return step_of(gap, held, no)


def test_a_bridge_from_what_is_held_comes_first() -> None:
    found = ways("rn", Fact("lpn", state="OH"), Fact("hs"), denied=["rn"])

    assert [slugs(way) for way in found] == [["lpn-to-rn"], ["rn-adn"], ["rn-bsn"]]
    assert found[0].months == (12, 18)


def test_routes_are_chained_from_lpn_over_rn_to_bsn() -> None:
    found = ways("bachelor:nursing", Fact("lpn", state="OH"), Fact("certificate"))

    assert slugs(found[0]) == ["lpn-to-rn", "rn-to-bsn"]
    assert found[0].months == (21, 42)


def test_chains_go_over_several_degrees_and_licenses() -> None:
    found = ways("sw-clinical", Fact("bachelor:psychology"))

    assert slugs(found[0]) == ["msw", "sw2-license", "sw3-license"]
    assert found[0].months == (24 + 1 + 24, 24 + 4 + 48)


def test_months_already_worked_are_taken_off() -> None:
    """A route that starts from work counts that work from its first day."""
    _route("by-work", "experience:case-management:12", "ccctm", 12, 24)

    assert ways("ccctm", worked("case-management", 14))[0].months == (0, 10)
    assert ways("ccctm", worked("case-management", 30))[0].months == (0, 0)
    assert "by-work" in [slugs(way)[0] for way in ways("ccctm", worked("case-management", 3))]


def test_years_asked_for_are_closed_by_work() -> None:
    (way,) = ways("experience:oncology:24", worked("oncology", 14))

    assert way.legs[0].is_work
    assert way.months == (10, 10)


def test_a_route_of_the_catalogue_is_named_before_plain_work() -> None:
    (way,) = ways("experience:any-healthcare:12")

    assert slugs(way) == ["first-year"]


def test_finished_school_is_taken_for_granted_unless_ruled_out() -> None:
    silent = ways("lpn")[0]
    said_no = ways("lpn", denied=["hs"])[0]
    held = ways("lpn", Fact("bachelor:business"))[0]

    assert (slugs(silent), len(silent.assumes)) == (["lpn-program"], 1)
    assert (slugs(said_no), len(said_no.assumes)) == (["hs-ged", "lpn-program"], 0)
    assert (slugs(held), len(held.assumes)) == (["lpn-program"], 0)


def test_a_set_is_reached_by_its_shortest_member() -> None:
    assert slugs(ways("ma-certified", Fact("hs"))[0]) in (["ccma"], ["rma"])


def test_a_degree_in_a_field_without_its_own_route_takes_the_routes_of_the_degree() -> None:
    Pathway.objects.filter(to_term__slug="master").delete()
    _route("any-master", "bachelor", "master", 18, 24)
    again = _route("again", "associate", "bachelor", 24, 24)

    assert [slugs(way) for way in ways("master:psychology", Fact("bachelor:business"))] == [
        ["any-master"]
    ]
    second = ways("bachelor:psychology", Fact("bachelor:business"))
    assert again.slug in [slugs(way)[0] for way in second]


def test_nothing_leads_to_what_is_held_and_unknown_roads_are_not_invented() -> None:
    assert ways("rn", Fact("rn", state="KY")) == []
    assert ways("epic-ambulatory") == []


def test_a_circle_of_routes_ends() -> None:
    _route("round-1", "amb-bc", "cehrs", 1, 1)
    _route("round-2", "cehrs", "amb-bc", 1, 1)

    found = ways("amb-bc", Fact("hs"), most=9)

    assert all(len(set(slugs(way))) == len(way.legs) for way in found)
    assert "round-2" in [way.legs[-1].slug for way in found]
    assert not any("round-1" in slugs(way) for way in found)


def test_a_route_counts_only_within_its_dates() -> None:
    Pathway.objects.filter(slug="lpn-to-rn").update(valid_to="2026-01-01")
    renew_version()

    found = ways("rn", Fact("lpn", state="OH"), Fact("hs"))

    assert [slugs(way) for way in found] == [["rn-adn"], ["rn-bsn"]]


def test_an_admin_changes_a_route_and_the_next_request_follows() -> None:
    Pathway.objects.filter(slug="bls").update(months_max=Decimal("2.00"))
    renew_version()

    assert ways("bls")[0].months == (0, 2)


def test_a_way_is_a_range_with_mode_hours_exam_source_and_date() -> None:
    words = step(
        all_of(leaf("bachelor:nursing")), Fact("rn", state="OH"), Fact("associate:nursing")
    )

    assert words.title == "Finish your schooling: Bachelor’s degree in nursing"
    assert words.time == "9 to 24 months"
    (leg,) = words.legs
    assert (leg.route, leg.facts) == (
        "RN-to-BSN",
        ("Fully online is common", "No exam"),
    )
    assert leg.source and leg.verified_on is not None


@pytest.mark.parametrize(
    ("state", "title"), [("OH", "LISW"), ("TX", "LCSW"), ("MA", "LICSW"), ("CA", "LCSW")]
)
def test_a_license_is_called_by_the_title_of_its_state(state: str, title: str) -> None:
    words = step(
        all_of(leaf("sw-clinical")),
        Fact("master:social-work"),
        denied=["sw-bachelor", "sw-master", "sw-clinical"],
        state=state,
    )

    assert words.legs[-1].goal == title
    assert words.short.startswith(f"{title} license in ")


def test_each_kind_of_step_says_what_to_do() -> None:
    nurse = Fact("rn", state="OH", status="lapsed")

    assert step(all_of(leaf("rn")), nurse).title == "Renew: RN license in Ohio"
    assert step(all_of(leaf("ccm"))).title == "Say whether you have: CCM"
    buy = step(all_of(leaf("counselor")), Fact("counselor", state="AZ"))
    assert buy.title == "Buy the LPCC privilege for Ohio"
    assert "Counseling Compact" in buy.text
    over = step(all_of(leaf("rn")), Fact("rn", state="NY"))
    assert over.title == "Carry your license over: RN license in Ohio"
    more = step(all_of(years("oncology", 24)), worked("oncology", 14))
    assert more.title == "Work 10 months more in oncology"


def test_typical_time_sorts_by_the_shortest_way() -> None:
    held = closure([Fact("hs")], ON)
    denied = denied_closure(["bls", "lpn"], ON)
    words = vocabulary.current()
    form = compiled(parse(all_of({"op": "any", "children": [leaf("lpn"), leaf("bls")]})), words)

    sets = gap_sets(form, held, denied, time_of=lambda gap: typical_months(gap, held, denied))

    assert [one.gaps[0].fact.term for one in sets] == ["bls", "lpn"]
