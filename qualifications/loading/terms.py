"""Every Term of the catalogue. Ids are written in the files, or made from two numbers that are."""

from collections.abc import Iterator
from typing import Any

from qualifications.enums import TermKind
from qualifications.loading.files import read_csv, read_json, sourced, words

Row = dict[str, Any]
EDUCATION, LICENSE, EXPERIENCE = 10_000, 100_000, 200_000
LANGUAGE, SKILL, CERTIFICATION, CLEARANCE = 300_000, 400_000, 500_000, 600_000
EXPERIENCE_MORE = 700_000  # areas from number 100 on, where the first range ends
EXACT = 5
BY_COMPACT = 99
AREA_KEYS = ("kind", "people", "counts")
FIRST_FIELD_RANK = 20
DEFAULTS: Row = {
    "short_name": "",
    "synonyms": [],
    "state": "",
    "rank": 0,
    "family": "",
    "level": "",
    "area": "",
    "months": None,
    "issuer": "",
    "renewal_months": None,
    "attributes": {},
    "offered": True,
    "retired": False,
}


def term_rows() -> list[Row]:
    rows = [
        *education(),
        *licenses(),
        *experience(),
        *languages(),
        *skills(),
        *certifications(),
        *clearances(),
    ]
    lookups = {row["applies_to"]: row for row in read_csv("lookups.csv")}
    return [_with_lookup({**DEFAULTS, **row}, lookups) for row in rows]


def _with_lookup(row: Row, lookups: dict[str, dict[str, str]]) -> Row:
    """Where anyone can check such a credential; some registries have a name but no one address."""
    found = lookups.get(row["level"] or row["slug"])
    if found is None or row["attributes"].get("hidden"):
        return row
    more = {"lookup_name": found["name"]} | ({"lookup_url": found["url"]} if found["url"] else {})
    return {**row, "attributes": {**row["attributes"], **more}}


def education() -> Iterator[Row]:
    data = read_json("education.json")
    base = {**sourced(data), "kind": TermKind.EDUCATION.value}
    for rank in data["ranks"]:
        yield {
            **base,
            "id": EDUCATION + rank["rank"],
            "slug": rank["slug"],
            "name": rank["name"],
            "short_name": rank["short_name"],
            "synonyms": rank.get("synonyms", []),
            "rank": rank["rank"],
        }
    for field in [*data["families"], *data["unions"]]:
        for rank in data["ranks"]:
            if rank["rank"] >= FIRST_FIELD_RANK:
                yield from _degree(base, field, rank, data["short"])


def _degree(base: Row, field: Row, rank: Row, short: dict[str, str]) -> Iterator[Row]:
    slug = f"{rank['slug']}:{field['slug']}"
    union = "members" in field
    row = {
        **base,
        "id": EDUCATION + field["number"] * 100 + rank["rank"],
        "slug": slug,
        "name": f"{rank['name']} in {field['name']}",
        "short_name": short.get(slug, ""),
        "rank": rank["rank"],
        "family": field["slug"],
        "attributes": {"field_name": field["name"], "cip": field.get("cip", "")},
    }
    if union:
        yield {**row, "attributes": {**row["attributes"], "ask_only": True}}
        return
    yield row
    yield {
        **row,
        "id": row["id"] + EXACT,
        "slug": f"{slug}:exact",
        "name": f"{row['name']}, exactly",
        "offered": False,
        "attributes": {**row["attributes"], "hidden": True},
    }


def licenses() -> Iterator[Row]:
    states = read_csv("jurisdictions.csv")
    titles = _first_titles()
    for level in read_json("licenses.json")["levels"]:
        yield from _license(level, states, titles)


def _first_titles() -> dict[tuple[str, str], str]:
    rows = read_csv("license_titles.csv")
    ordered = sorted(rows, key=lambda row: int(row["position"]), reverse=True)
    return {(row["state"], row["level"]): row["title"] for row in ordered}


def _license(level: Row, states: list[dict], titles: dict[tuple[str, str], str]) -> Iterator[Row]:
    slug, start = level["slug"], LICENSE + level["number"] * 1000
    base = {
        **sourced(level),
        "kind": TermKind.LICENSE.value,
        "family": level["ladder"],
        "level": slug,
        "rank": level["rank"],
        "synonyms": level["synonyms"],
    }
    flags = {key: level[key] for key in ("has_higher", "ask_only", "permits") if key in level}
    generic = {**base, "id": start, "slug": slug, "name": level["name"]}
    yield {**generic, "short_name": level["short_name"], "attributes": {"by_state": True, **flags}}
    for state in states:
        if _runs_in(level, state):
            everywhere = level["titles_everywhere"][:1]
            title = titles.get((state["code"], slug)) or "".join(everywhere)
            here = {**base, "id": start + int(state["number"]) * 10, "state": state["code"]}
            yield from _license_in_state(level, state, title, here)
    if level.get("multistate"):
        yield {
            **generic,
            "id": start + BY_COMPACT * 10,
            "slug": f"{slug}:compact",
            "name": f"{level['short_name']}, multistate privilege",
            "offered": False,
            "attributes": {"hidden": True},
        }


