"""What the advert reader finds, and what it must leave alone."""

from __future__ import annotations

from datetime import date

import pytest

from core.places import PlaceIndex
from listings.reader import Advert, read_advert
from listings.reading import vocabulary as reading_words
from listings.reading.dates import read_date
from listings.reading.pay import check_range, read_pay
from listings.reading.places import read_place
from listings.reading.requirements import read_requirements
from listings.reading.roles import read_role, title_rules
from listings.reading.schedule import read_employment_type
from listings.reading.words import plain
from qualifications import formulas
from qualifications.models import RoleFamily, Term

TODAY = date(2026, 11, 23)
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "family"),
    [
        ("RN Care Manager - PRN", "rn-care-manager"),
        ("Nurse (Case Management)", "rn-care-manager"),
        ("Registered Nurse - Community Care Coordinator", "rn-care-coordinator"),
        ("LPN Care Coordinator, Chronic Care", "lpn-care-coordinator"),
        ("Nurse - Mammography Navigator", "nurse-navigator"),
        ("Licensed Clinical Social Worker - Outpatient Adult", "sw-care-coordinator"),
        ("Behavioral Health Care Manager", "bh-care-manager"),
        ("Mental Health Case Manager", "bh-care-coordinator"),
        ("Patient Service Representative-Front Desk-Clinic", "patient-access"),
        ("medical support assistant (advanced)", "patient-access"),
        ("Surgery Scheduler", "surgery-coordinator"),
        ("Referral Representative", "referral-coordinator"),
        ("Prior Authorization Specialist", "prior-auth"),
        ("Community Health Workers", "chw"),
        ("Director of Care Coordination", "care-coord-supervisor"),
        ("Bilingual Patient Care Coordinator (PCC)", "clinical-care-coordinator"),
        ("Dental Treatment Coordinator", "dental-treatment-coordinator"),
    ],
)
def test_read_role_names_the_family(title: str, family: str) -> None:
    reading = read_role(title, "")

    assert reading.family is not None
    assert reading.family.value == family
    assert title[reading.family.start : reading.family.end] == reading.family.words


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Clinical Research Coordinator", "research_coordinator"),
        ("Registered Nurse RN Emergency Department", "no_role_of_this_board"),
        ("Clinical Psychologist (Drug Abuse Program Coordinator)", "treatment_role"),
        ("Correctional Treatment Specialist (Case Manager)", "other_trade"),
        ("Social Worker - Inpatient Medicine", "inpatient_only"),
        ("Operations Coordinator", "no_role_of_this_board"),
    ],
)
def test_read_role_other_trade_is_out_of_scope(title: str, reason: str) -> None:
    reading = read_role(title, "")

    assert reading.family is None
    assert reading.out_of_scope == reason


def test_title_rules_name_only_families_of_the_vocabulary(vocabulary: None) -> None:
    families = set(RoleFamily.objects.filter(is_excluded=False).values_list("slug", flat=True))

    assert {rule.family for rule in title_rules() if rule.family} <= families


def test_requirement_words_name_only_terms_of_the_vocabulary(vocabulary: None) -> None:
    extra = reading_words._extra_words()

    assert set(extra["term"]) <= set(Term.objects.current().values_list("slug", flat=True))
    assert set(extra["area"]) <= set(Term.objects.values_list("area", flat=True))


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("Pay: $22.00 - $25.00 per hour Benefits", "22.00", "25.00", "hour"),
        (
            "salary range for this role is $80,000.00 to $100,000.00 annually",
            "80000.00",
            "100000.00",
            "year",
        ),
        ("pay range: $22.04/hr - $28.93/hr  float", "22.04", "28.93", "hour"),
        ("compensation $80k-95k per year", "80000.00", "95000.00", "year"),
        ("Pay: $18.00/hour", "18.00", "18.00", "hour"),
    ],
)
def test_read_pay_finds_a_stated_range(text: str, low: str, high: str, unit: str) -> None:
    found, reason = read_pay(text)

    assert reason == ""
    assert found is not None
    assert found.value == {"min": low, "max": high, "unit": unit}
    assert text[found.start : found.end] == found.words


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Sign-on bonus of $5,000 - $10,000 per year", "pay_missing"),
        ("compensation: up to $165,000 annually", "pay_open_ended"),
        ("Pay: From $20.00 per hour", "pay_open_ended"),
        ("Pay: $16.00 - $18.00 per year", "pay_implausible"),
        ("We invested $205 million in community benefits", "pay_missing"),
        ("Salary $40,000 to $50,000", "pay_missing"),
    ],
)
def test_read_pay_never_completes_what_is_not_said(text: str, reason: str) -> None:
    assert read_pay(text) == (None, reason)


