"""Each rule of the catalogue with words that must fire it and words that must not."""

from __future__ import annotations

import pytest

from moderation.rules import find, risk_of, risk_word, text_rules

FIRES = {
    "F-01": "There is an application fee of $40. Applicants must pay for their own training.",
    "F-02": "You deposit a check and buy gift cards to us.",
    "F-03": "Send your bank routing number with the form.",
    "F-04": "Send a copy of your driver's license and your SSN.",
    "F-05": "Text our coordinator on WhatsApp to start.",
    "F-06": "Apply at bit.ly/abc123.",
    "F-07": "You will be reshipping parcels.",
    "F-08": "No experience needed, work remote.",
    "C-01": "Call (513) 555-0199 or write jobs@clinic.example.",
    "C-02": "Write to clinic.hiring@gmail.com.",
    "S-02": "Work on our inpatient unit.",
    "U-01": "Urgently hiring!",
}
HARMLESS = [
    "You help patients with bank holidays, school fees and gift bags for children.",
    "We pay for your training, license fees and CCM exam.",
    "You signal to the provider when a referral is overdue.",
    "An outpatient clinic beside the hospital; no inpatient rounds.",
    "You text patients with visit reminders from our own system.",
]


def fired(text: str) -> set[str]:
    return {
        finding["rule"]
        for finding in find(
            {"description": text, "benefits_summary": "Health.", "apply_by": "2026-12-01"}
        )
    }


@pytest.mark.parametrize("code", sorted(FIRES))
def test_find_fires_on_what_it_is_for(code: str) -> None:
    assert code in fired(FIRES[code])


def test_every_rule_has_a_case() -> None:
    assert {rule.code for rule in text_rules()} == set(FIRES)


@pytest.mark.parametrize("text", HARMLESS)
def test_find_leaves_ordinary_words_alone(text: str) -> None:
    assert fired(text) == set()


def test_find_shows_the_words_in_their_sentence() -> None:
    text = "We are a clinic. Send your bank routing number with the form. Thank you."

    finding = find({"description": text})[0]

    assert finding["matched"] == "bank routing number"
    assert finding["sentence"] == "Send your bank routing number with the form."


def test_find_reports_the_wording_the_employer_saw() -> None:
    findings = find({"description": "We want a young team."})

    assert "L-age" in {finding["rule"] for finding in findings}


def test_find_below_minimum_wage_is_a_hard_stop() -> None:
    findings = find({"pay_min": "5", "pay_max": "6", "pay_unit": "hour"})

    assert [f["level"] for f in findings if f["rule"] == "L-below_minimum"] == ["hard"]


def test_risk_word_grows_with_the_sum() -> None:
    assert [risk_word(risk)[1] for risk in (0, 15, 40)] == ["calm", "unknown", "unmet"]
    assert risk_of([{"weight": 3}, {"weight": 4}]) == 7
