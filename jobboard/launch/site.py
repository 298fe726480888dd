"""Run the site: web server and worker as children that are watched, revived, and never left behind."""

from __future__ import annotations

import ctypes
import errno
import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType

from jobboard.launch.console import Stop, say
from jobboard.launch.environment import PYTHON, ROOT
from jobboard.localdb import Lease

GRACE = 15  # seconds a child has to end its work when asked to stop
LOG_LIMIT = 10 * 1024 * 1024


def listen(host: str, wanted: int | None) -> socket.socket:
    """A listening socket on the port asked for, or on the first free one from 8000 on.

    It is opened here and handed to the web server, so that of several starts each gets its own port
    and a restarting web server refuses nobody.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    until = time.monotonic() + 12  # a killed site's web server needs a moment to let go of its port
    while True:
        for port in [wanted] if wanted is not None else range(8000, 8050):
            listener = socket.socket(family)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind((host.strip("[]"), port))
                listener.listen(128)
            except OverflowError:
                raise Stop(f"{wanted} is not a port: choose one from 1024 to 65535.") from None
            except OSError as error:
                listener.close()
                if error.errno != errno.EADDRINUSE:
                    raise Stop(f"{host}:{port} cannot be opened: {error.strerror}.") from None
                continue
            return listener
        if wanted is None:
            raise Stop("No port from 8000 to 8049 is free; choose one with --port.")
        if time.monotonic() > until:
            raise Stop(f"Port {wanted} is in use; choose another with --port.")
        time.sleep(0.2)


def _die_with_parent() -> None:
    """Linux sends us SIGTERM when run.py dies, however it dies."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM, 0, 0, 0)


class Child:
    """One process of the site; its output is in `log`."""

    def __init__(
        self,
        name: str,
        command: list[str],
        env: dict[str, str],
        log: Path,
        keep: tuple[int, ...] = (),
    ) -> None:
        self.name = name
        self.command = command
        self.env = env
        self.log = log
        self.keep = keep  # file descriptors it inherits
        self.process: subprocess.Popen | None = None
        self.deaths: list[float] = []

    def start(self) -> None:
        self.log.parent.mkdir(mode=0o700, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                self.command,
                env=self.env,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,  # Ctrl-C reaches run.py alone, which stops its children in order
                preexec_fn=_die_with_parent,
                pass_fds=self.keep,
            )

    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def revive(self) -> None:
        """Start again after an unexpected death; five deaths within a minute are no accident."""
        now = time.monotonic()
        self.deaths = [*(t for t in self.deaths if now - t < 60), now]
        if len(self.deaths) >= 5:
            raise Stop(f"{self.tail()}\nThe {self.name} does not stay up (see {self.log}).")
        say(f"  The {self.name} stopped unexpectedly; starting it again")
        self.end_group()
        time.sleep(min(2 ** (len(self.deaths) - 1) * 0.2, 5))
        self.start()

    def ask_to_stop(self) -> None:
        if self.running() and self.process is not None:
            self.process.terminate()

    def wait_stopped(self, until: float) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            pass
        self.end_group()
        self.process.wait()

    def end_group(self) -> None:
        """End whatever the child had started and left behind, such as a killed web server's workers."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def tail(self, lines: int = 12) -> str:
        try:
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])
        except OSError:
            return ""


class Site:
    def __init__(
        self, data_dir: Path, env: dict[str, str], listener: socket.socket, lease: Lease | None
    ) -> None:
        self.listener = listener
        self.lease = lease
        self.stopping = False
        web = [
            str(PYTHON), "-m", "gunicorn", "jobboard.wsgi", f"--bind=fd://{listener.fileno()}",
            "--worker-class=gthread", "--workers=2", "--threads=4", "--preload", "--no-control-socket",
            "--config=python:jobboard.serving",
            "--graceful-timeout=10", "--timeout=60", "--max-requests=20000", "--max-requests-jitter=2000",
            "--worker-tmp-dir=/dev/shm" if os.access("/dev/shm", os.W_OK) else "--worker-tmp-dir=/tmp",
        ]  # fmt: skip
        logs = data_dir / "logs"
        self.children = [Child("web server", web, env, logs / "web.log", (listener.fileno(),))]
        if any(ROOT.glob("*/management/commands/run_worker.py")):
            worker = [str(PYTHON), str(ROOT / "manage.py"), "run_worker"]
            self.children.append(Child("worker", worker, env, logs / "worker.log"))

    def run(self, opened: Callable[[], None]) -> None:
        """Start everything, call `opened` once the site answers, and watch until asked to stop."""

        def ask(_number: int, _frame: FrameType | None) -> None:
            if self.stopping:  # asked twice: do not wait for anything
                for child in self.children:
                    if child.process is not None and child.running():
                        child.process.kill()
            self.stopping = True

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, ask)
        try:
            for child in self.children:
                child.start()
            self._wait_open()
            if not self.stopping:
                opened()
            while not self.stopping:
                time.sleep(0.25)
                self._keep_up()
        finally:
            self._stop()

    def _wait_open(self) -> None:
        until = time.monotonic() + 60
        while not self.stopping and time.monotonic() < until:
            if self._answers():
                return
            self._keep_up()
            time.sleep(0.05)
        if not self.stopping:
            raise Stop(f"{self.children[0].tail()}\nThe site did not answer within 60 s.")

    def _answers(self) -> bool:
        host, port = self.listener.getsockname()[:2]
        line = http.client.HTTPConnection(
            {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port, timeout=5
        )
        try:
            line.request("GET", "/healthz", headers={"Host": f"localhost:{port}"})
            return line.getresponse().status < 600
        except OSError:
            return False
        finally:
            line.close()

    def _keep_up(self) -> None:
        if self.lease is not None and not self.lease.alive():
            say("  The database stopped unexpectedly; starting it again")
            self.lease.revive()
        for child in self.children:
            if not self.stopping and not child.running():
                child.revive()

    def _stop(self) -> None:
        say("Stopping")
        for child in self.children:
            child.ask_to_stop()
        until = time.monotonic() + GRACE
        for child in self.children:
            child.wait_stopped(until)
