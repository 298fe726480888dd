"""The indexes of this process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matching.index.columns import JOB_SQL_AS_NUMBERS, JobRow
from matching.index.formulas import FormulaTable
from matching.index.freshness import CHANGED, Keeper
from matching.index.jobs import JobColumns
from matching.index.loading import load_formulas, load_jobs, read_formulas
from matching.index.loading_people import load_people, refreshed_people
from matching.index.people import PeopleColumns


@dataclass
class JobIndex:
    formulas: FormulaTable
    jobs: JobColumns

    @classmethod
    def load(cls, cursor: Any) -> JobIndex:
        formulas = load_formulas(cursor)
        return cls(formulas, load_jobs(cursor, formulas))

    def refresh(self, cursor: Any, last: str) -> str:
        """Jobs first: the formulas read after them are at least as new, so none is missing."""
        cursor.execute(
            f"""SELECT pg_current_snapshot()::text, c.row_id, s.states, {JOB_SQL_AS_NUMBERS}
            FROM (VALUES (1)) always LEFT JOIN {CHANGED} ON true
            LEFT JOIN listings_searchrow s ON s.posting_id = c.row_id""",
            {"last": last, "what": "job"},
        )
        changed = cursor.fetchall()
        self._refresh_formulas(cursor, last)
        self.jobs.change({row[1]: self._job(row) for row in changed if row[1] is not None})
        snapshot: str = changed[0][0]
        return snapshot

    @property
    def is_long(self) -> bool:
        """Its columns work in what changed by themselves."""
        return False

    def _job(self, row: tuple[Any, ...]) -> JobRow | None:
        _snapshot, _id, states, posting_id, formula_id, published, x, y, z, cell, remote = row
        if posting_id is None:
            return None
        mask = self.jobs.states.mask(states) if remote else 0
        number = self.formulas.numbers[formula_id] if formula_id else 0
        return JobRow(posting_id, number, published, x, y, z, cell, remote, mask)

    def _refresh_formulas(self, cursor: Any, last: str) -> None:
        cursor.execute(f"SELECT row_id FROM {CHANGED}", {"last": last, "what": "formula"})
        changed = [pk for (pk,) in cursor.fetchall()]
        if any(pk in self.formulas.numbers for pk in changed):
            self.formulas = load_formulas(cursor, kept=self.formulas.numbers)
        elif changed:
            self.formulas.add(read_formulas(cursor, changed))


# Changed people are looked at as a whole; more of them than this, and everybody is read anew.
LONGEST_TAIL = 5_000
# Terms that somebody asked about though no live job does; read along with the next load.
ASKED_BESIDE: set[int] = set()


@dataclass
class PeopleIndex:
    people: PeopleColumns

    @classmethod
    def load(cls, cursor: Any) -> PeopleIndex:
        return cls(load_people(cursor, set(ASKED_BESIDE)))

    def refresh(self, cursor: Any, last: str) -> str:
        snapshot, changed = refreshed_people(cursor, last)
        self.people.change(changed)
        return snapshot

    @property
    def is_long(self) -> bool:
        return self.people.tail_length > LONGEST_TAIL


JOBS: Keeper[JobIndex] = Keeper(["job", "formula"], JobIndex.load)
PEOPLE: Keeper[PeopleIndex] = Keeper(["person"], PeopleIndex.load)
