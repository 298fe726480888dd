"""The tables beside Term: titles, compacts, roles, settings, duties, search words, pathways."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from qualifications.loading.files import read_csv, read_json, sourced, words

Row = dict[str, Any]
TITLES_EVERYWHERE = 50_000


def jurisdictions() -> Iterator[Row]:
    for row in read_csv("jurisdictions.csv"):
        yield {
            "code": row["code"],
            "number": int(row["number"]),
            "name": row["name"],
            "is_territory": row["is_territory"] == "1",
        }


def license_titles() -> Iterator[Row]:
    taken = set()
    for row in read_csv("license_titles.csv"):
        taken.add((row["state"], row["title"].upper()))
        yield {
            **sourced(row),
            "id": int(row["id"]),
            "state_id": row["state"],
            "title": row["title"],
            "level": row["level"],
            "position": int(row["position"]),
            "note": row["note"],
        }
    yield from _titles_everywhere(taken)


def _titles_everywhere(taken: set[tuple[str, str]]) -> Iterator[Row]:
    """RN, LPN and the like mean the same in every state; a state's own word comes before them."""
    for level in read_json("licenses.json")["levels"]:
        for state in read_csv("jurisdictions.csv"):
            if state["is_territory"] == "1" and level["ladder"] != "nursing":
                continue
            for place, title in enumerate(level["titles_everywhere"]):
                if (state["code"], title.upper()) in taken:
                    continue
                number = level["number"] * 1000 + int(state["number"]) * 10 + place
                own_word = any(s == state["code"] for s, t in taken if t == "LVN")
                yield {
                    **sourced(level),
                    "id": TITLES_EVERYWHERE + number,
                    "state_id": state["code"],
                    "title": title,
                    "level": level["slug"],
                    "position": place + (1 if title == "LPN" and own_word else 0),
                    "note": "",
                }


def compacts() -> Iterator[Row]:
    for row in read_json("compacts.json"):
        kept = ("id", "slug", "name", "model", "levels", "enabled", "note")
        yield {
            **sourced(row),
            **{key: row[key] for key in kept},
            "needs_paired_license": row.get("needs_paired_license", False),
        }


def role_families() -> Iterator[Row]:
    for row in read_json("role_families.json"):
        plain = {k: v for k, v in row.items() if k not in ("source", "verified_on", "certainty")}
        yield {**sourced(row), **plain, "retired": False}


def settings() -> Iterator[Row]:
    for row in read_csv("settings.csv"):
        yield {
            **sourced(row),
            "id": int(row["id"]),
            "slug": row["slug"],
            "name": row["name"],
            "nucc_codes": words(row["nucc_codes"]),
            "pos_codes": words(row["pos_codes"]),
            "synonyms": words(row["synonyms"]),
            "retired": False,
        }


def described(name: str) -> Iterator[Row]:
    """Duties and soft skills share one shape."""
    for row in read_json(name):
        kept = ("id", "slug", "name", "description", "synonyms")
        yield {**sourced(row), **{key: row[key] for key in kept}, "retired": False}


def search_groups() -> Iterator[Row]:
    for row in read_json("search_groups.json"):
        kept = ("id", "slug", "words", "ambiguous_words")
        yield {**sourced(row), **{key: row[key] for key in kept}, "retired": False}


def ladders() -> Iterator[Row]:
    for row in read_json("ladders.json"):
        kept = ("id", "slug", "name", "steps")
        yield {**sourced(row), **{key: row[key] for key in kept}, "retired": False}


def pathways(ids: dict[str, int]) -> Iterator[Row]:
    for row in read_csv("pathways.csv"):
        kept = ("slug", "route", "typical_time", "online", "hours", "exam")
        yield {
            **sourced(row),
            **{key: row[key] for key in kept},
            "id": int(row["id"]),
            "from_term_id": ids[row["from_term"]] if row["from_term"] else None,
            "to_term_id": ids[row["to_term"]],
            "months_min": _months(row["months_min"]),
            "months_max": _months(row["months_max"]),
            "retired": False,
        }


def _months(text: str) -> Decimal | None:
    return Decimal(text).quantize(Decimal("0.01")) if text else None
