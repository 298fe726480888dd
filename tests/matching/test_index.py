"""What the indexes in memory answer is what the tables answer: after every kind of change, late or undone."""

from __future__ import annotations

import datetime as dt
import random
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from core.places import Place
from listings.models import JobPosting, SearchRow
from listings.services import refresh_search_row
from matching import index
from matching.circles import Circle
from matching.index import Reach, Seeker, plain
from matching.index.kept import JOBS
from matching.index.pruning import prune_changes
from matching.models import IndexChange
from qualifications import vocabulary
from qualifications.models import Formula
from tests.factories.listings import PostingFactory
from tests.factories.matching import asking, required
from tests.factories.qualifications import all_of, any_of, leaf, wish

pytestmark = pytest.mark.usefixtures("transactional_db", "vocabulary", "places")

TERMS = ["rn:OH", "rn:KY", "lpn:OH", "bls", "ccm", "bachelor", "master", "epic", "spanish:fluent"]
ZIPS = ["45203", "41011", "45402", "43215", "10001", "99546", "96910", "00601"]


@pytest.fixture(autouse=True)
def _indexed(settings: Any, _catalogue: None) -> Iterator[None]:
    settings.MATCH_INDEX = True
    JOBS.forget()
    yield
    JOBS.wait()  # a connection left open would keep the test database from being dropped
    JOBS.forget()


def loaded() -> None:
    JOBS.load()


def by_index() -> Any:
    """Whether the index answers here and now."""
    with JOBS.fresh() as found:
        return found is not None


# --- random worlds ------------------------------------------------------------------------------


