"""test, lint, fix, manage and bench: each sets up what it needs from nothing."""

from __future__ import annotations

import ctypes
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from jobboard.launch import prepare
from jobboard.launch.console import Stop, say, step
from jobboard.launch.environment import PYTHON, ROOT, VENV, apt_install, ensure_environment
from jobboard.localdb import Binaries, Lease, bundled, system

# Commands of manage.py that need no prepared database, or prepare it themselves.
BARE = {
    "migrate",
    "makemigrations",
    "makemessages",
    "compilemessages",
    "help",
    "check",
    "createcachetable",
}
PACKAGES = [
    "core",
    "qualifications",
    "profiles",
    "listings",
    "matching",
    "applications",
    "moderation",
    "jobboard",
]
# A cache table is made empty and dropped with nothing lost, and a text column made wider is not written anew:
# the linter cannot know.
LINT_MIGRATIONS = [
    "lintmigrations", "--no-cache", "--quiet", "ok", "ignore", "warning",
    "--ignore-name", "0002_cache_table", "0003_credential_limited_permit", "--include-apps", *PACKAGES[:-1],
]  # fmt: skip


def follow(command: Sequence[str | Path], env: dict[str, str]) -> int:
    """Run in the foreground with our own input and output; Ctrl-C is the command's to answer."""
    previous = signal.signal(signal.SIGINT, signal.SIG_IGN)
    child = subprocess.Popen(
        [str(part) for part in command],
        env=env,
        cwd=ROOT,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    try:
        return child.wait()
    finally:
        signal.signal(signal.SIGINT, previous)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


@contextmanager
def throw_away_database(binaries: Binaries | None = None) -> Iterator[dict[str, str]]:
    """Surroundings with a database that is fast, empty, and gone afterwards.

    Without `binaries`, DATABASE_URL wins over the embedded PostgreSQL.
    """
    with tempfile.TemporaryDirectory(prefix="jb-test-") as folder:
        if binaries is None and os.environ.get("DATABASE_URL"):
            yield _test_surroundings(Path(folder), os.environ["DATABASE_URL"])
            return
        binaries = binaries or bundled(VENV)
        if binaries is None:
            raise Stop(
                "The embedded PostgreSQL is not installed; set DATABASE_URL to use your own."
            )
        with Lease(Path(folder), binaries, durable=False) as lease:
            yield _test_surroundings(Path(folder), lease.url)


def _test_surroundings(folder: Path, url: str) -> dict[str, str]:
    secret = secrets.token_urlsafe(48)
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"SITE_URL", "ALLOWED_HOSTS"}
    }
    return {
        **kept,
        "DATABASE_URL": url,
        "DATA_DIR": str(folder / "data"),
        "SECRET_KEY": secret,
        "FIELD_KEYS": secret,
        "DJANGO_SETTINGS_MODULE": "jobboard.settings",
    }


# --- test -------------------------------------------------------------------------------------


def test(arguments: list[str]) -> int:
    ensure_environment(development=True)
    prepare.build()
    ensure_browser()
    if "--long" not in arguments:
        with throw_away_database() as env:
            return pytest(["-m", "not long", *spread(arguments)], env)
    arguments = [a for a in arguments if a != "--long"]
    with throw_away_database() as env:
        first = pytest(["-m", "long", *spread(arguments)], env)
    second = on_postgresql_15(arguments)
    # 5: a run that was narrowed to where nothing is marked long
    return second if first == 5 else first or second


def pytest(arguments: list[str], env: dict[str, str]) -> int:
    return follow([PYTHON, "-m", "pytest", *arguments], env)


def spread(arguments: list[str]) -> list[str]:
    """Two processes for a whole run; one for a run the caller has narrowed to files."""
    narrowed = any((ROOT / a.split("::")[0]).exists() for a in arguments if not a.startswith("-"))
    chosen = any(a.startswith(("-n", "--pdb", "--numprocesses")) for a in arguments)
    return arguments if narrowed or chosen else ["-n", "2", "--dist", "worksteal", *arguments]


def on_postgresql_15(arguments: list[str]) -> int:
    """The rooms' tests on the oldest PostgreSQL that is promised."""
    binaries = system(15)
    if binaries is None:
        apt_install("postgresql-15")
        binaries = system(15)
    if binaries is None:
        raise Stop("PostgreSQL 15 is not to be found in /usr/lib/postgresql/15.")
    say("  The same on PostgreSQL 15")
    rooms = [f"tests/{room}" for room in PACKAGES if (ROOT / "tests" / room).is_dir()]
    paths = [] if any(not a.startswith("-") for a in arguments) else rooms
    with throw_away_database(binaries) as env:
        return pytest(
            [
                "-m",
                "not long and not browser",
                "-n",
                "2",
                "--dist",
                "worksteal",
                *paths,
                *arguments,
            ],
            env,
        )


