"""Adverts labelled by hand, and what the reader says about the same adverts, in one shape.

A label file has one JSON object a line: {"id", "role_family", "out_of_scope", "requirements": [item],
"settings", "pay", "employment_type", "workplace"}. An item is {"kind", "term", "need", "when"} with
"fields", "areas", "months" or "level" where the kind has them, "alt": items of one number are alternatives,
and "path": of those, items of one letter go together. The adverts' texts are not in it: they belong to employers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from listings.reader import Advert, Reading
from qualifications import formulas, vocabulary

Item = dict[str, Any]
HALVES = ("tune", "held_out")
SHORTEST = 300


class LabelsAbsent(Exception):
    """The labels or the adverts they are about are not on this machine; the message says which."""


def read_labels(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        raise LabelsAbsent(f"No labels at {path}.")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def read_rows(path: Path) -> dict[str, dict[str, Any]]:
    """The adverts by id."""
    if not path.exists():
        raise LabelsAbsent(f"The adverts are not here: {path}.")
    with path.open(encoding="utf-8") as lines:
        return {str(row["id"]): row for row in map(json.loads, lines)}


def half_of(rows: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Which half each coordinator-like advert of some length belongs to, by the hash of its id alone."""
    chosen = [
        key
        for key, row in rows.items()
        if row.get("tier") == 1 and len(row.get("description") or "") >= SHORTEST
    ]
    chosen.sort(key=lambda key: hashlib.sha256(key.encode()).hexdigest())
    return {key: HALVES[place % 2] for place, key in enumerate(chosen)}


def advert_to_read(row: dict[str, Any]) -> Advert:
    """As someone would paste it: what the text says, and no column in which a source says it as well."""
    return Advert(
        title=str(row.get("title") or ""),
        text=row.get("description") or "",
        requirements=row.get("requirements") or "",
        location=row.get("location") or "",
        state=row.get("state") or "",
        company=row.get("company") or "",
    )


def label_of(reading: Reading) -> dict[str, Any]:
    """What the reader found, as a label."""
    pay = reading.pay.value if reading.pay else None
    return {
        "role_family": reading.role_family.value if reading.role_family else None,
        "out_of_scope": reading.out_of_scope,
        "requirements": list(items_of(reading.requirements.tree)),
        "settings": [found.value for found in reading.settings],
        "pay": pay and {**pay, "min": float(pay["min"]), "max": float(pay["max"])},
        "employment_type": reading.employment_type.value if reading.employment_type else None,
        "workplace": reading.workplace.value if reading.workplace else None,
    }


def items_of(tree: dict[str, Any]) -> Iterator[Item]:
    root = formulas.parse(tree, draft=True)
    for number, child in enumerate(root.children if isinstance(root, formulas.Group) else [root]):
        if isinstance(child, formulas.Leaf):
            yield _item(child)
        elif child.op == "all":
            yield from map(_item, formulas.leaves(child))
        else:
            yield from _alternatives(child, number)


def _alternatives(group: formulas.Group, number: int) -> Iterator[Item]:
    paths = any(isinstance(child, formulas.Group) for child in group.children)
    for place, child in enumerate(group.children):
        for leaf in formulas.leaves(child):
            path = {"path": chr(ord("a") + place)} if paths else {}
            yield {**_item(leaf), "alt": number, **path}


def _item(leaf: formulas.Leaf) -> Item:
    word = vocabulary.current().term("experience:any-work:0" if leaf.areas else leaf.term)
    kind = word.kind if word else ""
    when = f"within:{leaf.months}" if leaf.can_be_later else leaf.timing
    item: Item = {"kind": kind, "term": leaf.term, "need": leaf.necessity, "when": when}
    if kind == "education":
        item["fields"] = list(leaf.fields)
    if kind == "experience":
        months = leaf.experience_months or None
        item |= {"term": leaf.areas[0], "areas": list(leaf.areas), "months": months}
    if kind == "language":
        item["term"], _colon, item["level"] = leaf.term.partition(":")
    return item
