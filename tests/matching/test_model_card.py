"""The model card says what the code does: its lists are those of the code, its version the one in force."""

from __future__ import annotations

import re

from profiles.matching_inputs import INPUTS, NEVER
from qualifications.verdicts import RULE_VERSION
from tests.house.tree import ROOT

CARD = ROOT / "docs" / "matching-model-card.md"


def part(name: str) -> str:
    found = re.search(rf"<!-- {name}: begin -->\n(.*?)<!-- {name}: end -->", CARD.read_text(), re.S)
    assert found, name
    return found[1]


def inputs_table() -> str:
    rows = [f"| {i.model} | `{i.field}` | {i.use} | {i.words} |\n" for i in INPUTS]
    return "| record | field | use | what it is |\n|---|---|---|---|\n" + "".join(rows)


def never_list() -> str:
    return "".join(f"* {words}\n" for words in NEVER)


def test_inputs_are_those_of_the_allow_list():
    assert part("inputs") == inputs_table(), "paste the table that inputs_table() gives"


def test_never_inputs_are_those_of_the_code():
    assert part("never") == never_list()


def test_the_version_is_the_one_in_force():
    card = CARD.read_text()

    assert f"**{RULE_VERSION}** of the rules" in " ".join(card.split())
    assert f"| {RULE_VERSION} |" in card, "a line in the change log"
