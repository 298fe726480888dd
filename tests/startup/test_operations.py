"""The operator's page names every variable that is read, and the locks agree with each other."""

from __future__ import annotations

import re

from tests.startup.holding import ROOT

READ = re.compile(r"""(?:env|env_flag|environ\.get)\(\s*"([A-Z_]+)\"""")
NOT_THE_OPERATORS = {"CI", "CHROMIUM", "XDG_RUNTIME_DIR"}


def test_operations_every_variable_is_listed() -> None:
    files = [
        ROOT / "run.py",
        *(ROOT / "jobboard").glob("*.py"),
        *(ROOT / "jobboard" / "launch").glob("*.py"),
    ]
    read = {name for path in files for name in READ.findall(path.read_text())} - NOT_THE_OPERATORS

    listed = set(
        re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "operations.md").read_text(), re.M)
    )

    assert read == listed, "Each variable has its row in docs/operations.md, and no other has."


def test_locks_development_holds_every_package_of_the_site_at_the_same_version() -> None:
    def pins(name: str) -> set[str]:
        return set(
            re.findall(r"^([a-z0-9][\w.\[\]-]*==[^\s;\\]+)", (ROOT / name).read_text(), re.M)
        )

    assert pins("requirements.txt") - pins("requirements-dev.txt") == set()


def test_locks_do_not_bring_psycopg_3() -> None:
    assert "\npsycopg==" not in (ROOT / "requirements-dev.txt").read_text()
