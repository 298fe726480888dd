"""The database refuses nonsense, by names; writes are services that leave an event."""

from __future__ import annotations

import ast
import re
import tomllib

import pytest
from django.apps import apps
from django.db.models import Index, UniqueConstraint
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save

from tests.house.tree import ROOMS, ROOT, code, functions, short, text

MODELS = [
    m
    for m in apps.get_models()
    if m._meta.app_label in ROOMS and not m.__name__.endswith("Event") and not m._meta.proxy
]
# Services that change nothing of the business: what they keep is a secret of minutes, or a picture.
LEAVES_NO_EVENT: dict[str, str] = {}
# Parts of a service, called with the row already locked in its transaction.
PARTS = {"move", "move_posting", "move_revision"}
# One read, and one write that Django's admin already holds in its own transaction.
PARTS |= {"export", "apply_admin_change"}


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_constraints_are_named_after_table_and_truth(model):
    start = re.compile(
        rf"^({model._meta.model_name}|{_snake(model.__name__)}|{model.__name__.lower()[:8]})"
    )
    odd = [
        c.name
        for c in model._meta.constraints
        if not (start.match(c.name) or _first_word(model, c.name))
    ]

    assert odd == [], f"<{model._meta.model_name}>_<what is true>"


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def _first_word(model, name: str) -> bool:
    words = _snake(model.__name__).split("_")
    return name.split("_")[0] in {*words, "".join(words)}


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_indexes_say_which_query_they_serve(model):
    where = [p for p in code() if p.relative_to(ROOT).parts[0] == model._meta.app_label]
    for index in model._meta.indexes:
        assert isinstance(index, Index)
        told = [line for p in where for line in _above(text(p), index.name)]
        assert told, f"put a line above {index.name}: which query does it serve?"


def _above(source: str, name: str) -> list[str]:
    """The comment lines within six lines above (or on the line of) an index."""
    lines = source.split("\n")
    at = [n for n, line in enumerate(lines) if f'"{name}"' in line]
    return [line for n in at for line in lines[max(0, n - 7) : n + 1] if "#" in line]


def test_uniqueness_is_a_named_constraint():
    loose = [m._meta.label for m in MODELS if m._meta.unique_together]

    assert loose == []
    assert all(
        c.name for m in MODELS for c in m._meta.constraints if isinstance(c, UniqueConstraint)
    )


def test_no_model_acts_when_saved():
    overrides = [
        f"{short(p)}: {node.name}.{f.name}"
        for p in code()
        if "models" in p.stem or "models" in p.parts
        for node in ast.walk(ast.parse(text(p)))
        if isinstance(node, ast.ClassDef)
        for f in node.body
        if isinstance(f, ast.FunctionDef) and f.name in {"save", "delete"}
    ]

    assert overrides == [], "write a service"


def test_nothing_of_ours_listens_to_signals():
    ours = []
    for signal in (pre_save, post_save, pre_delete, post_delete, m2m_changed):
        for entry in signal.receivers:
            receiver = (
                entry[1]()
                if callable(entry[1]) and not hasattr(entry[1], "__module__")
                else entry[1]
            )
            module = getattr(receiver, "__module__", "") or ""
            if module.split(".")[0] in {*ROOMS, "jobboard"}:
                ours.append(f"{module}.{getattr(receiver, '__name__', receiver)}")

    assert ours == []
    assert not [
        short(p) for p in code() if re.search(r"^@receiver|^from django.dispatch", text(p), re.M)
    ]


def test_one_driver_for_the_database():
    wanted = tomllib.loads(text(ROOT / "pyproject.toml"))["project"]["dependencies"]
    locked = [
        line.split("==")[0] for line in text(ROOT / "requirements.txt").split("\n") if "==" in line
    ]

    assert "psycopg2-binary" in wanted
    assert not {"psycopg", "psycopg-binary", "psycopg-c"} & set(locked)


def service_functions():
    for path in code():
        room = path.relative_to(ROOT).parts[0]
        if room in ROOMS and ("services" in path.parts or path.stem == "services"):
            for node in ast.parse(text(path)).body:
                public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
                if public and any(a.arg == "by" for a in node.args.kwonlyargs):
                    yield path, node


def test_every_service_that_names_its_actor_leaves_an_event():
    """`record(` is reached from it over functions of the same room's services."""
    calls: dict[tuple[str, str], set[str]] = {}
    for path in code():
        room = path.relative_to(ROOT).parts[0]
        if room in ROOMS:
            for f in functions(path):
                named = {_called(n) for n in ast.walk(f) if isinstance(n, ast.Call)}
                handed = {n.id for n in ast.walk(f) if isinstance(n, ast.Name)}
                calls.setdefault((room, f.name), set()).update(named | handed)

    silent = [
        f"{short(path)}: {node.name}"
        for path, node in service_functions()
        if not _reaches_record(path.relative_to(ROOT).parts[0], node.name, calls)
        and node.name not in LEAVES_NO_EVENT
    ]

    assert silent == [], "core.events.record(verb=..., subject=..., by=by)"


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _reaches_record(room: str, name: str, calls: dict[tuple[str, str], set[str]]) -> bool:
    seen, todo = set(), [(room, name)]
    while todo:
        here = todo.pop()
        if here in seen:
            continue
        seen.add(here)
        names = calls.get(here, set())
        if names & {"record", "record_many"}:
            return True
        todo += [(r, n) for n in names for r in ROOMS if (r, n) in calls]
    return False


def test_services_are_called_by_name_and_stand_in_a_transaction():
    loose = [
        f"{short(path)}: {node.name}"
        for path, node in service_functions()
        if node.name not in PARTS and (node.args.args or not _atomic(node))
    ]

    assert loose == [], "def verb_noun(*, thing, by) under @transaction.atomic"


def _atomic(node: ast.FunctionDef) -> bool:
    body = ast.unparse(node)
    return "atomic" in body or len(node.body) <= 3
