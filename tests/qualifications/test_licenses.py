"""Titles, ladders, compacts and standing, case by case. Sections name those of the domain reference."""

from datetime import date, timedelta

import pytest

from qualifications.holding import Fact
from qualifications.models import Compact, CompactMember
from qualifications.selectors import resolve_title, title_level, title_meanings
from qualifications.services import apply_admin_change
from tests.factories.qualifications import ON, all_of, any_of, judge, leaf

LATER = date(2027, 10, 31)


def held(slug: str, **options: object) -> Fact:
    level, _colon, state = slug.partition(":")
    return Fact(level, state=state, **{"expires": LATER, **options})  # type: ignore[arg-type]


# --- 3.3 nursing ladder -----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("asked", "state", "facts", "truth", "kind"),
    [
        ("rn", "OH", [held("rn:OH")], "met", "plain"),
        ("lpn", "OH", [held("rn:OH")], "met", "exceeds"),
        ("lpn", "TX", [held("lpn:TX")], "met", "plain"),
        ("rn", "TX", [held("lpn:TX")], "not_met", "less"),
        ("rn", "NY", [held("aprn:NY")], "met", "exceeds"),
        ("rn", "NJ", [held("aprn:NY")], "not_met", "single_state"),
        ("lpn", "NY", [held("aprn:NY")], "met", "exceeds"),
        ("aprn", "NY", [held("rn:NY")], "not_met", "less"),
        ("aprn", "OH", [held("aprn:KY", multistate=True)], "not_met", "single_state"),
        ("lpn", "OH", [held("cna:OH")], "not_stated", "unstated"),
        ("lpn", "OH", [held("emt:OH")], "not_stated", "unstated"),
        ("cna", "OH", [held("rn:OH")], "not_stated", "unstated"),
        ("rn", "OH", [held("pmhnp:OH")], "met", "exceeds"),
        ("aprn", "OH", [held("pmhnp:OH")], "met", "exceeds"),
    ],
)
def test_nursing_ladder(asked: str, state: str, facts: list, truth: str, kind: str) -> None:
    line = judge(all_of(leaf(asked)), facts, state=state).lines[0]

    assert (line.truth, line.kind) == (truth, kind)


# --- 3.4 Nurse Licensure Compact --------------------------------------------------------------
@pytest.mark.parametrize(
    ("home", "job", "on", "truth", "kind"),
    [
        ("KY", "OH", ON, "met", "by_compact"),
        ("KY", "KY", ON, "met", "plain"),
        ("TX", "FL", ON, "met", "by_compact"),
        ("WI", "WA", ON, "met", "by_compact"),
        ("KY", "GU", ON, "met", "by_compact"),  # Guam accepts others
        ("GU", "KY", ON, "not_met", "single_state"),  # and issues none
        ("KY", "MA", ON, "not_met", "single_state"),  # enacted, not live
        ("MA", "KY", ON, "not_met", "single_state"),
        ("KY", "VI", ON, "not_met", "single_state"),
        ("VI", "KY", ON, "not_met", "single_state"),
        ("KY", "CA", ON, "not_met", "single_state"),
        ("CA", "KY", ON, "not_met", "single_state"),
        ("KY", "NY", ON, "not_met", "single_state"),
        ("KY", "IL", ON, "not_met", "single_state"),
        ("KY", "DC", ON, "not_met", "single_state"),
        ("KY", "PA", date(2025, 7, 6), "not_met", "single_state"),
        ("KY", "PA", date(2025, 7, 7), "met", "by_compact"),
        ("PA", "KY", date(2025, 7, 7), "met", "by_compact"),
        ("KY", "CT", date(2025, 9, 30), "not_met", "single_state"),
        ("KY", "CT", date(2025, 10, 1), "met", "by_compact"),
        ("KY", "OH", date(2022, 12, 31), "not_met", "single_state"),
        ("KY", "OH", date(2023, 1, 1), "met", "by_compact"),
        ("OH", "KY", date(2022, 12, 31), "not_met", "single_state"),
        ("WA", "ID", date(2023, 6, 1), "not_met", "single_state"),
        ("WA", "ID", date(2024, 6, 1), "met", "by_compact"),
    ],
)
@pytest.mark.parametrize("level", ["rn", "lpn"])
def test_multistate_nursing_license(
    level: str, home: str, job: str, on: date, truth: str, kind: str
) -> None:
    facts = [held(f"{level}:{home}", multistate=True)]

    line = judge(all_of(leaf(level)), facts, state=job, on=on).lines[0]

    assert (line.truth, line.kind) == (truth, kind)


