"""Start run.py, or a process that only holds a share of the embedded database, and look at what runs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import psycopg2
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
OURS = (
    "DATABASE_URL",
    "DATA_DIR",
    "SECRET_KEY",
    "SITE_URL",
    "DJANGO_SETTINGS_MODULE",
    "HOST",
    "FIELD_KEYS",
)
HOLD = """
import sys
from pathlib import Path
from jobboard.localdb import Binaries, Lease, LocalDatabaseError, bundled
options = {"namespaces": "system-user" not in sys.argv}
binaries = bundled()
if len(sys.argv) > 3:
    binaries = Binaries(Path(sys.argv[3]), binaries.major)
try:
    lease = Lease(Path(sys.argv[1]), binaries, **options).acquire()
except LocalDatabaseError as error:
    sys.exit(str(error))
print(lease.pid, lease.adopted, lease.url, flush=True)
sys.stdin.readline()
lease.release()
"""


STARTED: list[subprocess.Popen] = []


def kill_all(folder: Path) -> None:
    """End whatever a test, failed or not, has left: its own processes and the servers of its folder."""
    for process in STARTED:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    STARTED.clear()
    for number in _numbers_of(folder):
        os.kill(number, signal.SIGKILL)


def _numbers_of(folder: Path) -> list[int]:
    mark = os.fsencode(f"{folder}/")
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "cmdline").read_bytes() and int(process.name) != os.getpid():
                found.append(int(process.name))
        except OSError:
            continue
    return found


def children(parent: int, word: str) -> list[int]:
    """Processes started by `parent` that have `word` in their command line."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            its_parent = (process / "stat").read_text().rpartition(")")[2].split()[1]
            if its_parent == str(parent) and word in (process / "cmdline").read_text():
                found.append(int(process.name))
        except OSError:
            continue
    return found


def clean_env(**extra: str) -> dict[str, str]:
    return {**{k: v for k, v in os.environ.items() if k not in OURS}, **extra}


class Holder:
    """A process with a share in the database of `data_dir`."""

    def __init__(self, data_dir: Path, *options: str, wait: bool = True) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(data_dir), *options],
            cwd=ROOT,
            env=clean_env(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        STARTED.append(self.process)
        if wait:
            self.read()

    def read(self) -> Holder:
        line = self.process.stdout.readline()
        assert line, self.process.stderr.read()
        pid, adopted, self.url = line.split()
        self.server, self.adopted = int(pid), adopted == "True"
        return self

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()

    def leave(self) -> None:
        self.process.communicate("\n", timeout=60)

    def query(self, sql: str) -> list[tuple]:
        with psycopg2.connect(self.url) as connection, connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else []


class RunningSite:
    """run.py with a site in `data_dir`, its output in files."""

    def __init__(self, data_dir: Path, *arguments: str, wait: bool = True, **env: str) -> None:
        self.data_dir = data_dir
        self.out, self.err = data_dir.parent / "out.txt", data_dir.parent / "err.txt"
        number = len(list(data_dir.parent.glob("out*.txt")))
        self.out = data_dir.parent / f"out{number}.txt"
        self.err = data_dir.parent / f"err{number}.txt"
        with self.out.open("w") as out, self.err.open("w") as err:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    str(ROOT / "run.py"),
                    "--data",
                    str(data_dir),
                    "--no-demo",
                    *arguments,
                ],
                env=clean_env(**env),
                stdout=out,
                stderr=err,
                start_new_session=True,
            )
        STARTED.append(self.process)
        if wait:
            self.wait_open()

    def wait_open(self) -> RunningSite:
        eventually(
            lambda: "open at" in self.out.read_text() or self.process.poll() is not None, 120
        )
        assert "open at" in self.out.read_text(), self.err.read_text()
        self.address = self.out.read_text().split("open at ")[1].split()[0]
        return self

    def status(self) -> int:
        try:
            with urllib.request.urlopen(f"{self.address}/readyz", timeout=5) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def wait_ready(self, seconds: float = 30) -> None:
        eventually(lambda: self.status() == 200, seconds)

    def stop(self, number: int = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(60)


def processes_of(data_dir: Path) -> list[str]:
    """Command lines of living processes that have this data folder as argument or in the environment."""
    mark = os.fsencode(data_dir)
    found = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit() or int(folder.name) == os.getpid():
            continue
        try:
            words = (folder / "cmdline").read_bytes()
            if mark in words + b"\0" + (folder / "environ").read_bytes() and words:
                found.append(words.replace(b"\0", b" ").decode(errors="replace"))
        except OSError:
            continue
    return found


def eventually(condition: Callable[[], bool], seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not come true in time"
        time.sleep(0.05)
