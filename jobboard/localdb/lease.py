"""A share in the running embedded database: the first one in starts it, the last one out stops it.

Two lock files, both given back by the kernel when a process dies in whatever way:
`database.lock` is held alone while someone starts or stops the server, `database.users` is held
together by everyone who uses it. A server whose users were all killed stays up, and the next adopts it.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from jobboard.localdb.binaries import Binaries
from jobboard.localdb.cluster import DATABASE, OWNER, Cluster, LocalDatabaseError, Running
from jobboard.localdb.identity import choose


class Lease:
    """Use as a context manager; `url` is the DATABASE_URL while it is held.

    `durable=False` gives up safety against crashes for speed: for throw-away data only.
    """

    def __init__(
        self,
        data_dir: Path,
        binaries: Binaries,
        *,
        durable: bool = True,
        namespaces: bool = True,
        say: Callable[[str], None] = lambda text: None,
    ) -> None:
        self.data_dir = Path(data_dir).resolve()
        self.say = say
        self.adopted = False
        self._running: Running | None = None
        self._share: int | None = None
        identity = choose(binaries.path("postgres"), namespaces=namespaces)
        if identity is None:
            raise LocalDatabaseError(
                "PostgreSQL refuses to run as root and no other identity can reach it here: "
                "start as an ordinary user, or set DATABASE_URL."
            )
        self.cluster = Cluster(
            self.data_dir / "postgres", binaries, identity, durable=durable, say=say
        )

    @property
    def url(self) -> str:
        if self._running is None:
            raise LocalDatabaseError("The embedded database is not running.")
        return f"postgresql://{OWNER}@/{DATABASE}?host={self._running.socket_dir}"

    @property
    def pid(self) -> int:
        return self._running.pid if self._running else 0

    def acquire(self) -> Lease:
        try:
            self.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise LocalDatabaseError(
                f"{self.data_dir} cannot be made: {error.strerror}."
            ) from error
        with self._transition():
            self.cluster.check_version()
            self.cluster.create()
            self._share = self._open("database.users")
            fcntl.flock(self._share, fcntl.LOCK_SH)
            self._run()
        return self

    def _run(self) -> None:
        before = self.cluster.running()
        self._running = self.cluster.start()
        self.adopted = before is not None and before.pid == self._running.pid

    def alive(self) -> bool:
        return self.cluster.running() is not None

    def revive(self) -> None:
        """Start the server again after it was killed under its users."""
        with self._transition():
            self._run()

    def release(self) -> None:
        if self._share is None:
            return
        with self._transition():
            os.close(self._share)
            self._share = None
            users = self._open("database.users")
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return  # somebody else still works with it
            else:
                self.cluster.stop()
            finally:
                os.close(users)
                self._running = None

    @contextmanager
    def _transition(self) -> Iterator[None]:
        handle = self._open("database.lock")
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self.say("Waiting for another start or stop of the database")
                fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _open(self, name: str) -> int:
        try:
            return os.open(self.data_dir / name, os.O_RDWR | os.O_CREAT, 0o600)
        except PermissionError as error:
            raise LocalDatabaseError(
                f"{self.data_dir} belongs to another user; choose a folder of your own with --data."
            ) from error

    def __enter__(self) -> Lease:
        return self.acquire()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()
