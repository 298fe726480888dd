"""Rooms stay small enough to be read."""

from __future__ import annotations

import ast

import pytest

from tests.house.tree import ROOT, code, functions, short, text

FILE, FUNCTION, VIEW, CORE_PACKAGE = 400, 40, 30, 600
# Tests of one subject that read better on end, and how far they may go.
LONG_TESTS = {
    "tests/applications/test_services.py": 650,  # every move of an application, in the order of its life
    "tests/core/test_mail.py": 420,  # one letter from enqueueing to a real server
    "tests/listings/test_services.py": 500,  # a posting's life from draft to closed
    "tests/qualifications/test_licenses.py": 430,  # a table of cases, by section of the domain reference
}


@pytest.mark.parametrize("path", code(tests=True), ids=short)
def test_file_is_short(path):
    assert text(path).count("\n") <= LONG_TESTS.get(short(path), FILE), (
        "split it by what it is about"
    )


@pytest.mark.parametrize("path", code(), ids=short)
def test_functions_are_short(path):
    views = "views" in path.stem or "views" in path.parts
    long = []
    for function in functions(path):
        first = function.args.args[0].arg if function.args.args else ""
        most = VIEW if views and first == "request" else FUNCTION
        lines = _lines(function)
        if lines > most:
            long.append(f"{function.name}: {lines} lines, at most {most}")

    assert long == []


def _lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the body; a signature of many names and a docstring make nothing harder to follow."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_packages_of_core_are_small():
    sizes = {
        package.name: sum(text(p).count("\n") for p in code() if package in p.parents)
        for package in (ROOT / "core").iterdir()
        if (package / "__init__.py").exists() and package.name not in {"migrations", "management"}
    }

    assert {name: lines for name, lines in sizes.items() if lines > CORE_PACKAGE} == {}


def test_no_drawer_for_everything():
    junk = {"utils", "helpers", "common", "misc", "manager", "handler"}

    assert [short(p) for p in code(tests=True) if p.stem in junk or junk & set(p.parts)] == []
