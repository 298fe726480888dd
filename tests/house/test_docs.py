"""Door cards and documents tell what is there."""

from __future__ import annotations

import re

import pytest
from django.apps import apps

from tests.house.tree import ROOMS, ROOT, code, files, own_addresses, short, text

DOCS = [
    p
    for p in files(".md")
    if p.relative_to(ROOT).parts[0] in {"docs", "README.md", "CONTRIBUTING.md", "SECURITY.md"}
]
NEEDED = [
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "LICENSE",
    "SECURITY.md",
    "docs/words.md",
    "docs/operations.md",
]
FOREIGN = re.compile(
    r"(/work/(?:main|shared)\b|/tmp/w/|/root/|\bfiles\.pythonhosted\b|registry\.npmjs|pypi\.org/simple"
    r"|\bClaude\b|\bAI agent\b|\bsub-?agent\b|issues show)",
    re.I,
)


@pytest.mark.parametrize("name", NEEDED)
def test_document_is_there(name):
    assert (ROOT / name).is_file()


@pytest.mark.parametrize("room", [*ROOMS, "jobboard"])
def test_room_has_a_card_on_its_door(room):
    card = text(ROOT / room / "README.md")

    assert 15 <= card.count("\n") <= 40
    assert re.search(r"tables", card, re.I) and re.search(r"never", card, re.I)
    assert re.search(r"start here", card, re.I) and re.search(r"doors", card, re.I)


@pytest.mark.parametrize("room", [*ROOMS, "jobboard"])
def test_names_on_the_card_exist(room):
    """Each word in backticks that could be a name stands somewhere in the code, each path on disk."""
    told = "\n".join(text(p) for p in [*code(), *files(".toml", ".json")]) + " on_commit"
    names = set(re.findall(r"`([^`\n]+)`", text(ROOT / room / "README.md")))
    lost = []
    for name in names:
        if "/" in name or name.endswith((".py", ".json", ".html", ".md", ".toml")):
            if not _on_disk(name, room):
                lost.append(name)
            continue
        word = re.match(r"[A-Za-z_][\w.]*", name.lstrip("."))
        if word and word.group().split(".")[-1] not in told:
            lost.append(name)

    assert lost == []


def _on_disk(name: str, room: str) -> bool:
    if name.startswith("/") or "<" in name or "…" in name or " " in name:
        return True  # an address or a sentence
    path = name.split("*")[0]
    return any(
        (base / path).exists() for base in (ROOT / room, ROOT, ROOT / "templates", ROOT / "docs")
    )


def test_every_table_stands_on_a_card():
    missing = [
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label in ROOMS
        and not model.__name__.endswith("Event")
        and not _told(text(ROOT / model._meta.app_label / "README.md"), model)
    ]

    assert missing == [], "name the table in the room's README.md"


def _told(card: str, model: type) -> bool:
    return model.__name__ in card or f"`{model._meta.db_table}`" in card


@pytest.mark.parametrize("path", DOCS, ids=short)
def test_files_named_in_a_document_exist(path):
    named = set(re.findall(r"`([\w./-]+/[\w.-]+\.(?:py|md|html|css|js|json|toml))`", text(path)))
    named |= {
        link.split("#")[0] for link in re.findall(r"\]\(([^)]+)\)", text(path)) if "://" not in link
    }
    rooms = [ROOT / room for room in ROOMS]
    lost = [
        n
        for n in named
        if n
        and "<" not in n
        and not any((base / n).exists() for base in (ROOT, path.parent, *rooms))
    ]

    assert lost == []


def test_every_variable_is_on_the_operators_page():
    page = text(ROOT / "docs/operations.md")
    read = set()
    for path in code():
        if path.relative_to(ROOT).parts[0] in {"jobboard", "core"}:
            read |= set(re.findall(r"\benv(?:_flag)?\(\s*[\"']([A-Z_]+)[\"']", text(path)))

    assert sorted(name for name in read if f"`{name}`" not in page) == []


def test_the_tree_speaks_only_of_itself():
    self_told = ROOT / "tests/house/test_docs.py"
    found = [
        f"{short(p)}: {hit.group()}"
        for p in files(".py", ".md", ".html", ".toml", ".txt", ".css", ".js", ".yml", ".sh", "")
        if p != self_told
        for hit in [FOREIGN.search(text(p))]
        if hit
    ]

    assert found == []


def test_every_address_belongs_to_a_room():
    assert {name.partition(":")[0] for name, _pattern in own_addresses()} <= set(ROOMS)