@pytest.mark.parametrize(
    ("fact", "truth", "kind"),
    [
        (held("rn:KY"), "not_met", "single_state"),
        (held("rn:KY", multistate=True, expires=ON - timedelta(days=1)), "not_met", "expired"),
        (held("rn:KY", multistate=True, expires=ON), "met", "by_compact"),
        (held("rn:KY", multistate=True, expires=None), "met", "by_compact"),
        (held("rn:KY", multistate=True, status="probation"), "not_met", "encumbered"),
        (held("rn:KY", multistate=True, status="restricted"), "not_met", "encumbered"),
        (held("rn:KY", multistate=True, status="suspended"), "not_met", "encumbered"),
        (held("rn:KY", multistate=True, status="surrendered"), "not_met", "encumbered"),
        (held("rn:KY", multistate=True, status="revoked"), "not_met", "encumbered"),
        (held("rn:KY", multistate=True, status="encumbered"), "not_met", "encumbered"),
        (held("rn:KY", multistate=True, status="lapsed"), "not_met", "expired"),
        (held("rn:KY", multistate=True, status="inactive"), "not_met", "expired"),
        (held("rn:KY", multistate=True, status="pending"), "not_met", "not_yet"),
        (held("rn:OH", status="pending"), "not_met", "not_yet"),
    ],
)
def test_standing_of_a_nursing_license_for_ohio(fact: Fact, truth: str, kind: str) -> None:
    line = judge(all_of(leaf("rn")), [fact], state="OH").lines[0]

    assert (line.truth, line.kind) == (truth, kind)


def test_compact_verdict_reads_as_one_sentence() -> None:
    line = judge(all_of(leaf("rn")), [held("rn:KY", multistate=True)], state="OH").lines[0]

    assert line.text == "RN license that covers Ohio"
    assert line.you == (
        "You: RN, multistate, home state Kentucky, active to Oct 31, 2027. "
        "Both states are in the Nurse Licensure Compact."
    )


def test_single_state_license_says_why_it_does_not_reach() -> None:
    line = judge(all_of(leaf("rn")), [held("rn:KY")], state="OH").lines[0]

    assert line.you == (
        "You: RN, Kentucky, single-state, active to Oct 31, 2027. "
        "A single-state license does not cover Ohio."
    )


def test_non_member_job_state_is_named() -> None:
    line = judge(all_of(leaf("rn")), [held("rn:KY", multistate=True)], state="CA").lines[0]

    assert line.why == "California is not in the Nurse Licensure Compact."


def test_home_state_outside_the_compact_is_named() -> None:
    line = judge(all_of(leaf("rn")), [held("rn:MA", multistate=True)], state="KY").lines[0]

    assert line.why == "Massachusetts does not issue licenses of the Nurse Licensure Compact."


def test_own_state_license_wins_over_the_compact() -> None:
    facts = [held("rn:KY", multistate=True), held("rn:OH")]

    line = judge(all_of(leaf("rn")), facts, state="OH").lines[0]

    assert (line.kind, line.fact) == ("plain", "RN, Ohio, single-state, active to Oct 31, 2027")


# --- remote work: every patient state -----------------------------------------------------------
@pytest.mark.parametrize(
    ("states", "facts", "truth"),
    [
        (("CA", "NY"), [held("rn:CA"), held("rn:NY")], "met"),
        (("CA", "NY"), [held("rn:CA")], "not_met"),
        (("CA", "NY"), [held("rn:TX", multistate=True)], "not_met"),
        (("TX", "OH", "FL"), [held("rn:TX", multistate=True)], "met"),
        (("TX", "OH", "CA"), [held("rn:TX", multistate=True)], "not_met"),
        (("TX", "OH", "CA"), [held("rn:TX", multistate=True), held("rn:CA")], "met"),
        (("OH", "KY"), [], "not_stated"),
    ],
)
def test_every_patient_state_must_be_covered(states: tuple, facts: list, truth: str) -> None:
    assert judge(all_of(leaf("rn")), facts, state=states).truth == truth