def ensure_browser() -> None:
    missing = missing_browser_packages()
    if not missing:
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        apt_install(*missing)
        return
    command = f"sudo apt-get install -y {' '.join(missing)}"
    if os.environ.get("CI") == "true":
        raise Stop(f"Browser tests need {' and '.join(missing)}: {command}")
    say(f"  BROWSER TESTS ARE SKIPPED. To run them: {command}")


def missing_browser_packages() -> list[str]:
    """Debian's browser, and the one library that what drives it needs beyond a minimal system."""
    missing = []
    if not (os.environ.get("CHROMIUM") or shutil.which("chromium")):
        missing.append("chromium")
    try:
        ctypes.CDLL("libatomic.so.1")
    except OSError:
        missing.append("libatomic1")
    return missing


# --- lint, fix --------------------------------------------------------------------------------


def lint() -> int:
    ensure_environment(development=True)
    prepare.build()
    python = [str(PYTHON), "-m"]
    django = [str(PYTHON), "manage.py"]
    checks: list[tuple[str, list[str]]] = [
        ("format", [*python, "ruff", "format", "--check", "--quiet", "."]),
        ("rules", [*python, "ruff", "check", "--quiet", "."]),
        ("floors", [str(VENV / "bin" / "lint-imports"), "--no-cache"]),
        ("types", [*python, "mypy", "--no-error-summary"]),
        ("templates", [*python, "djlint", "templates", "--lint", "--quiet"]),
        ("migrations complete", [*django, "makemigrations", "--check", "--dry-run"]),
        ("migrations safe", [*django, *LINT_MIGRATIONS]),
        ("deployment", [*django, "check", "--deploy", "--fail-level", "WARNING"]),
    ]
    failed = []
    with throw_away_database() as env:
        env["SITE_URL"] = "https://careers.example"
        env["DATABASE_ROLE"] = "owner"
        env["EXTRA_APPS"] = "django_migration_linter"
        env["LOG_LEVEL"] = "ERROR"
        for name, command in checks:
            begun = time.monotonic()
            done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
            word = "FAILED" if done.returncode else "ok"
            print(f"{name}: {word} ({time.monotonic() - begun:.1f} s)", flush=True)
            if done.returncode:
                failed.append(name)
                print(done.stdout + done.stderr, flush=True)
    print(
        f"lint: {len(checks) - len(failed)} of {len(checks)} checks passed"
        + "".join(f", {n}" for n in failed)
    )
    return 1 if failed else 0


def fix() -> int:
    ensure_environment(development=True)
    for arguments in (
        ["check", "--fix", "--quiet", "--exit-zero", "."],
        ["format", "--quiet", "."],
    ):
        subprocess.run([PYTHON, "-m", "ruff", *arguments], cwd=ROOT, check=True)
    return subprocess.run([PYTHON, "-m", "ruff", "check", "."], cwd=ROOT).returncode


# --- manage, bench ----------------------------------------------------------------------------


def manage(data_dir: Path, arguments: list[str]) -> int:
    """Any command of Django or ours on the data folder, prepared and with its database running."""
    for argument in arguments if arguments[:1] == ["runserver"] else ():
        host, colon, _ = argument.rpartition(":")
        if colon or argument.count(".") == 3:
            prepare.refuse_public(host if colon else argument)
    ensure_environment()
    prepare.build()
    with database(data_dir) as (env, _):
        if arguments and arguments[0] not in BARE and not {"-h", "--help"} & set(arguments):
            prepare.bring_up_to_date(data_dir, env, demo=False)
        return follow([PYTHON, ROOT / "manage.py", *arguments], env)


def bench(data_dir: Path, arguments: list[str]) -> int:
    return manage(data_dir, ["bench", *arguments])


@contextmanager
def database(
    data_dir: Path, site_url: str = "http://localhost:8000"
) -> Iterator[tuple[dict[str, str], Lease | None]]:
    """The environment for processes on this data folder, and its running embedded database, if it is that."""
    url = os.environ.get("DATABASE_URL")
    if url:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        env = prepare.surroundings(data_dir, database_url=url, site_url=site_url)
        prepare.check_foreign_database(env)
        yield env, None
        return
    lease = prepare.open_database(data_dir)
    try:
        with step("Starting the database"):
            lease.acquire()
        yield prepare.surroundings(data_dir, database_url=lease.url, site_url=site_url), lease
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # impatience must not leave a server behind
        lease.release()