@pytest.mark.parametrize(
    ("low", "high", "unit", "reason"),
    [
        (None, None, None, "pay_missing"),
        (0.0, 225000.0, "year", "pay_open_ended"),
        (0.0, 0.0, "year", "pay_missing"),
        (24.0, 64.0, None, "pay_without_unit"),
        (50.0, 55000.0, "year", "pay_implausible"),
        (48750.0, 51000.0, "week", "pay_implausible"),
        (30.0, 20.0, "hour", "pay_out_of_order"),
        (float("nan"), 20.0, "hour", "pay_not_a_number"),
        ("abc", 20.0, "hour", "pay_not_a_number"),
    ],
)
def test_check_range_refuses_what_cannot_be_pay(
    low: object, high: object, unit: str | None, reason: str
) -> None:
    assert check_range(low, high, unit) == (None, reason)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2026-03-18T17:51:19.037Z", (date(2026, 3, 18), "")),
        ("2025-09-17 00:00:00.000", (date(2025, 9, 17), "")),
        ("March 15, 2023", (date(2023, 3, 15), "")),
        ("1d", (None, "posted_date_relative")),
        ("20h", (None, "posted_date_relative")),
        ("2027-01-01", (None, "posted_date_to_come")),
        ("2026-02-31", (None, "posted_date_not_a_date")),
        ("", (None, "posted_date_missing")),
        (None, (None, "posted_date_missing")),
    ],
)
def test_read_date_dates_only_what_can_be_dated(words: str | None, expected: tuple) -> None:
    assert read_date(words, TODAY) == expected


def test_read_place_looks_up_a_city_and_never_guesses_a_zip(places: None) -> None:
    index = PlaceIndex()

    assert read_place("Portland, OR, US", "OR", None, index).city == "Portland"
    assert read_place("Portland, OR, US", "OR", None, index).zip_code == ""
    assert read_place("camden, nj", "NJ", "08102", index).zip_code == "08102"
    assert read_place("CA, Los Angeles", None, None, index).state == "CA"
    assert read_place("Lake Park Building", None, None, index).reason == "state_missing"
    assert read_place("Multiple Cities", None, None, index).reason == "several_places"
    assert read_place("Detroit, Michigan", None, None, index).city == "Detroit"


def test_read_employment_type_keeps_the_first_and_says_so() -> None:
    found, note = read_employment_type("Full-time and Part-time", "", "")

    assert found is not None
    assert (found.value, note) == ("full_time", "employment_type_first_of_several")
    assert read_employment_type("Tenure-Track", "", "") == (None, "employment_type_not_known")


def test_plain_takes_markup_and_broken_encoding_out() -> None:
    text = plain(
        "<p>Patients&#39; needs</p><ul><li>Caf\u00c3\u00a9 visits</li></ul><script>x()</script>\x00"
    )

    assert text == "Patients' needs\n• Café visits"