def test_any_state_accepts_a_license_from_elsewhere() -> None:
    assert judge(all_of(leaf("rn", any_state=True)), [held("rn:CA")], state="OH").is_met


# --- licenses on their way ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("timing", "truth", "kind"),
    [
        ({}, "not_met", "not_yet"),
        ({"timing": "at_start"}, "met", "pending"),
        ({"timing": "within_months", "months": 6}, "met", "due_later"),
    ],
)
def test_pending_license_counts_when_the_timing_allows(timing: dict, truth: str, kind: str) -> None:
    facts = [held("rn:OH", status="pending", expires=None)]

    line = judge(all_of(leaf("rn", **timing)), facts, state="OH").lines[0]

    assert (line.truth, line.kind) == (truth, kind)


def test_pending_license_of_a_higher_level_counts_by_the_first_day() -> None:
    facts = [held("rn:OH", status="pending", expires=None)]

    assert judge(all_of(leaf("lpn", timing="at_start")), facts, state="OH").is_met


def test_pending_license_of_another_state_does_not_count() -> None:
    facts = [held("rn:KY", status="pending", multistate=True, expires=None)]

    assert judge(all_of(leaf("rn", timing="at_start")), facts, state="OH").truth == "not_met"


# --- 3.5 social work: titles mean what their state says -------------------------------------------
@pytest.mark.parametrize(
    ("state", "title", "level"),
    [
        ("AR", "LSW", "sw-bachelor"),
        ("KY", "LSW", "sw-bachelor"),
        ("MA", "LSW", "sw-bachelor"),
        ("OH", "LSW", "sw-bachelor"),
        ("WV", "LSW", "sw-bachelor"),
        ("CO", "LSW", "sw-master"),
        ("HI", "LSW", "sw-master"),
        ("IL", "LSW", "sw-master"),
        ("IN", "LSW", "sw-master"),
        ("NJ", "LSW", "sw-master"),
        ("PA", "LSW", "sw-master"),
        ("OK", "LSW", "sw-master-independent"),
        ("MA", "LCSW", "sw-master"),
        ("RI", "LCSW", "sw-master"),
        ("MD", "LCSW", "sw-master-independent"),
        ("WV", "LCSW", "sw-master-independent"),
        ("TX", "LCSW", "sw-clinical"),
        ("CA", "LCSW", "sw-clinical"),
        ("MA", "LICSW", "sw-clinical"),
        ("MD", "LCSW-C", "sw-clinical"),
        ("MI", "LMSW", "sw-clinical"),
        ("TX", "LMSW", "sw-master"),
        ("MI", "LLMSW", "sw-associate"),
        ("DC", "LISW", "sw-master-independent"),
        ("MN", "LISW", "sw-master-independent"),
        ("IA", "LISW", "sw-clinical"),
        ("OH", "LISW", "sw-clinical"),
        ("OH", "LISW-S", "sw-clinical"),
        ("NE", "CSW", "sw-bachelor"),
        ("WI", "CSW", "sw-bachelor"),
        ("KY", "CSW", "sw-master"),
        ("UT", "CSW", "sw-master"),
        ("CA", "ASW", "sw-associate"),
        ("NC", "LCSWA", "sw-associate"),
        ("ME", "LMSW-CC", "sw-associate"),
        ("KS", "LSCSW", "sw-clinical"),
        ("SD", "CSW-PIP", "sw-clinical"),
        # 3.6 counselors: LPC is the lower tier in seven states
        ("TX", "LPC", "counselor"),
        ("VA", "LPC", "counselor"),
        ("IL", "LPC", "counselor-lower"),
        ("ID", "LPC", "counselor-lower"),
        ("KS", "LPC", "counselor-lower"),
        ("ME", "LPC", "counselor-lower"),
        ("MN", "LPC", "counselor-lower"),
        ("ND", "LPC", "counselor-lower"),
        ("OH", "LPC", "counselor-lower"),
        ("OH", "LPCC", "counselor"),
        ("IL", "LCPC", "counselor"),
        ("NY", "LMHC", "counselor"),
        ("UT", "CMHC", "counselor"),
        ("TN", "LPC/MHSP", "counselor"),
        ("FL", "RMHCI", "counselor-associate"),
        ("CA", "LMFT", "lmft"),
        ("CA", "AMFT", "lmft-associate"),
        ("CA", "LVN", "lpn"),
        ("OH", "LPN", "lpn"),
        ("WY", "RN", "rn"),
    ],
)
def test_title_resolves_by_state(state: str, title: str, level: str) -> None:
    assert title_level(state, title) == level
    assert resolve_title(state, title).slug == f"{level}:{state}"