class World:
    """A random board that can change at random; the same seed makes the same one."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.places = list(Place.objects.filter(zip__in=ZIPS).order_by("zip"))
        self.formulas = [Formula.objects.for_tree(self.tree()) for _ in range(12)]
        self.postings = [self.posting() for _ in range(25)]

    def line(self) -> dict[str, Any]:
        term = self.dice.choice(TERMS)
        return leaf(term, **self.dice.choice([{}, {}, {"timing": "at_start"}]))

    def tree(self) -> dict[str, Any]:
        few = [self.line() for _ in range(self.dice.randint(0, 3))]
        if self.dice.random() < 0.5:
            few.append(any_of(all_of(self.line(), self.line()), self.line()))
        wishes = [wish(self.dice.choice(TERMS)) for _ in range(self.dice.randint(0, 2))]
        return all_of(*few, *wishes)

    def posting(self) -> JobPosting:
        remote = self.dice.random() < 0.3
        states = self.dice.choice([[], ["OH"], ["KY", "OH"], ["TX"]])
        place = self.dice.choice([*self.places, None])
        more: dict[str, Any] = {"place": place, "facility": None}
        if remote:
            more = {**more, "workplace": "remote", "remote_states": states, "place": None}
        if remote:
            more |= {"city": "", "state_code": ""}
        elif place is None:
            more |= {"city": "Where No Map Goes", "state_code": "OH"}
        since = dt.timedelta(hours=self.dice.randint(0, 5))
        formula = self.dice.choice([*self.formulas, None])
        if not remote and (formula is None or place is None):
            return PostingFactory(imported=True, published_at=NOW - since, **more)
        return PostingFactory(formula=formula or self.formulas[0], published_at=NOW - since, **more)

    def change(self) -> None:
        kind = self.dice.randint(0, 5)
        posting = self.dice.choice(self.postings)
        if kind == 0:
            self.postings.append(self.posting())
        elif kind == 1:
            self.formulas.append(Formula.objects.for_tree(self.tree()))
            self.postings.append(self.posting())
        else:
            posting.refresh_from_db()
            if kind == 2:
                posting.state = "paused" if posting.state == "live" else "live"
            elif kind == 3:
                posting.formula = self.dice.choice(self.formulas)
            elif kind == 4 and posting.workplace != "remote":
                posting.place = self.dice.choice(self.places)
            else:
                posting.published_at = NOW + dt.timedelta(minutes=self.dice.randint(0, 60))
            posting.save()
            refresh_search_row(posting)

    def seeker(self) -> Seeker:
        ids = [vocabulary.current().by_slug[slug].id for slug in TERMS]
        ids += [vocabulary.PENDING + i for i in ids]
        held = frozenset(i for i in ids if self.dice.random() < 0.3)
        known_not = frozenset(i for i in ids if self.dice.random() < 0.3) - held
        place = self.dice.choice(self.places)
        circle = Circle(place.lat, place.lng, self.dice.choice([1, 25, 60, 200]))
        reach = self.dice.choice([Reach(), Reach(circle, place.state, self.dice.random() < 0.7)])
        return Seeker(held, known_not, reach)


NOW = timezone.now().replace(microsecond=123456)


def assert_same(world: World, times: int = 6) -> None:
    for _ in range(times):
        seeker = world.seeker()
        limit = world.dice.choice([1, 5, 100])
        assert by_index()
        assert index.best_jobs(seeker, limit) == plain.best_jobs(seeker, limit)
        assert index.job_counts(seeker) == plain.job_counts(seeker)
        fits = index.formula_fits(seeker.held, seeker.known_not)
        told = plain.formula_fits(seeker.held, seeker.known_not)
        assert dict(fits) == dict(told)
        assert sorted(zip(*fits.pairs(), strict=True)) == sorted(zip(*told.pairs(), strict=True))


@pytest.mark.parametrize("seed", range(4))
def test_index_and_tables_agree_through_random_changes(seed: int) -> None:
    world = World(seed)
    loaded()
    assert_same(world)

    for _ in range(25):
        world.change()
        assert_same(world, 1)

    JOBS.load()
    assert_same(world)


def test_a_long_tail_is_worked_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matching.index.jobs.LONGEST_TAIL", 3)
    world = World(9)
    loaded()

    for _ in range(15):
        world.change()
        assert_same(world, 2)


# --- moments ------------------------------------------------------------------------------------


def everything() -> list[int]:
    return [job.posting_id for job in index.best_jobs(Seeker(frozenset(), frozenset()), 50)]


def test_a_job_shows_once_it_is_committed_and_goes_when_it_is_gone() -> None:
    first = asking("bls")
    loaded()
    second = PostingFactory()

    shown = everything()
    SearchRow.objects.filter(pk=first.pk).delete()

    assert by_index()
    assert (shown, everything()) == ([first.pk, second.pk], [second.pk])


def test_what_was_undone_never_shows() -> None:
    first = asking("bls")
    loaded()

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        PostingFactory()
        raise ZeroDivisionError

    assert everything() == [first.pk]


def test_within_a_transaction_that_wrote_the_tables_answer_and_nobody_else_sees_it() -> None:
    first = asking("bls")
    loaded()

    with transaction.atomic():
        mine = PostingFactory()
        inside = (everything(), by_index())
        elsewhere = in_another_session(everything)
        transaction.set_rollback(True)

    assert inside == ([first.pk, mine.pk], False)
    assert elsewhere == [first.pk]
    assert everything() == [first.pk]


def test_a_transaction_on_an_older_snapshot_is_answered_from_the_tables() -> None:
    first = asking("bls")
    loaded()

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT 1 FROM listings_searchrow")
        in_another_session(lambda: (PostingFactory(), everything()))
        seen = everything()

    assert seen == [first.pk]
    assert len(everything()) == 2


def test_a_transaction_that_began_early_and_commits_late_is_not_missed() -> None:
    loaded()
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> int:
        with transaction.atomic():
            posting = PostingFactory()
            begun.set()
            assert go_on.wait(20)
        return posting.pk

    late: list[int] = []
    thread = threading.Thread(target=lambda: late.append(in_this_thread(slow)))
    thread.start()
    assert begun.wait(20)
    quick = PostingFactory()
    before = everything()
    go_on.set()
    thread.join()

    assert by_index()
    assert before == [quick.pk]
    assert sorted(everything()) == sorted([quick.pk, *late])


def test_an_emptied_table_is_read_anew() -> None:
    asking("bls")
    loaded()
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute("TRUNCATE listings_searchrow")
        cursor.execute("RESET ROLE")

    assert everything() == []
    finish_loading()
    assert by_index() and everything() == []


def test_another_role_is_answered_from_the_tables() -> None:
    asking("bls")
    loaded()

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        assert not by_index()

    assert by_index()


def test_wishes_compiled_later_count_from_then_on() -> None:
    formula = Formula.objects.for_tree(all_of(leaf("rn:OH"), wish("epic")))
    kept = list(formula.paths.exclude(wish=None).values("number", "wish", "needs", "group_count"))
    formula.paths.exclude(wish=None).delete()
    plainer = PostingFactory(formula=Formula.objects.for_tree(all_of(leaf("rn:OH"))))
    wished = PostingFactory(formula=formula, published_at=NOW - dt.timedelta(days=1))
    epic = vocabulary.current().by_slug["epic"].id
    loaded()

    def order() -> list[int]:
        found = index.best_jobs(Seeker(frozenset([epic]), frozenset()), 5)
        return [job.posting_id for job in found]

    before = order()
    formula.paths.create(**kept[0])

    assert by_index()
    assert (before, order()) == ([plainer.pk, wished.pk], [wished.pk, plainer.pk])


# --- notes of changes ---------------------------------------------------------------------------


def test_old_notes_are_cleared_and_who_may_have_missed_some_reads_all_again() -> None:
    loaded()
    asleep = JOBS._state
    assert asleep is not None
    PostingFactory()
    IndexChange.objects.update(at=timezone.now() - dt.timedelta(days=2))

    gone = prune_once_all_can_see()

    assert gone > 0
    assert set(IndexChange.objects.values_list("what", "row_id")) == {("pruned", 0)}
    assert len(everything()) == 1  # by the tables: the index cannot know
    finish_loading()
    assert by_index() and len(everything()) == 1


def prune_once_all_can_see() -> int:
    """A transaction anywhere on the server (another test's) holds the clearing up until it ends."""
    gone = 0
    for _ in range(200):
        gone += prune_changes()
        if not IndexChange.objects.exclude(what="pruned").exists():
            break
        time.sleep(0.1)
    return gone


def test_clearing_disturbs_nobody_who_has_looked() -> None:
    loaded()
    PostingFactory()
    everything()
    IndexChange.objects.update(at=timezone.now() - dt.timedelta(days=2))
    Place.objects.filter(zip="45203").update(county="Hamilton")
    assert by_index()

    prune_changes()

    assert by_index()


def test_a_change_that_no_index_shows_is_not_noted() -> None:
    posting = asking("rn")
    IndexChange.objects.all().delete()

    refresh_search_row(posting)

    assert not IndexChange.objects.exists()


def test_standing_knows_every_formula_and_buckets() -> None:
    formula = Formula.objects.for_tree(required("rn:OH"))
    loaded()
    fits = index.formula_fits(frozenset(), frozenset())
    later = Formula.objects.for_tree(required("bls", note=f"{timezone.now()}"))
    index.formula_fits(frozenset(), frozenset())

    assert fits[formula.pk] == "could_meet"
    assert fits.get(later.pk, "unknown") == "unknown"
    assert formula.pk in fits.ids_in(["could_meet"])
    assert formula.pk in list(fits) and later.pk not in list(fits)


# --- sessions -----------------------------------------------------------------------------------


def in_this_thread(work: Any) -> Any:
    try:
        return work()
    finally:
        connection.close()


def in_another_session(work: Any) -> Any:
    found: list[Any] = []
    thread = threading.Thread(target=lambda: found.append(in_this_thread(work)))
    thread.start()
    thread.join(30)
    return found[0]


def finish_loading() -> None:
    assert JOBS._loading is not None
    JOBS.wait()
