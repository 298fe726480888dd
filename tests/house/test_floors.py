"""The floors that import-linter cannot see: foreign keys, new packages, private files."""

from __future__ import annotations

import tomllib

from django.apps import apps
from django.conf import settings

from tests.house.tree import ROOMS, ROOT

LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
PRIVATE = ["views", "api_views", "forms", "serializers", "emails", "urls"]


def test_every_package_stands_on_a_floor():
    packages = {p.parent.name for p in ROOT.glob("*/__init__.py")}

    assert packages == {*settings.LOCAL_APPS, "jobboard", "tests"}, "name it in LOCAL_APPS"
    assert packages == set(LINTER["root_packages"]), "name it in [tool.importlinter] root_packages"


def test_floors_are_in_the_same_order_everywhere():
    floors = next(c for c in LINTER["contracts"] if c["id"] == "floors")

    assert floors["layers"] == ["tests", "jobboard", *reversed(ROOMS)]


def test_foreign_keys_point_downstairs():
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in ROOMS
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is not None
        if field.related_model._meta.app_label in ROOMS
        and ROOMS.index(field.related_model._meta.app_label) > ROOMS.index(model._meta.app_label)
    ]

    assert upward == [], "move the field to the upper room, or keep a plain id"


def test_private_files_are_listed_as_they_are():
    listed = {
        c["id"].removeprefix("private-"): sorted(c["protected_modules"])
        for c in LINTER["contracts"]
        if c["type"] == "protected"
    }
    there = {
        room: sorted(
            f"{room}.{name}"
            for name in PRIVATE
            if (ROOT / room / f"{name}.py").exists() or (ROOT / room / name).is_dir()
        )
        for room in ROOMS
        if room != "core"
    }

    assert listed == {room: names for room, names in there.items() if names}


def test_nothing_is_exempt_from_the_floors():
    assert not [c["id"] for c in LINTER["contracts"] if c.get("ignore_imports")]