def test_title_is_read_however_it_is_written() -> None:
    assert [title_level("tx", t) for t in ("L.C.S.W.", "lcsw", " LCSW ")] == ["sw-clinical"] * 3
    assert title_level("MD", "LCSWC") == "sw-clinical"
    assert title_level("TX", "LSW") == ""
    assert resolve_title("TX", "LSW") is None


def test_ambiguous_title_lists_its_meanings() -> None:
    meanings = title_meanings("LSW")

    assert sorted(meanings) == ["sw-bachelor", "sw-master", "sw-master-independent"]
    assert meanings["sw-master-independent"] == ["OK"]


@pytest.mark.parametrize(
    ("asked", "state", "fact", "truth"),
    [
        ("sw-bachelor", "OH", "sw-clinical:OH", "met"),  # an LCSW satisfies "LSW or higher"
        ("sw-bachelor", "OH", "sw-bachelor:OH", "met"),
        ("sw-master", "TX", "sw-bachelor:TX", "not_met"),
        ("sw-clinical", "TX", "sw-master:TX", "not_met"),
        ("sw-clinical", "TX", "sw-master-independent:TX", "not_met"),
        ("sw-master", "MD", "sw-master-independent:MD", "met"),
        ("sw-master", "CA", "sw-associate:CA", "met"),
        ("sw-clinical", "CA", "sw-associate:CA", "not_met"),
        ("sw-bachelor", "CA", "sw-clinical:CA", "met"),  # a level the state has no title for
        ("sw-bachelor", "OH", "sw-clinical:KY", "not_met"),
        ("counselor-lower", "OH", "counselor:OH", "met"),
        ("counselor", "OH", "counselor-lower:OH", "not_met"),
        ("lmft", "CA", "lmft-associate:CA", "not_met"),
        ("lmft", "CA", "sw-clinical:CA", "not_stated"),
        ("bh-independent", "TX", "sw-clinical:TX", "met"),
        ("bh-independent", "TX", "counselor:TX", "met"),
        ("bh-independent", "TX", "lmft:TX", "met"),
        ("bh-independent", "TX", "psychologist:TX", "met"),
        ("bh-independent", "TX", "pmhnp:TX", "met"),
        ("bh-independent", "TX", "sw-master:TX", "not_stated"),
        ("bh-independent", "TX", "rn:TX", "not_stated"),
        ("bh-independent", "TX", "sw-clinical:OH", "not_stated"),
    ],
)
def test_social_work_and_counseling_ladders(asked: str, state: str, fact: str, truth: str) -> None:
    assert judge(all_of(leaf(asked)), [held(fact)], state=state).truth == truth


def test_line_uses_the_states_own_title() -> None:
    texts = {
        state: judge(all_of(leaf("sw-bachelor")), state=state).lines[0].text
        for state in ("OH", "TX", "CA")
    }

    assert texts == {
        "OH": "LSW or higher in Ohio",
        "TX": "LBSW or higher in Texas",
        "CA": "Bachelor’s-level social work license or higher in California",
    }


def test_degree_is_not_a_license() -> None:
    facts = [Fact("master:social-work")]

    assert judge(all_of(leaf("sw-master")), facts, state="OH").truth == "not_stated"
    assert judge(all_of(leaf("master:social-work")), facts, state="OH").is_met


# --- 3.5 Social Work Compact: in the data, switched off ---------------------------------------------
def test_social_work_compact_decides_nothing_while_off() -> None:
    facts = [held("sw-clinical:KY", multistate=True), held("sw-clinical:KY")]

    assert CompactMember.objects.filter(compact__slug="social-work").count() == 28
    assert judge(all_of(leaf("sw-clinical")), facts, state="OH").truth == "not_met"