def test_read_requirements_tells_required_from_preferred(vocabulary: None) -> None:
    reading = read_requirements(
        "Qualifications:\nActive RN license in Ohio required. BSN preferred.\n"
        "2 years of case management experience required.\nCCM within 24 months of hire.\nBLS upon hire.",
        "OH",
    )

    by_term = {child["term"]: child for child in reading.tree["children"]}
    assert by_term["rn"]["necessity"] == "required"
    assert by_term["bachelor:nursing"]["necessity"] == "preferred"
    assert by_term["experience"]["experience_months"] == 24
    assert by_term["experience"]["areas"] == ["case-management"]
    assert (by_term["ccm"]["timing"], by_term["ccm"]["months"]) == ("within_months", 24)
    assert by_term["bls"]["timing"] == "at_start"
    formulas.parse(reading.tree, draft=True)


def test_read_requirements_joins_alternatives(vocabulary: None) -> None:
    reading = read_requirements(
        "Requirements\nMust be an RN, LPN, or LCSW in the state of Texas.", "TX"
    )

    assert reading.tree["children"] == [
        {
            "op": "any",
            "children": [
                {"term": "rn", "necessity": "required"},
                {"term": "lpn", "necessity": "required"},
                {"term": "sw-clinical", "necessity": "required"},
            ],
        }
    ]


def test_read_requirements_resolves_a_title_by_state(vocabulary: None) -> None:
    asked = "Requirements:\nLCSW required"

    assert read_requirements(asked, "MA").tree["children"][0]["term"] == "sw-master"
    assert read_requirements(asked, "TX").tree["children"][0]["term"] == "sw-clinical"


def test_read_requirements_leaves_running_text_alone(vocabulary: None) -> None:
    text = "Our team of registered nurses has over 20 years of experience. You will call nurses and LCSWs."

    assert read_requirements(text, "OH").tree["children"] == []


def test_read_advert_suggestions_point_to_their_words(vocabulary: None) -> None:
    advert = Advert(
        title="RN Care Coordinator",
        text="<p>Job Type: Full-time</p><p>Pay: $38.00 - $46.50 per hour</p><p>Requirements</p><p>RN required</p>",
        state="OH",
    )

    reading = read_advert(advert)

    sources = {"title": reading.title, "description": reading.text}
    for found in reading.suggestions():
        if found["source"] in sources:
            words = sources[found["source"]][found["start"] : found["end"]]
            assert words == found["words"]
    assert reading.pay is not None
    assert reading.pay.value == {"min": "38.00", "max": "46.50", "unit": "hour"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # a name and what it stands for are one thing, which the cue after both rules
        ("CHAA - Certified Healthcare Access Associate upon hire is preferred", ["chaa preferred"]),
        ("RN - Current Registered Nurse required upon hire", ["rn required"]),
        # a license is no alternative to itself
        ("Licensed Registered Nurse in Ohio or a licensed Registered Nurse from a compact state", ["rn required"]),
        # the lowest degree in nursing, and a diploma that is no license
        ("Nursing degree required", ["associate:nursing required"]),
        ("RN diploma required", ["certificate:nursing required"]),
        # what others do, ladders, and programs for others
        ("Knowledge of scope of the registered nurse, licensed practical nurse", []),
        ("LPN to RN assistance", []),
        ("One year of experience or completion of an RN residency program", ["experience required"]),
        ("BLS preffered", ["bls preferred"]),
    ],
)  # fmt: skip
def test_read_requirements_as_adverts_write_them(
    vocabulary: None, text: str, wanted: list[str]
) -> None:
    read = read_requirements(f"Requirements\n{text}", "OH")

    lines = [node for node in read.tree["children"] if "term" in node]
    assert [f"{node['term']} {node['necessity']}" for node in lines] == wanted
    assert len(lines) == len(read.tree["children"])


def test_read_requirements_leaves_key_words_alone(vocabulary: None) -> None:
    text = "Requirements\nCPR certification\nContact our recruiter. ACME Keywords: BLS, RN, LPN"

    terms = [node.get("term") for node in read_requirements(text, "OH").tree["children"]]

    assert terms == ["cpr"]


def test_read_requirements_finds_a_heading_in_running_text(vocabulary: None) -> None:
    text = "Named a best hospital Qualifications: Active Registered Nurse license"

    assert read_requirements(text, "OH").tree["children"][0]["term"] == "rn"
