import pytest

from qualifications import selectors


def slugs(terms: object) -> list[str]:
    return [term.slug for term in terms]  # type: ignore[attr-defined]


def test_license_picker_without_a_state_offers_levels() -> None:
    found = slugs(selectors.term_choices("license"))

    assert {"rn", "lpn", "sw-clinical", "counselor"} <= set(found)
    assert not [slug for slug in found if ":" in slug]


def test_license_picker_in_a_state_offers_its_titles() -> None:
    found = slugs(selectors.term_choices("license", state="CA"))

    assert {"rn:CA", "lpn:CA", "sw-clinical:CA", "sw-associate:CA"} <= set(found)
    assert "sw-bachelor:CA" not in found  # California has no such title
    assert not [slug for slug in found if not slug.endswith(":CA")]


@pytest.mark.parametrize(
    ("kind", "query", "first"),
    [
        ("certification", "CCM", "ccm"),
        ("certification", "certified case manager", "ccm"),
        ("license", "LVN", "lpn"),
        ("license", "registered nurse", "rn"),
        ("skill", "epic", "epic"),
        ("skill", "Cerner", "oracle-health"),
        ("education", "GED", "hs"),
        ("experience", "oncology", "experience:oncology:0"),
        ("language", "Spanish, fl", "spanish:fluent"),
    ],
)
def test_picker_puts_the_best_match_first(kind: str, query: str, first: str) -> None:
    assert slugs(selectors.term_choices(kind, query))[0] == first


def test_what_can_only_be_asked_is_not_offered_for_holding() -> None:
    asked = slugs(selectors.term_choices("certification", "medical assistant"))
    held = slugs(selectors.term_choices("certification", "medical assistant", for_holding=True))

    assert "ma-certified" in asked
    assert "ma-certified" not in held
    assert "cma-aama" in held


def test_unknown_words_find_nothing() -> None:
    assert slugs(selectors.term_choices("skill", "100% \\ '; drop")) == []


def test_education_choices() -> None:
    assert slugs(selectors.education_ranks())[1:4] == ["hs", "certificate", "associate"]
    assert ("nursing", "nursing") in selectors.education_fields()
    assert ("health-human", "a health or human services field") in selectors.education_fields()
    assert "health-human" not in dict(selectors.education_fields(for_holding=True))


def test_experience_choices() -> None:
    assert ("oncology", "oncology") in selectors.experience_areas()
    assert {0, 12, 24, 60} <= set(selectors.experience_steps())


def test_excluded_roles_are_not_offered() -> None:
    offered = selectors.role_families_offered().values_list("slug", flat=True)

    assert "rn-care-coordinator" in offered
    assert "research-trial-coordinator" not in offered


@pytest.mark.parametrize(
    ("query", "groups"),
    [
        ("", []),
        ("zebra", [["zebra"]]),
        ("LVN", [["LVN", "LPN", "licensed practical nurse", "licensed vocational nurse"]]),
        ("lpn", [["lpn", "LVN", "licensed practical nurse", "licensed vocational nurse"]]),
        ("CM", [["CM", "case manager", "care manager"]]),
        ("case manager", [["case manager", "care manager"]]),
        (
            "Cincinnati CHW",
            [["Cincinnati"], ["CHW", "community health worker", "promotora", "promotor"]],
        ),
        ("dental", [["dental", "dentist", "orthodontic"]]),
    ],
)
def test_query_is_widened_by_meaning(query: str, groups: list) -> None:
    assert selectors.expand_query(query) == groups


def test_longest_phrase_is_taken_first() -> None:
    found = selectors.expand_query("remote patient care coordinator jobs")

    assert [group[0] for group in found] == ["remote", "patient care coordinator", "jobs"]
    assert "PCC" not in found[1]  # ambiguous short forms are never added


def test_lists_for_pickers_are_ordered() -> None:
    for rows in (
        selectors.settings_offered(),
        selectors.duties_offered(),
        selectors.soft_skills_offered(),
        selectors.role_families_offered(),
        selectors.term_choices("skill"),
    ):
        assert rows.ordered
