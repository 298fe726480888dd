from __future__ import annotations

import pytest

from moderation.contents import changes, shown, word_diff
from tests.factories.listings import content


def test_word_diff_marks_only_what_differs() -> None:
    parts = word_diff("Send your SSN and form today.", "Send your form today.")

    assert "".join(text for kind, text in parts if kind != "ins") == "Send your SSN and form today."
    assert "".join(text for kind, text in parts if kind != "del") == "Send your form today."
    assert [text.strip() for kind, text in parts if kind == "del"] == ["SSN and"]


@pytest.mark.django_db
def test_shown_says_choices_in_words(vocabulary: None) -> None:
    rows = {row.name: row.text for row in shown(content())}

    assert rows["employment_type"] == "Full time"
    assert rows["role_family"] == "RN Care Coordinator"
    assert "RN" in rows["requirements"]
    assert "Bilingual differential" in rows["pay_components"]


@pytest.mark.django_db
def test_changes_names_only_changed_fields(vocabulary: None) -> None:
    before = content()

    found = changes(before, {**before, "pay_max": "44.00", "schedule_text": "Four tens"})

    assert {change.name for change in found} == {"pay_max", "schedule_text"}


@pytest.mark.django_db
def test_shown_writes_money_and_days_as_people_do(vocabulary: None) -> None:
    rows = {
        row.name: row for row in shown({**content(), "pay_min": "36.50", "apply_by": "2026-12-23"})
    }

    assert rows["pay_min"].text == "$36.50"
    assert rows["apply_by"].text == "Wednesday, December 23, 2026"
    assert str(rows["pay_min"].label) == "Base pay from"
