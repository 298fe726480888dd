"""Rows of a postings feed (JSON lines): what is a row at all, and the advert in it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from listings.reader import READER_VERSION, Advert

# Made by others' regular expressions, or about the file and not the job: never read, never compared.
IGNORED = {"tier", "role_family", "quality", "source", "raw"}


def parse_row(line: str) -> tuple[dict[str, Any] | None, str]:
    """`(row, "")`, or `(None, reason)`; an empty line is no row and has no reason."""
    if not line.strip():
        return None, ""
    try:
        raw = json.loads(line)
    except ValueError:
        return None, "not_json"
    if not isinstance(raw, dict):
        return None, "not_an_object"
    if not isinstance(raw.get("id"), str | int) or not 0 < len(str(raw["id"])) <= 120:
        return None, "id_missing"
    if not text_of(raw.get("title")):
        return None, "title_missing"
    if raw.get("country") not in (None, "", "US", "USA", "United States"):
        return None, "not_in_the_us"
    if raw.get("fraudulent") == 1:
        return None, "labelled_fraudulent"
    return raw, ""


def advert_of(raw: dict[str, Any], state: str) -> Advert:
    return Advert(
        title=str(raw["title"]),
        text=text_of(raw.get("description")) or "",
        requirements=text_of(raw.get("requirements")) or "",
        location=text_of(raw.get("location")) or "",
        company=text_of(raw.get("company")) or "",
        state=state,
        employment_type=text_of(raw.get("employment_type")),
        pay_min=raw.get("salary_min"),
        pay_max=raw.get("salary_max"),
        pay_unit=text_of(raw.get("salary_period")),
    )


def text_of(value: object) -> str | None:
    """Text without NUL bytes and lone surrogates, which PostgreSQL cannot hold; None when there is none."""
    if not isinstance(value, str):
        return None
    cleaned = value.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8").strip()
    return cleaned or None


def url_of(raw: dict[str, Any]) -> str:
    """A link to the original only where the source gives one."""
    candidate = text_of(raw.get("url")) or text_of(raw.get("external_id")) or ""
    return candidate if candidate.startswith("https://") and len(candidate) <= 500 else ""


def digest_of(raw: dict[str, Any]) -> str:
    kept = {name: value for name, value in raw.items() if name not in IGNORED}
    return hashlib.sha256(json.dumps([READER_VERSION, kept], sort_keys=True).encode()).hexdigest()
