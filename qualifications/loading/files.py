import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

CATALOGUE = Path(__file__).resolve().parent.parent / "catalogue"


def read_json(name: str) -> Any:
    return json.loads((CATALOGUE / name).read_text(encoding="utf-8"))


def read_csv(name: str) -> list[dict[str, str]]:
    with (CATALOGUE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def words(text: str, separator: str = ";") -> list[str]:
    return [word.strip() for word in text.split(separator) if word.strip()]


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def sourced(row: dict[str, Any]) -> dict[str, Any]:
    """The columns of every catalogue row that say when it holds and who says so."""
    return {
        "source": row.get("source", ""),
        "verified_on": day(row.get("verified_on")),
        "certainty": row.get("certainty") or "M",
        "valid_from": day(row.get("valid_from")),
        "valid_to": day(row.get("valid_to")),
    }
