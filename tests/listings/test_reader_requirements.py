"""What the reader makes of one sentence or list at a time. Short sentences of our own, one phenomenon each."""

from __future__ import annotations

import pytest

from listings.reader import Advert, read_advert
from listings.reading.requirements import read_requirements

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _words(vocabulary: None) -> None:
    pass


def said(node: dict) -> str:
    """A node in short: "rn", "bachelor:nursing?" (preferred), "ccm@24" (months), "bls@start", "24 nursing"."""
    if "op" in node:
        link = " | " if node["op"] == "any" else " & "
        return "(" + link.join(said(child) for child in node["children"]) + ")"
    if node["term"] == "experience":
        words = f"{node.get('experience_months', 'some')} {'+'.join(node['areas'])}"
    else:
        words = ":".join([node["term"], "+".join(node.get("fields", ()))]).strip(":")
    if node.get("timing") == "within_months":
        words += f"@{node['months']}"
    elif node.get("timing") == "at_start":
        words += "@start"
    return words + ("?" if node["necessity"] == "preferred" else "")


def read(text: str, state: str = "OH", title: str = "") -> list[str]:
    return [said(node) for node in read_requirements(text, state, title).tree["children"]]


def asked(text: str, state: str = "OH") -> list[str]:
    return read(f"Requirements\n{text}", state)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RN license, BSN preferred", ["rn", "bachelor:nursing?"]),
        ("BSN required; MSN preferred", ["bachelor:nursing", "master:nursing?"]),
        ("BSN (preferred)", ["bachelor:nursing?"]),
        ("Bachelor's of Nursing [Preferred]", ["bachelor:nursing?"]),
        ("RN required CCM a plus", ["rn", "ccm?"]),
        ("High school or equivalent (Preferred)", ["hs?"]),
        ("One year of clinic experience, two preferred", ["12 medical-office"]),
        ("1 year of billing experience (hospital experience is preferred)", None),
        ("A college degree is preferred but not required", ["bachelor?"]),
        ("Degree not required", []),
        ("No experience required. No degree necessary.", []),
        ("High school diploma or GED. Some college preferred.", ["hs"]),
    ],
)
def test_cues_rule_what_they_stand_by(text: str, expected: list[str] | None) -> None:
    if expected is None:
        assert asked(text)[0] == "12 medical-billing"
    else:
        assert asked(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Preferred Qualifications\nRN\nEducation:\nBSN", ["rn?", "bachelor:nursing?"]),
        ("Nice to have:\nCCM\nRequirements:\nRN", ["ccm?", "rn"]),
        ("Qualifications\nRN\nBenefits\nTuition help for a bachelor's degree", ["rn"]),
        ("What you bring to the table\n- LCSW", ["sw-clinical"]),
        ("EDUCATION: Associate degree. LICENSURE: LPN", ["associate", "lpn"]),
        ("Requirements\nRequired: ADN\nPreferred: BSN", ["associate:nursing", "bachelor:nursing?"]),
        ("About us\nCurrent RN license in Ohio", ["rn"]),
        ("We like teamwork. What you need: LPN. Our benefits: a bachelor's degree paid.", ["lpn"]),
        ("Physical requirements\nLift up to 50 pounds. RN on duty calls.", ["lifting-50"]),
        ("A busy clinic.\nYou have a high school diploma and like people.", ["hs"]),
        ("Requirements\nRN\nShift: Days\nCCM preferred\nBLS", ["rn", "ccm?", "bls"]),
        ("Job keywords: RN license required, LPN license required", []),
    ],
)
def test_headings_rule_the_lines_under_them(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RN, LPN or LCSW", ["(rn | lpn | sw-clinical)"]),
        ("RN/LPN", ["(rn | lpn)"]),
        ("Licensed in Ohio (LSW, LPCC, LMFT)", None),
        (
            "Bachelor's degree or 4 years of case management experience",
            ["(bachelor | 48 case-management)"],
        ),
        ("Bachelor's degree or equivalent work experience", ["(bachelor | some any-work)"]),
        (
            "AA and 6 years of experience, or BA and 4 years, or master's and 2 years",
            ["((associate & 72 any-work) | (bachelor & 48 any-work) | (master & 24 any-work))"],
        ),
        (
            "Bachelor's in social work and 2 years of experience or a master's degree",
            ["((bachelor:social-work & 24 any-work) | master)"],
        ),
        (
            "Bachelor's or master's degree in nursing and 3 years of hospital experience",
            ["(bachelor:nursing | master:nursing)", None],
        ),
        ("Registered nurse or associate degree in nursing", ["(rn | associate:nursing)"]),
        (
            "A bachelor's degree or 60 college credits plus two years of experience",
            ["(bachelor | 24 any-work)"],
        ),
        ("Must be one of the following:\n• LCSW\n• LMFT\nBLS", ["(sw-clinical | lmft)", "bls"]),
        ("• Associate degree\nOR\n• 3 years of nursing experience", ["(associate | 36 nursing)"]),
        (
            "• Associate degree with 5 years of nursing experience\n• BSN with 2 years of nursing experience",
            ["((associate & 60 nursing) | (bachelor:nursing & 24 nursing))"],
        ),
        (
            "Either: 1. A master's degree and one year of experience; or 2. A bachelor's and three years of experience",
            ["((master & 12 any-work) | (bachelor & 36 any-work))"],
        ),
        (
            "Bachelor's degree required. Four years of experience may be substituted for the degree.",
            ["(bachelor | 48 any-work)"],
        ),
        (
            "BSN. In lieu of BSN, an associate degree with 3 years of nursing experience.",
            ["(bachelor:nursing | (associate & 36 nursing))"],
        ),
        ("4 years of experience in lieu of a bachelor's degree", ["(bachelor | 48 any-work)"]),
        (
            "Two years of office experience\nA bachelor's degree may be substituted for the experience at a rate of "
            "two years of education for one year of experience.",
            ["(24 office-work | bachelor)"],
        ),
        ("ADN, BSN or another nursing degree", ["(associate:nursing | bachelor:nursing)"]),
        ("LSW or higher", ["sw-bachelor"]),
        ("RN and BLS", ["rn", "bls"]),
        ("BLS, ACLS and PALS", ["bls", "acls", "pals"]),
        ("A degree from a college or university and an RN license", ["rn"]),
    ],
)
def test_alternatives_become_one_choice(text: str, expected: list | None) -> None:
    found = asked(text)

    if expected is None:
        assert len(found) == 1 and found[0].count(" | ") == 2
    elif None in expected:
        assert found[0] == expected[0]
        assert len(found) == len(expected)
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CCM within 24 months of hire", ["ccm@24"]),
        ("BLS within 30 days of employment start date", ["bls@1"]),
        ("BLS within ninety (90) days of hire", ["bls@3"]),
        ("Within 6 months of hire: CCM", ["ccm@6"]),
        ("BLS upon hire, CCM within one year of hire", ["bls@start", "ccm@12"]),
        ("BSN required, or obtained within three (3) years of hire", ["bachelor:nursing@36"]),
        ("License eligible LMSW", ["sw-master@start"]),
        ("RN or eligible for licensure", ["rn@start"]),
        ("BLS obtained within 30 days of hire ACLS preferred", ["bls@1", "acls?"]),
        ("Employment is contingent upon a background check", ["background-check@start"]),
    ],
)
def test_timing(text: str, expected: list[str]) -> None:
    assert asked(text) == expected


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("2-3 years of nursing experience", 24),
        ("two to three years of nursing experience", 24),
        ("Two (2) years of nursing experience", 24),
        ("2+ years' experience in nursing", 24),
        ("18 months of nursing experience", 18),
        ("1.5 years of nursing experience", 18),
        ("A year or more of experience in nursing", 12),
        ("2+ hospital nursing experience", 24),
        ("Nursing: 1 year (Required)", 12),
        ("Experience in nursing: 2 years", 24),
        ("5 years as a nurse", 60),
    ],
)
def test_years_count_from_the_lower_number(text: str, months: int) -> None:
    tree = read_requirements(f"Requirements\n{text}", "OH").tree

    assert [leaf["experience_months"] for leaf in tree["children"]] == [months]
    assert "nursing" in tree["children"][0]["areas"]