def _switch_social_work_on() -> None:
    CompactMember.objects.filter(compact__slug="social-work").update(status="operational")
    Compact.objects.filter(slug="social-work").update(enabled=True)
    apply_admin_change()


def test_social_work_compact_when_on_needs_a_paired_license() -> None:
    _switch_social_work_on()
    multistate, single = held("sw-clinical:KY", multistate=True), held("sw-clinical:KY")

    both = judge(all_of(leaf("sw-clinical")), [multistate, single], state="OH")
    alone = judge(all_of(leaf("sw-clinical")), [multistate], state="OH")

    assert (both.truth, both.lines[0].kind) == ("met", "by_compact")
    assert alone.truth == "not_met"


def test_social_work_compact_when_on_goes_by_category() -> None:
    _switch_social_work_on()
    facts = [held("sw-bachelor:KY", multistate=True), held("sw-bachelor:KY")]

    # Georgia recognizes clinical and master's only.
    assert judge(all_of(leaf("sw-bachelor")), facts, state="OH").is_met
    assert judge(all_of(leaf("sw-bachelor")), facts, state="GA").truth == "not_met"


# --- 3.6 Counseling Compact: a privilege for each state, never automatic ------------------------------
PRIVILEGE = Fact("counselor", state="MN", privilege=True)


@pytest.mark.parametrize(
    ("job", "facts", "on", "truth", "kind"),
    [
        ("MN", [held("counselor:OH"), PRIVILEGE], ON, "met", "by_compact"),
        ("MN", [held("counselor:OH")], ON, "not_met", "privilege_to_buy"),
        ("GA", [held("counselor:OH")], ON, "not_met", "privilege_to_buy"),
        ("GA", [held("counselor:OH")], date(2026, 6, 1), "not_met", "single_state"),
        ("GA", [held("counselor:OH")], date(2026, 6, 2), "not_met", "privilege_to_buy"),
        ("KY", [held("counselor:OH")], ON, "not_met", "single_state"),  # enacted, not issuing
        ("MN", [held("counselor:KY"), PRIVILEGE], ON, "not_met", "single_state"),
        ("MN", [PRIVILEGE], ON, "not_met", "single_state"),
        ("MN", [held("counselor:OH", expires=date(2026, 1, 5)), PRIVILEGE], ON, "not_met", None),
        ("MN", [held("counselor:OH"), PRIVILEGE], date(2025, 12, 1), "not_met", None),
        ("MN", [held("counselor:OH", status="suspended"), PRIVILEGE], ON, "not_met", None),
        ("MN", [held("counselor-lower:OH")], ON, "not_met", "less"),
        ("NY", [held("counselor:OH")], ON, "not_met", "single_state"),
    ],
)
def test_counseling_privilege(job: str, facts: list, on: date, truth: str, kind: str) -> None:
    line = judge(all_of(leaf("counselor")), facts, state=job, on=on).lines[0]

    assert line.truth == truth
    assert kind is None or line.kind == kind


# --- switching a compact state on, without a deploy ----------------------------------------------------
def test_a_state_switched_on_with_a_date_follows_from_that_day() -> None:
    nurse = [held("rn:KY", multistate=True)]
    CompactMember.objects.create(
        id=100_001,
        compact=Compact.objects.get(slug="nlc"),
        state_id="MA",
        status="operational",
        valid_from=date(2027, 1, 1),
    )

    apply_admin_change()

    tree = all_of(leaf("rn"))
    assert judge(tree, nurse, state="MA", on=date(2026, 12, 31)).truth == "not_met"
    assert judge(tree, nurse, state="MA", on=date(2027, 1, 1)).lines[0].kind == "by_compact"


def test_rn_or_social_worker_takes_either() -> None:
    tree = all_of(any_of(leaf("rn"), leaf("sw-clinical")))

    verdict = judge(tree, [held("sw-clinical:OH")], state="OH")

    assert verdict.is_met
    assert verdict.lines[0].text == "RN license that covers Ohio or LISW license that covers Ohio"
    assert verdict.summary == "Meets all 1"
