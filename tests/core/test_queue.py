from __future__ import annotations

import datetime as dt
import signal
import threading

import pytest
from django.db import connection, transaction
from django_tasks import TaskResultStatus

from core import queue
from core.files.models import FileBytes
from core.queue.models import PeriodicSlot, QueuedTask, TaskState
from core.worker import leasing, open_slots, run_due
from tests.core import work


@pytest.fixture
def notes(tmp_path):
    return tmp_path / "notes"


def lines(path) -> list[str]:
    return path.read_text().split("\n")[:-1] if path.exists() else []


def make_due() -> None:
    QueuedTask.objects.update(run_after=dt.datetime(2000, 1, 1, tzinfo=dt.UTC))


@pytest.mark.django_db
def test_task_runs_once_and_keeps_its_result(notes):
    result = work.write.enqueue(str(notes), "hello")

    ran = run_due()

    result.refresh()
    assert (ran, lines(notes)) == (1, ["hello"])
    assert (result.status, result.return_value) == (TaskResultStatus.SUCCESSFUL, "hello")
    assert run_due() == 0


@pytest.mark.django_db
def test_task_enqueued_by_name_is_the_same_task(notes):
    queue.enqueue("tests.write", str(notes), word="named")

    run_due()

    assert lines(notes) == ["named"]


@pytest.mark.django_db(transaction=True)
def test_task_of_a_rolled_back_transaction_never_runs(notes):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        work.write.enqueue(str(notes), "ghost")
        raise ZeroDivisionError

    assert run_due() == 0
    assert lines(notes) == []


@pytest.mark.django_db
def test_failing_task_is_retried_with_growing_waits_then_a_dead_letter(notes):
    result = work.fail.enqueue(str(notes))

    waits = []
    for _ in range(3):
        make_due()
        before = dt.datetime.now(dt.UTC)
        run_due()
        waits.append((QueuedTask.objects.get().run_after - before).total_seconds())

    row = QueuedTask.objects.get()
    assert lines(notes) == ["tried"] * 3
    assert (row.state, row.attempt, row.error_class) == (TaskState.DEAD, 3, "builtins.ValueError")
    assert 7 < waits[0] < 13 < waits[1] < 25 < waits[2]
    result.refresh()
    assert result.status == TaskResultStatus.FAILED


@pytest.mark.django_db
def test_dead_letter_can_be_replayed(notes):
    work.fail.enqueue(str(notes))
    for _ in range(3):
        make_due()
        run_due()
    row = QueuedTask.objects.get()

    assert queue.replay(row.pk) is True

    row.refresh_from_db()
    assert (row.state, row.attempt) == (TaskState.READY, 0)
    assert queue.replay(row.pk) is False


@pytest.mark.django_db
def test_unique_key_lets_one_wait_and_is_free_again_after(notes):
    first = work.write.enqueue(str(notes), "a", unique_key="only")
    second = work.write.enqueue(str(notes), "b", unique_key="only")

    run_due()
    third = work.write.enqueue(str(notes), "c", unique_key="only")
    run_due()

    assert second.id == first.id != third.id
    assert lines(notes) == ["a", "c"]


@pytest.mark.django_db
def test_run_after_waits_and_priority_goes_first(notes):
    later = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    work.write.enqueue(str(notes), "later", run_after=later)
    work.write.enqueue(str(notes), "normal")
    work.write.using(priority=10).enqueue(str(notes), "urgent")

    run_due()

    assert lines(notes) == ["urgent", "normal"]


