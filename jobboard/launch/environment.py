"""The virtual environment in `.venv`, and the few Debian packages that are not Python's."""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from jobboard.launch.console import Stop, say, step

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
_STAMP = VENV / "installed.json"
_UNFINISHED = VENV / "installing"


def run_quietly(command: Sequence[str | Path], **options: object) -> None:
    """Run a command whose output only matters when it fails; then its last lines are the message."""
    done = subprocess.run(  # type: ignore[call-overload]
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **options,
    )
    if done.returncode:
        last = "\n".join(done.stdout.strip().splitlines()[-15:])
        raise Stop(f"{last}\n`{' '.join(str(part) for part in command)}` failed.")


@contextmanager
def alone(name: str) -> Iterator[None]:
    """One process at a time in this checkout does the part called `name`."""
    folder = ROOT / "build"
    folder.mkdir(exist_ok=True)
    with (folder / f"{name}.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("  Waiting for another start that is setting up the same folder")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def digest(*paths: Path) -> str:
    """One fingerprint of the content of files, in the order given."""
    total = hashlib.sha256()
    for path in paths:
        total.update(f"{path.name}:".encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def ensure_environment(*, development: bool = False) -> None:
    """Make `.venv` and install the locked requirements, unless exactly that is there already."""
    lock = ROOT / ("requirements-dev.txt" if development else "requirements.txt")
    with alone("environment"):
        wanted = digest(lock)
        if _installed().get(lock.name) == wanted:
            return
        if _UNFINISHED.exists() or (VENV.exists() and not _works()):
            shutil.rmtree(VENV)  # a killed installation cannot be told from a whole one
        if not VENV.exists():
            _make()
        _UNFINISHED.touch()
        with step(f"Installing Python packages from {lock.name}"):
            _install(lock)
        stamps = _installed() | {lock.name: wanted}
        if (
            development
        ):  # the development lock holds every package of the other, at the same version
            stamps["requirements.txt"] = digest(ROOT / "requirements.txt")
        _STAMP.write_text(json.dumps(stamps))
        _UNFINISHED.unlink()


def _installed() -> dict[str, str]:
    try:
        return json.loads(_STAMP.read_text()) if PYTHON.exists() else {}
    except (OSError, ValueError):
        return {}


def _works() -> bool:
    try:
        return subprocess.run([PYTHON, "-c", ""], capture_output=True).returncode == 0
    except OSError:
        return False


def _make() -> None:
    uv = shutil.which("uv")
    if uv:
        with step("Making the virtual environment"):
            run_quietly([uv, "venv", "--quiet", "--python", sys.executable, VENV])
        return
    if importlib.util.find_spec("ensurepip") is None:
        apt_install("python3-venv")
    with step("Making the virtual environment"):
        run_quietly([sys.executable, "-m", "venv", VENV])


def _install(lock: Path) -> None:
    uv = shutil.which("uv")
    locked = ["--quiet", "--require-hashes", "-r", str(lock)]
    if uv:
        run_quietly([uv, "pip", "install", "--python", PYTHON, "--compile-bytecode", *locked])
        return
    if not (VENV / "bin" / "pip").exists():
        run_quietly([PYTHON, "-m", "ensurepip"])
    calm = ["--disable-pip-version-check", "--no-input"]
    run_quietly([PYTHON, "-m", "pip", "install", *calm, *locked])


def apt_install(*packages: str) -> None:
    """Install Debian packages as root; anybody else is told the one command."""
    command = f"sudo apt-get install -y {' '.join(packages)}"
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise Stop(f"{' and '.join(packages)} is missing. Install it with: {command}")
    calm = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with step(f"Installing {', '.join(packages)} with apt"):
        run_quietly(["apt-get", "update", "-q"], env=calm)
        run_quietly(
            ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages], env=calm
        )
