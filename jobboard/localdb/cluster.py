"""One data folder of PostgreSQL: make it, start it, find it running, stop it.

Callers hold the transition lock of `lease.py`, so nothing here meets a second one doing the same.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jobboard.localdb.binaries import Binaries
from jobboard.localdb.identity import Identity

OWNER = "jobboard"
DATABASE = "jobboard"
LOG_LIMIT = 5 * 1024 * 1024  # bytes; a bigger log is put aside at the next start
START_LIMIT = 180  # seconds; recovery after a crash replays the log before it opens


class LocalDatabaseError(Exception):
    """Says in one plain sentence what keeps the embedded database from running."""


@dataclass(frozen=True)
class Running:
    pid: int
    socket_dir: str
    status: str  # "starting", "ready", "stopping"


def clean_environment() -> dict[str, str]:
    """The environment of server programs: nothing of the caller's PG* variables or locale."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_", "LD_", "LANG"))}
    return {**kept, "LC_ALL": "C.UTF-8", "TZ": "UTC"}


class Cluster:
    def __init__(
        self,
        folder: Path,
        binaries: Binaries,
        identity: Identity,
        *,
        durable: bool = True,
        say: Callable[[str], None] = lambda text: None,
    ) -> None:
        self.folder = folder
        self.binaries = binaries
        self.identity = identity
        self.durable = durable
        self.say = say
        self.log = folder.parent / f"{folder.name}.log"
        self.process: subprocess.Popen | None = None

    # --- making -------------------------------------------------------------------------------

    def check_version(self) -> None:
        stated = self.folder / "PG_VERSION"
        if not stated.exists():
            return
        found = stated.read_text().strip()
        if found != str(self.binaries.major):
            raise LocalDatabaseError(
                f"The data in {self.folder} was written by PostgreSQL {found}, and this release brings "
                f"PostgreSQL {self.binaries.major}: move it as docs/operations.md says under “A newer PostgreSQL”."
            )

    def create(self) -> None:
        """Make the cluster beside its place and rename it there, so that a half-made one is never used."""
        for left in self.folder.parent.glob(f"{self.folder.name}.new-*"):
            shutil.rmtree(left, ignore_errors=True)
        if (self.folder / "PG_VERSION").exists():
            return
        if self.folder.exists() and any(self.folder.iterdir()):
            raise LocalDatabaseError(
                f"{self.folder} is neither empty nor a PostgreSQL data folder."
            )
        self.say("Making the database")
        new = Path(tempfile.mkdtemp(prefix=f"{self.folder.name}.new-", dir=self.folder.parent))
        self.identity.own(new)
        options = ["--username", OWNER, "--encoding", "UTF8", "--auth", "trust", "--data-checksums"]
        if not self.durable:
            options.append("--no-sync")
        self._run(
            "initdb", "-D", str(new), *options, *self.binaries.locale_options, "--no-instructions"
        )
        single = [
            "--single",
            "-D",
            str(new),
            *(() if self.durable else ("-c", "fsync=off")),
            "postgres",
        ]
        self._run("postgres", *single, text=f"CREATE DATABASE {DATABASE};\n")
        new.rename(self.folder)
        _sync_folder(self.folder.parent)

    def _run(self, program: str, *args: str, text: str = "") -> None:
        done = subprocess.run(
            [*self.identity.prefix, self.binaries.path(program), *args],
            input=text,
            capture_output=True,
            text=True,
            cwd="/",
            env=clean_environment(),
        )
        if done.returncode:
            last = (done.stderr or done.stdout).strip().splitlines()[-3:]
            raise LocalDatabaseError(f"{program} failed: {' '.join(last)}")

    # --- finding ------------------------------------------------------------------------------

    def running(self) -> Running | None:
        """The live server of this folder, whoever started it; a leftover pid file counts for nothing."""
        try:
            lines = (self.folder / "postmaster.pid").read_text().splitlines()
            pid = int(lines[0])
        except (OSError, ValueError, IndexError):
            return None
        if self.process is not None and self.process.pid == pid:
            self.process.poll()  # reaps it, should it have died
        if not self._is_ours(pid):
            return None
        socket_dir = lines[4].strip() if len(lines) > 4 else ""
        return Running(pid, socket_dir, lines[7].strip() if len(lines) > 7 else "starting")

    def _is_ours(self, pid: int) -> bool:
        """Whether `pid` lives (no zombie) and works in this folder: numbers are given out again."""
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return False
        if state in "ZX":
            return False
        try:
            return os.path.samefile(os.readlink(f"/proc/{pid}/cwd"), self.folder)
        except FileNotFoundError:
            return False  # gone meanwhile, or its folder was deleted
        except PermissionError:
            return b"postgres" in Path(f"/proc/{pid}/cmdline").read_bytes()

    # --- starting -----------------------------------------------------------------------------

    def start(self) -> Running:
        found = self.running()
        if found and found.status == "stopping":
            self._wait_gone(found.pid, 120)
            found = None
        if found is None:
            self._launch()
        return self._wait_ready()

    def _launch(self) -> None:
        self.identity.own(self.folder)
        socket_dir = self._socket_dir()
        # Nobody of ours runs; PostgreSQL would trust any live process of these numbers, also a zombie.
        for left in (self.folder / "postmaster.pid", *socket_dir.glob(".s.PGSQL.*")):
            left.unlink(missing_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(socket_dir),
            "unix_socket_permissions": "0700",
            "max_connections": "100",
            "shared_buffers": "256MB",
            "effective_cache_size": "1GB",
            "random_page_cost": "1.1",
            "jit": "off",
            "max_wal_size": "1GB",
            "log_line_prefix": "%m [%p] ",
        }
        if not self.durable:
            settings |= {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        with self.log.open("ab") as log:
            os.chmod(self.log, 0o600)
            self.process = subprocess.Popen(
                [
                    *self.identity.prefix,
                    self.binaries.path("postgres"),
                    "-D",
                    str(self.folder),
                    *options,
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=clean_environment(),
                start_new_session=True,  # Ctrl-C is for the one who typed it, not for a shared server
            )

    def _socket_dir(self) -> Path:
        """A short private folder: the path of a socket may have 107 bytes only, a data folder may not."""
        base = os.environ.get("XDG_RUNTIME_DIR", "")
        usable = base.startswith("/") and len(base) < 60 and os.access(base, os.W_OK)
        mark = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]
        folder = Path(base if usable else "/tmp") / f"jb-{os.geteuid()}-{mark}"
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            known = folder.lstat()
            if (
                folder.is_symlink()
                or not folder.is_dir()
                or known.st_uid not in {os.geteuid(), self.identity.uid}
            ):
                raise LocalDatabaseError(
                    f"{folder} belongs to somebody else; remove it and start again."
                ) from None
            folder.chmod(0o700)
        self.identity.own(folder)
        return folder

    def _wait_ready(self) -> Running:
        begun = time.monotonic()
        retried = False
        while time.monotonic() - begun < START_LIMIT:
            found = self.running()
            if found and found.status == "ready":
                return found
            if self.process is not None and self.process.poll() is not None and found is None:
                last = self._log_tail()
                # After a kill -9 the old server's children need a moment to notice and leave.
                if "is still in use" not in last or time.monotonic() - begun > 30:
                    raise LocalDatabaseError(f"PostgreSQL did not start: {last} (see {self.log})")
                time.sleep(0.3)
                self._launch()
            if not retried and time.monotonic() - begun > 3:
                retried = True
                self.say("The database is recovering from an unclean stop")
            time.sleep(0.02)
        raise LocalDatabaseError(
            f"PostgreSQL was not ready after {START_LIMIT} s (see {self.log})."
        )

    def _log_tail(self) -> str:
        try:
            lines = self.log.read_text(errors="replace").strip().splitlines()[-4:]
        except OSError:
            return ""
        return " ".join(line.partition("] ")[2] or line for line in lines)

    # --- stopping -----------------------------------------------------------------------------

    def stop(self) -> None:
        """Stop as PostgreSQL calls it “fast”: end the sessions, write everything, leave."""
        found = self.running()
        if found is None:
            return
        for number, patience in ((signal.SIGINT, 60), (signal.SIGQUIT, 10), (signal.SIGKILL, 10)):
            try:
                os.kill(found.pid, number)
            except ProcessLookupError:
                break
            if self._wait_gone(found.pid, patience):
                break
        shutil.rmtree(found.socket_dir, ignore_errors=True)

    def _wait_gone(self, pid: int, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.process is not None:
                self.process.poll()
            if not self._is_ours(pid):
                return True
            time.sleep(0.02)
        return False


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
