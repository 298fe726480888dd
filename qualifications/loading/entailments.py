"""Who holds this holds that: edges computed from the rules in the catalogue and the compacts' rows.

Only direct steps are stored; the closure walks them, each step on its own dates.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from qualifications.enums import EntailmentKind, MemberStatus
from qualifications.loading.files import read_csv, read_json, sourced, words
from qualifications.models import Compact, CompactMember

Kind = EntailmentKind


@dataclass(frozen=True, slots=True)
class Edge:
    stronger: str
    weaker: str
    kind: str
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""


def fixed_edges(rows: list[dict[str, Any]]) -> Iterator[Edge]:
    """All but the compacts'. `rows` are those of `term_rows`."""
    known = {row["slug"] for row in rows}
    yield from _education(known)
    yield from _licenses(known)
    yield from _experience()
    yield from _languages()
    for skill in read_csv("skills.csv"):
        if skill["entails"]:
            yield Edge(skill["slug"], skill["entails"], Kind.MEMBER)
    yield from _certifications()


def _education(known: set[str]) -> Iterator[Edge]:
    data = read_json("education.json")
    ranks = [rank["slug"] for rank in sorted(data["ranks"], key=lambda r: r["rank"])]
    for lower, higher in pairwise(ranks):
        yield Edge(higher, lower, Kind.RANK)
    for field in [*data["families"], *data["unions"]]:
        held = [rank for rank in ranks if f"{rank}:{field['slug']}" in known]
        for lower, higher in pairwise(held):
            yield Edge(f"{higher}:{field['slug']}", f"{lower}:{field['slug']}", Kind.RANK)
        for rank in held:
            slug = f"{rank}:{field['slug']}"
            yield Edge(slug, rank, Kind.FIELD)
            if f"{slug}:exact" in known:
                yield Edge(f"{slug}:exact", slug, Kind.SAME)
            for wider in _wider_fields(field["slug"], data):
                yield Edge(slug, f"{rank}:{wider}", Kind.FIELD)


def _wider_fields(slug: str, data: dict[str, Any]) -> list[str]:
    unions = [union["slug"] for union in data["unions"] if slug in union["members"]]
    return unions + [wider for narrow, wider in data["within"].items() if narrow == slug]


def _licenses(known: set[str]) -> Iterator[Edge]:
    states = [row["code"] for row in read_csv("jurisdictions.csv")]
    for level in read_json("licenses.json")["levels"]:
        slug = level["slug"]
        for state in states:
            here = f"{slug}:{state}"
            if here not in known:
                continue
            yield Edge(here, slug, Kind.STATE, source=level["source"])
            for weaker in level["entails"]:
                if f"{weaker}:{state}" in known:
                    yield Edge(here, f"{weaker}:{state}", _step(weaker), source=level["source"])
        # Said without a state: enough where any state's license will do.
        for weaker in level["entails"]:
            yield Edge(slug, weaker, _step(weaker), source=level["source"])


def _step(weaker: str) -> str:
    return Kind.MEMBER if weaker == "bh-independent" else Kind.LADDER


def _experience() -> Iterator[Edge]:
    data = read_json("experience.json")
    steps = data["steps_months"]
    for area in data["areas"]:
        slug = f"experience:{area['slug']}"
        for less, more in pairwise(steps):
            yield Edge(f"{slug}:{more}", f"{slug}:{less}", Kind.YEARS)
        for wider in area["wider"]:
            for months in steps:
                yield Edge(f"{slug}:{months}", f"experience:{wider}:{months}", Kind.AREA)
    for area, skill in data["gives_skill"].items():
        yield Edge(f"experience:{area}:0", skill, Kind.MEMBER)


def _languages() -> Iterator[Edge]:
    levels = [level["slug"] for level in read_json("language_levels.json")["levels"]]
    for language in read_csv("languages.csv"):
        for lower, higher in pairwise(levels):
            yield Edge(f"{language['slug']}:{higher}", f"{language['slug']}:{lower}", Kind.LEVEL)


def _certifications() -> Iterator[Edge]:
    data = read_json("certifications.json")
    for row in data["certifications"]:
        for weaker in row.get("entails", []):
            yield Edge(row["slug"], weaker, Kind.LADDER, source=row["source"])
    for row in data["sets"]:
        for member in row["members"]:
            yield Edge(member, row["slug"], Kind.MEMBER, source=row["source"])
    for row in data["by_state"]:
        for state in row["states"]:
            yield Edge(f"{row['slug']}:{state}", row["slug"], Kind.STATE, source=row["source"])


def compact_edges() -> Iterator[Edge]:
    """Of multistate compacts that are switched on, from the table an admin may have changed.

    multistate license of a home state -> the privilege -> each state that honors it.
    """
    members = CompactMember.objects.filter(compact__enabled=True, compact__model="multistate")
    for member in members.select_related("compact"):
        for level in member.levels or member.compact.levels:
            yield from _member_edges(member, level)


def _member_edges(member: CompactMember, level: str) -> Iterator[Edge]:
    dates = (member.valid_from, member.valid_to, member.source)
    privilege, here = f"{level}:compact", f"{level}:{member.state_id}"
    if member.status == MemberStatus.OPERATIONAL:
        yield Edge(f"{here}:multistate", privilege, Kind.COMPACT, *dates)
    if member.status in (MemberStatus.OPERATIONAL, MemberStatus.INBOUND_ONLY):
        yield Edge(privilege, here, Kind.COMPACT, *dates)


def compact_member_rows() -> Iterable[dict[str, Any]]:
    compacts = dict(Compact.objects.values_list("slug", "pk"))
    for row in read_csv("compact_members.csv"):
        yield {
            **sourced(row),
            "id": int(row["id"]),
            "compact_id": compacts[row["compact"]],
            "state_id": row["state"],
            "status": row["status"],
            "levels": words(row["levels"], " "),
            "note": row["note"],
        }