@pytest.mark.django_db(transaction=True)
def test_two_claims_at_once_get_different_tasks(notes):
    for n in range(20):
        work.write.enqueue(str(notes), str(n))
    claimed = []
    start = threading.Barrier(4)

    def grab(name: str) -> None:
        start.wait()
        while held := leasing.claim(name):
            claimed.append(held.id)
        connection.close()

    threads = [threading.Thread(target=grab, args=(f"w{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(claimed), len(set(claimed))) == (20, 20)


@pytest.mark.django_db
def test_expired_lease_is_claimed_again_and_the_late_worker_is_fenced(notes):
    work.write.enqueue(str(notes), "x")
    late = leasing.claim("slow", lease=-1)

    returned = leasing.return_expired()
    new = leasing.claim("quick")

    assert returned == 1
    assert (new.id, new.attempt) == (late.id, late.attempt + 1)
    assert leasing.mark_done(late, "stale") is False
    assert leasing.mark_failed(late, ValueError(), "stale") is False
    assert leasing.release(late) is False
    assert leasing.mark_done(new, "fresh") is True
    row = QueuedTask.objects.get()
    assert (row.state, row.result, row.workers) == (TaskState.DONE, "fresh", ["slow", "quick"])


@pytest.mark.django_db
def test_same_worker_is_fenced_by_the_attempt(notes):
    work.write.enqueue(str(notes), "x")
    first = leasing.claim("one", lease=-1)
    leasing.return_expired()
    second = leasing.claim("one")

    assert leasing.mark_done(first, "stale") is False
    assert leasing.mark_done(second, "fresh") is True


@pytest.mark.django_db
def test_heartbeat_lengthens_only_leases_of_tasks_that_run(notes):
    work.write.enqueue(str(notes), "held")
    work.write.enqueue(str(notes), "forgotten")
    held, forgotten = leasing.claim("w", lease=-1), leasing.claim("w", lease=-1)

    leasing.beat("w", [held])

    assert leasing.return_expired() == 1
    assert set(QueuedTask.objects.filter(state=TaskState.READY).values_list("pk", flat=True)) == {
        forgotten.id
    }


@pytest.mark.django_db
def test_task_given_back_keeps_its_attempts(notes):
    work.write.enqueue(str(notes), "x")
    held = leasing.claim("stopping")

    leasing.release(held)

    row = QueuedTask.objects.get()
    assert (row.state, row.attempt) == (TaskState.READY, 0)


@pytest.mark.django_db
def test_task_that_loses_its_worker_every_time_becomes_a_dead_letter(notes):
    work.die.enqueue(str(notes))
    for _ in range(2):
        leasing.claim("doomed", lease=-1)
        leasing.return_expired()

    row = QueuedTask.objects.get()
    assert (row.state, row.attempt) == (TaskState.DEAD, 2)
    assert row.finished_at is not None


@pytest.mark.django_db(transaction=True)
def test_periodic_slot_opens_once_with_two_workers(periodic):
    task = periodic(work.ticking(every=dt.timedelta(hours=1)))
    now = dt.datetime(2026, 3, 2, 10, 30, tzinfo=dt.UTC)
    opened = []
    start = threading.Barrier(2)

    def open_them() -> None:
        start.wait()
        opened.append(open_slots(now))
        connection.close()

    threads = [threading.Thread(target=open_them) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(opened) == [0, 1]
    assert QueuedTask.objects.filter(name=task.key).count() == 1
    assert PeriodicSlot.objects.get().slot == dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)


@pytest.mark.django_db
def test_periodic_slots_missed_collapse_into_the_latest(periodic):
    periodic(work.ticking(at=dt.time(1, 30)))
    day = dt.timedelta(days=1)
    start = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)

    counts = [open_slots(start), open_slots(start + day / 4), open_slots(start + 3 * day)]

    assert counts[:2] == [1, 0]
    # the first is still waiting: the new slot is noted but not run beside it
    assert counts[2] == 1
    assert (PeriodicSlot.objects.count(), QueuedTask.objects.count()) == (2, 1)


@pytest.mark.parametrize(
    ("at", "day"), [(dt.time(1, 30), dt.date(2026, 11, 1)), (dt.time(2, 30), dt.date(2026, 3, 8))]
)
def test_daily_slot_is_one_per_local_date_when_clocks_change(at, day):
    task = work.ticking(at=at)
    start = dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC)

    slots = {task.slot_at(start + dt.timedelta(minutes=10 * n)) for n in range(6 * 48)}

    assert len(slots) == 3  # the day before, the day, the day after


def test_two_tasks_of_one_name_are_refused():
    with pytest.raises(ValueError, match=r"Two tasks are called 'tests\.write'"):
        queue.task("tests.write")(work._tick)


@pytest.mark.django_db(transaction=True)
def test_killed_worker_s_task_comes_back(notes, start_worker, wait_for):
    work.sleep.enqueue(str(notes), 3)
    first = start_worker(lease=1)
    wait_for(lambda: lines(notes))

    first.kill()
    first.wait()
    second = start_worker(lease=1)
    wait_for(lambda: f"end {second.pid}" in lines(notes))

    assert lines(notes) == [f"begin {first.pid}", f"begin {second.pid}", f"end {second.pid}"]
    wait_for(lambda: QueuedTask.objects.get().state == TaskState.DONE)
    assert QueuedTask.objects.get().attempt == 2


@pytest.mark.django_db(transaction=True)
def test_heartbeat_keeps_a_task_longer_than_its_lease(notes, start_worker, wait_for):
    work.sleep.enqueue(str(notes), 3)
    start_worker(lease=1)
    start_worker(lease=1)

    wait_for(lambda: QueuedTask.objects.get().state == TaskState.DONE)

    assert len(lines(notes)) == 2
    assert QueuedTask.objects.get().attempt == 1


@pytest.mark.django_db(transaction=True)
def test_sigterm_lets_the_running_task_end(notes, start_worker, wait_for):
    work.sleep.enqueue(str(notes), 1.5)
    work.write.enqueue(str(notes), "next")
    worker = start_worker(lease=5)
    wait_for(lambda: lines(notes))

    worker.terminate()

    assert worker.wait(10) == 0
    assert lines(notes) == [f"begin {worker.pid}", f"end {worker.pid}"]
    assert QueuedTask.objects.filter(state=TaskState.READY).count() == 1
    assert not queue.WorkerBeat.objects.exists()


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_worker_asleep_past_its_lease_is_fenced(notes, start_worker, wait_for):
    work.store.enqueue(str(notes), "row", 2)
    slow = start_worker(lease=1)
    wait_for(lambda: lines(notes))
    slow.send_signal(signal.SIGSTOP)
    quick = start_worker(lease=1)
    wait_for(lambda: QueuedTask.objects.get().state == TaskState.DONE)

    slow.send_signal(signal.SIGCONT)
    slow.terminate()

    assert slow.wait(15) == 0
    row = QueuedTask.objects.get()
    assert (row.attempt, row.state) == (2, TaskState.DONE)
    # the late worker's row went with its transaction
    assert list(FileBytes.objects.values_list("key", flat=True)) == [f"row-{quick.pid}"]


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_tasks_survive_workers_killed_at_random(tmp_path, start_worker, wait_for):
    paths = [tmp_path / f"task-{n}" for n in range(30)]
    for path in paths:
        work.sleep.enqueue(str(path), 0.1)
    QueuedTask.objects.update(max_attempts=50)

    for _ in range(6):
        workers = [start_worker(lease=0.5), start_worker(lease=0.5)]
        threading.Event().wait(1.7)
        for worker in workers:
            worker.kill()
    start_worker(lease=0.5)
    wait_for(lambda: not QueuedTask.objects.exclude(state=TaskState.DONE).exists(), 60)

    assert all(any(line.startswith("end") for line in lines(path)) for path in paths)