@pytest.mark.parametrize(
    "text",
    [
        "Must be at least 18 years of age",
        "Our team has over 30 years of experience in nursing",
        "For more than 40 years we have given care",
        "A 2-year degree program is offered",
        "A 13-week contract, or a 1 year commitment",
        "Renewed every 2 years, with an exam within 2 years",
        "Program length: 1 year",
        "Less than 2 years of experience",
    ],
)
def test_other_years_are_no_experience(text: str) -> None:
    children = read_requirements(f"Requirements\n{text}", "OH").tree["children"]

    assert not any("experience_months" in str(child) for child in children)


@pytest.mark.parametrize(
    "text",
    [
        "Reports to the RN Manager",
        "Works under the supervision of a registered nurse",
        "Supervises LPNs and supports the RN team",
        "Collaborates with RN, LCSW and physicians to plan care",
        "Helps high school students and their families",
        "Tuition reimbursement for a bachelor's degree",
        "Takes part in RTM and CCM services",
        "Experience as a registered nurse is welcome",
    ],
)
def test_people_and_offers_are_no_requirement(text: str) -> None:
    children = read_requirements(f"Requirements\n{text}", "OH").tree["children"]

    assert not any(
        term in str(child)
        for child in children
        for term in ("'rn'", "lpn", "sw-", "hs", "bachelor", "ccm")
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Active unrestricted compact or multistate RN license in the state of Ohio", ["rn"]),
        ("Registered Nurse (RN)", ["rn"]),
        ("(RN) Registered Nurse", ["rn"]),
        ("License to practice as a registered professional nurse", ["rn"]),
        ("Basic Cardiac Life Support", ["bls"]),
        ("BLS/CPR", ["bls"]),
        ("CPR certified", ["cpr"]),
        ("Licensed social worker", ["sw-bachelor"]),
        ("Bachelor of Science degree in Nursing", ["bachelor:nursing"]),
        (
            "Bachelor's degree in social work, psychology or a related field",
            ["bachelor:social-work+psychology"],
        ),
        ("Valid driver's license and reliable transportation", ["drivers-license", "own-vehicle"]),
        ("Fluent in Spanish", ["spanish:fluent"]),
        ("High school diploma or equivalentCPR certified.", ["hs", "cpr"]),
        ("A Master's degreeProfessional licensure (LMFT)", ["master", "lmft"]),
        ("high school diploma or equivalent requiredbls preferred", ["hs", "bls?"]),
        ("Work in Toledo.Three years in nursing.", ["36 nursing"]),
        ("Education and Experience5+ years of experience in nursing", ["60 nursing"]),
        ("Bachelor€™s degree", ["bachelor"]),
        ("CCM calls to patients of the clinic", ["chronic-care-management"]),
        ("Graduate of an accredited school of professional nursing", ["certificate:nursing"]),
        ("Graduation from an approved nursing program", ["certificate:nursing"]),
        ("Graduate of an accredited school of nursing (BSN)", ["bachelor:nursing"]),
        ("A degree in social work, whatever its rank", []),
        ("Certified, CCM or ACM", ["(ccm | acm)"]),
        ("Boston, MA office", []),
        ("Work in MS Teams AS WELL AS by phone", []),
    ],
)
def test_names_as_adverts_write_them(text: str, expected: list[str]) -> None:
    assert asked(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RN\nRN license", ["rn"]),
        ("BSN\nBachelor's degree in nursing", ["bachelor:nursing"]),
        ("Bachelor's degree\nBachelor's degree in nursing", ["bachelor+nursing"]),
        ("2 years of experience\n2 years of nursing experience", ["24 nursing"]),
        ("CCM preferred\nCCM", ["ccm"]),
        ("1 year in scheduling\n1 year in billing", ["12 scheduling", "12 medical-billing"]),
    ],
)
def test_what_is_said_twice_is_asked_once(text: str, expected: list[str]) -> None:
    assert [words.replace(":", "+") for words in asked(text)] == [
        words.replace(":", "+") for words in expected
    ]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("RN Case Manager", "Calls patients.", ["rn"]),
        ("Case Manager (RN/LPN)", "Calls patients.", ["(rn | lpn)"]),
        ("RN Case Manager", "Requirements\nRN or LPN", ["(rn | lpn)"]),
        ("Care Coordinator, Bilingual (Spanish)", "Calls patients.", ["spanish:fluent"]),
        ("Nurse Care Manager", "Calls patients.", []),
    ],
)
def test_a_credential_in_the_title_is_asked_for(title: str, text: str, expected: list[str]) -> None:
    assert read(text, title=title) == expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [("IL", "counselor-lower"), ("TX", "counselor"), ("", "counselor")],
)
def test_a_title_written_out_is_read_by_its_state(state: str, expected: str) -> None:
    assert asked("Licensed Professional Counselor", state) == [expected]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("LMSW or a limited permit", 12),
        ("RN license or interim permit of 6 months", 6),
        ("RN license, interim permit of 6 months", None),
    ],
)
def test_a_limited_permit_beside_the_license(text: str, months: int | None) -> None:
    tree = read_requirements(f"Requirements\n{text}", "NY").tree

    assert [leaf.get("permit_months") for leaf in tree["children"]] == [months]


def test_an_advert_of_another_trade_is_read_too() -> None:
    reading = read_advert(Advert(title="Physical Therapist", text="Requirements\nCPR", state="OH"))

    assert (reading.role_family, reading.out_of_scope) == (None, "treatment_role")
    assert reading.requirements.tree["children"] == [{"term": "cpr", "necessity": "required"}]
