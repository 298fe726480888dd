"""What the convention tests read: the repository's own files and its rooms."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(settings.BASE_DIR)
ROOMS = list(settings.LOCAL_APPS)  # bottom to top
NOT_OURS = {".venv", "build", "var", ".git", "node_modules", "__pycache__"}


@cache
def files(*suffixes: str) -> list[Path]:
    """Files of the repository, by ending; what git ignores is not part of it."""
    known = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    found = subprocess.run(known, cwd=ROOT, capture_output=True, text=True, check=False)
    names = found.stdout.split("\n") if found.returncode == 0 else []
    paths = [ROOT / name for name in names if name] or [p for p in ROOT.rglob("*") if p.is_file()]
    kept = (p for p in paths if not NOT_OURS & set(p.relative_to(ROOT).parts) and p.is_file())
    return sorted(p for p in kept if not suffixes or p.suffix in suffixes)


def code(*, tests: bool = False) -> list[Path]:
    """Python files but migrations; those of tests only when asked for."""
    return [
        p
        for p in files(".py")
        if "migrations" not in p.parts and (tests or p.relative_to(ROOT).parts[0] != "tests")
    ]


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(text(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@cache
def addresses() -> tuple[tuple[str, URLPattern], ...]:
    """(full name such as "listings:posting_edit", pattern) of every address but Django's admin."""
    return tuple(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, space: str) -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", entry
        elif entry.app_name != "admin":
            yield from _walk(entry, f"{space}{entry.namespace}:" if entry.namespace else space)


def own_addresses() -> list[tuple[str, URLPattern]]:
    """Those whose view is a function of a room."""
    return [(n, p) for n, p in addresses() if n.partition(":")[0] in ROOMS]
