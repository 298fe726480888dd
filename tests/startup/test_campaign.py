"""Kills at random moments, many times over: nothing acknowledged is lost, and it always opens again."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from tests.startup.holding import Holder, RunningSite, children, eventually, kill_all, processes_of

pytestmark = pytest.mark.long


@pytest.fixture(autouse=True)
def _nothing_left(tmp_path: Path) -> Iterator[None]:
    yield
    kill_all(tmp_path)


def test_campaign_postgresql_killed_under_writers_loses_nothing(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    chance = random.Random(1)
    acknowledged: list[int] = []
    holder = Holder(data_dir)
    holder.query("CREATE TABLE kept (number int PRIMARY KEY)")

    def write(url: str, first: int) -> None:
        try:
            connection = psycopg2.connect(url)
            connection.autocommit = True
            with connection.cursor() as cursor:
                for number in range(first, first + 100_000):
                    cursor.execute("INSERT INTO kept VALUES (%s)", [number])
                    acknowledged.append(number)
        except psycopg2.Error:
            return  # the server was killed

    for round_ in range(40):
        writers = [
            threading.Thread(target=write, args=(holder.url, (round_ * 4 + n) * 100_000))
            for n in range(4)
        ]
        for writer in writers:
            writer.start()
        time.sleep(chance.uniform(0.02, 0.4))
        os.kill(holder.server, signal.SIGKILL)
        for writer in writers:
            writer.join()
        following = Holder(data_dir)
        holder.leave()
        holder = following

    found = {number for (number,) in holder.query("SELECT number FROM kept")}
    holder.leave()
    assert len(acknowledged) > 1000
    assert set(acknowledged) - found == set()


def test_campaign_initdb_killed_at_any_moment_is_made_whole(tmp_path: Path) -> None:
    chance = random.Random(2)

    for number in range(30):
        data_dir = tmp_path / str(number)
        first = Holder(data_dir, wait=False)
        time.sleep(chance.uniform(0, 0.6))
        first.kill()
        second = Holder(data_dir)
        assert second.query("SELECT 1") == [(1,)]
        second.leave()


def test_campaign_leases_taken_and_killed_at_once_never_make_two_servers(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    chance = random.Random(3)

    for _ in range(12):
        holders = [Holder(data_dir, wait=False) for _ in range(4)]
        time.sleep(chance.uniform(0, 0.5))
        for holder in holders[:2]:
            holder.kill()
        servers = {holder.read().server for holder in holders[2:]}
        assert len(servers) == 1
        for holder in holders[2:]:
            holder.leave()

    eventually(lambda: processes_of(data_dir) == [])


def test_campaign_site_any_part_killed_answers_again(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    chance = random.Random(4)
    site = RunningSite(data_dir, "--port", "0")

    for round_ in range(16):
        victim = ("run.py", "gunicorn", "run_worker", "postgres")[round_ % 4]
        if victim == "run.py":
            site.stop(signal.SIGKILL)
            site = RunningSite(data_dir, "--port", "0")
        else:
            os.kill(chance.choice(_pids(data_dir, victim, site)), signal.SIGKILL)
        site.wait_ready(60)
        time.sleep(chance.uniform(0, 1))

    assert site.stop() == 0
    assert processes_of(data_dir) == []


def test_campaign_four_starts_at_once_all_open(tmp_path: Path) -> None:
    data = tmp_path / "data"
    sites = [RunningSite(data, wait=False) for _ in range(4)]

    addresses = {site.wait_open().address for site in sites}

    assert len(addresses) == 4
    assert [site.status() for site in sites] == [200] * 4
    assert sum("/bin/postgres" in line and "-D" in line for line in processes_of(data)) == 1
    assert [site.stop() for site in sites] == [0] * 4
    assert processes_of(data) == []


def test_campaign_killed_while_preparing_the_next_start_finishes(tmp_path: Path) -> None:
    data = tmp_path / "data"
    first = RunningSite(data, "--port", "0", wait=False)
    eventually(lambda: "Bringing the database up to date ..." in first.err.read_text(), 60)

    os.killpg(first.process.pid, signal.SIGKILL)
    first.process.wait()
    second = RunningSite(data, "--port", "0")

    assert second.status() == 200
    assert second.stop() == 0
    assert processes_of(data) == []


def _pids(data_dir: Path, victim: str, site: RunningSite) -> list[int]:
    if victim == "postgres":
        eventually(lambda: (data_dir / "postgres" / "postmaster.pid").exists())
        return [int((data_dir / "postgres" / "postmaster.pid").read_text().split()[0])]
    eventually(lambda: children(site.process.pid, victim) != [])
    return children(site.process.pid, victim)