def _license_in_state(level: Row, state: dict[str, str], title: str, here: Row) -> Iterator[Row]:
    slug, called = level["slug"], title or level["short_name"]
    yield {
        **here,
        "slug": f"{slug}:{state['code']}",
        "name": f"{called} ({state['name']})",
        "short_name": called,
        # A level the state has no title for can be asked for, but nobody holds it there.
        "offered": bool(title),
        "attributes": {"state_of": slug},
    }
    if level.get("multistate"):
        yield {
            **here,
            "id": here["id"] + 1,
            "slug": f"{slug}:{state['code']}:multistate",
            "name": f"{called}, multistate, home state {state['name']}",
            "offered": False,
            "attributes": {"hidden": True},
        }


def _runs_in(level: Row, state: dict[str, str]) -> bool:
    if "states" in level:
        return state["code"] in level["states"]
    if state["is_territory"] == "1" and state["code"] in level.get("territories", ()):
        return True
    return state["is_territory"] == "0" or level["ladder"] == "nursing"


def experience() -> Iterator[Row]:
    data = read_json("experience.json")
    base = {**sourced(data), "kind": TermKind.EXPERIENCE.value}
    for area in data["areas"]:
        for months in data["steps_months"]:
            yield {
                **base,
                "id": _experience_id(area["number"], months),
                "slug": f"experience:{area['slug']}:{months}",
                "name": f"Experience in {area['name']}" + (f", {months} months" if months else ""),
                "short_name": area["name"],
                "synonyms": area["synonyms"] if months == 0 else [],
                "area": area["slug"],
                "months": months,
                "offered": months == 0,
                "attributes": {k: area[k] for k in AREA_KEYS if months == 0 and k in area},
            }


def _experience_id(number: int, months: int) -> int:
    if number < 100:
        return EXPERIENCE + number * 1000 + months
    return EXPERIENCE_MORE + (number - 100) * 1000 + months


def languages() -> Iterator[Row]:
    data = read_json("language_levels.json")
    for language in read_csv("languages.csv"):
        for level in data["levels"]:
            yield {
                **sourced(data),
                "kind": TermKind.LANGUAGE.value,
                "id": LANGUAGE + int(language["number"]) * 10 + level["level"],
                "slug": f"{language['slug']}:{level['slug']}",
                "name": f"{language['name']}, {level['name']}",
                "synonyms": words(language["synonyms"]),
                "rank": level["level"],
                "family": language["slug"],
                "attributes": {
                    "language": language["name"],
                    "level_name": level["name"],
                    "iso639": language["iso639"],
                    "ilr": level["ilr"],
                },
            }


def skills() -> Iterator[Row]:
    for skill in read_csv("skills.csv"):
        yield {
            **sourced({"source": "Vocabulary of the board", "verified_on": "2026-11-23"}),
            "kind": TermKind.SKILL.value,
            "id": SKILL + int(skill["number"]),
            "slug": skill["slug"],
            "name": skill["name"],
            "synonyms": words(skill["synonyms"]),
            "family": skill["family"],
        }


def certifications() -> Iterator[Row]:
    data = read_json("certifications.json")
    states = {row["code"]: row for row in read_csv("jurisdictions.csv")}
    for row in data["certifications"]:
        kept = ("eligibility", "renewal_rule", "equivalence_set")
        yield {**_certification(row), "attributes": {k: row[k] for k in kept if k in row}}
    for row in data["sets"]:
        yield {**_certification(row), "attributes": {"ask_only": True, "members": row["members"]}}
    for row in data["by_state"]:
        yield {
            **_certification(row),
            "attributes": {
                "by_state": True,
                "eligibility": row["eligibility"],
                "status_by_state": row.get("status_by_state", {}),
                **({"voluntary": True} if row.get("voluntary") else {}),
            },
        }
        for code in row["states"]:
            state = states[code]
            yield {
                **_certification(row),
                "id": CERTIFICATION + row["number"] * 1000 + int(state["number"]),
                "slug": f"{row['slug']}:{code}",
                "name": f"{row['name']} ({state['name']})",
                "state": code,
                "attributes": {"state_of": row["slug"]},
            }


def _certification(row: Row) -> Row:
    return {
        **sourced(row),
        "kind": TermKind.CERTIFICATION.value,
        "id": CERTIFICATION + row["number"] * 1000,
        "slug": row["slug"],
        "level": row["slug"],
        "name": row["name"],
        "short_name": row["short_name"],
        "issuer": row.get("issuer", ""),
        "renewal_months": row.get("renewal_months"),
        "synonyms": row["synonyms"],
    }


def clearances() -> Iterator[Row]:
    for row in read_csv("clearances.csv"):
        yield {
            **sourced({"source": "Vocabulary of the board", "verified_on": "2026-11-23"}),
            "kind": TermKind.CLEARANCE.value,
            "id": CLEARANCE + int(row["number"]),
            "slug": row["slug"],
            "name": row["name"],
            "synonyms": words(row["synonyms"]),
        }
