"""`run.py` opens the site, keeps it open, and leaves nothing behind, however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.startup.holding import (
    ROOT,
    RunningSite,
    children,
    clean_env,
    eventually,
    kill_all,
    processes_of,
)


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One prepared folder for all tests here: the first start takes seconds, a second one does not."""
    folder = tmp_path_factory.mktemp("site") / "data"
    RunningSite(folder, "--port", "0").stop()
    yield folder


@pytest.fixture(autouse=True)
def _nothing_left(data_dir: Path, tmp_path: Path) -> Iterator[None]:
    yield
    kill_all(tmp_path)
    kill_all(data_dir)


def run(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "run.py"), *arguments]
    return subprocess.run(
        command, env=clean_env(**env), capture_output=True, text=True, timeout=120
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_site_asked_to_stop_leaves_no_process(data_dir: Path, number: int) -> None:
    site = RunningSite(data_dir, "--port", "0")
    assert site.status() == 200
    assert len(processes_of(data_dir)) >= 4  # run.py, web server, worker, database

    code = site.stop(number)

    assert code == 0
    assert processes_of(data_dir) == []


def test_site_run_killed_its_children_leave_and_the_next_start_adopts(data_dir: Path) -> None:
    first = RunningSite(data_dir, "--port", "0")
    server = (data_dir / "postgres" / "postmaster.pid").read_text().split()[0]

    first.stop(signal.SIGKILL)
    second = RunningSite(data_dir, "--port", "0")

    assert second.status() == 200
    assert (data_dir / "postgres" / "postmaster.pid").read_text().split()[0] == server
    eventually(lambda: sum("gunicorn" in line for line in processes_of(data_dir)) == 3)
    assert second.stop() == 0
    assert processes_of(data_dir) == []


def test_site_postgresql_killed_the_site_answers_again(data_dir: Path) -> None:
    site = RunningSite(data_dir, "--port", "0")
    pid_file = data_dir / "postgres" / "postmaster.pid"
    server = int(pid_file.read_text().split()[0])

    os.kill(server, signal.SIGKILL)

    eventually(lambda: pid_file.exists() and pid_file.read_text().split()[:1] != [str(server)])
    site.wait_ready()
    assert site.stop() == 0
    assert processes_of(data_dir) == []


def test_site_web_server_killed_it_is_started_again(data_dir: Path) -> None:
    site = RunningSite(data_dir, "--port", "0")
    server = children(site.process.pid, "gunicorn")[0]

    os.kill(server, signal.SIGKILL)

    eventually(lambda: "starting it again" in site.err.read_text())
    site.wait_ready()
    assert site.stop() == 0
    assert processes_of(data_dir) == []


def test_site_public_address_is_refused_on_the_embedded_database(data_dir: Path) -> None:
    done = run("--data", str(data_dir), HOST="0.0.0.0")

    assert done.returncode == 1
    assert "set DATABASE_URL" in done.stderr
    assert processes_of(data_dir) == []


def test_manage_runserver_public_address_is_refused(data_dir: Path) -> None:
    done = run("--data", str(data_dir), "manage", "runserver", "0.0.0.0:8000")

    assert done.returncode == 1
    assert "set DATABASE_URL" in done.stderr


def test_manage_results_on_standard_output_progress_on_standard_error(data_dir: Path) -> None:
    done = run(
        "--data", str(data_dir), "manage", "shell", "--no-imports", "-c", "print('the result')"
    )

    assert (done.returncode, done.stdout) == (0, "the result\n")
    assert "Starting the database" in done.stderr
    assert processes_of(data_dir) == []


def test_site_secrets_are_private_and_stay(data_dir: Path) -> None:
    secrets = data_dir / "secrets"
    before = {path.name: path.read_text() for path in secrets.iterdir()}

    RunningSite(data_dir, "--port", "0").stop()

    assert set(before) == {"secret_key", "field_key"}
    assert {path.name: path.read_text() for path in secrets.iterdir()} == before
    assert [path.stat().st_mode & 0o777 for path in (secrets, *secrets.iterdir())] == [
        0o700,
        0o600,
        0o600,
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--port", "many"], "--port needs a number"),
        (["--port"], "--port needs a value"),
        (["--prot", "8000"], "--prot is not understood"),
        (["tset"], "tset is not understood"),
    ],
)
def test_run_argument_not_understood_says_so(arguments: list[str], sentence: str) -> None:
    done = run(*arguments)

    assert done.returncode == 1
    assert sentence in done.stderr
    assert done.stdout == ""


def test_run_old_postgresql_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "psycopg2.py").write_text(
        "class OperationalError(Exception): pass\n"
        "class connect:\n"
        "    server_version = 140012\n"
        "    def __init__(self, *a, **k): pass\n"
    )

    done = run(
        "--data", str(tmp_path / "data"), "manage", "check_nothing",
        DATABASE_URL="postgresql://somewhere/db", PYTHONPATH=str(tmp_path),
    )  # fmt: skip

    assert done.returncode == 1
    assert done.stderr.strip().endswith("DATABASE_URL names PostgreSQL 14; 15 or later is needed.")


def test_run_unreachable_database_is_said_in_one_sentence(tmp_path: Path) -> None:
    done = run(
        "--data", str(tmp_path / "data"), "manage", "check_nothing",
        DATABASE_URL="postgresql://nobody@127.0.0.1:9/db",
    )  # fmt: skip

    assert done.returncode == 1
    assert "DATABASE_URL cannot be reached" in done.stderr
    assert "Traceback" not in done.stderr


def test_run_needs_nothing_but_the_standard_library() -> None:
    code = "import runpy, sys; sys.argv = ['run.py', '--help']; runpy.run_path('run.py', run_name='__main__')"

    done = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=ROOT, capture_output=True, text=True
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "python3 run.py" in done.stdout
