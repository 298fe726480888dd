"""Read whole tables into columns, quickly: PostgreSQL's binary COPY is a record array but for its byte order."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.index.columns import JOB_SQL, States, job_dtype
from matching.index.formulas import FormulaTable, Group, StoredFormula
from matching.index.jobs import JobColumns

_HEADER, _TRAILER = 19, 2


class _Sink:
    def __init__(self) -> None:
        self.data = bytearray()

    def write(self, part: bytes) -> None:
        self.data += part


def copied(cursor: Any, sql: str) -> bytearray:
    """The bytes of a binary COPY of this query."""
    sink = _Sink()
    cursor.copy_expert(f"COPY ({sql}) TO STDOUT (FORMAT binary)", sink, 1 << 18)
    return sink.data


def records(data: bytearray, columns: list[tuple[str, Any]]) -> NDArray[np.void]:
    """Rows of fixed width: each column has a length and a big-endian value, none is NULL."""
    sent: list[tuple[str, Any]] = [("columns", ">i2")]
    for name, kind in columns:
        sent += [(f"{name}_length", ">i4"), (name, np.dtype(kind).newbyteorder(">"))]
    shape = np.dtype(sent)
    count = (len(data) - _HEADER - _TRAILER) // shape.itemsize
    return np.frombuffer(data, shape, count, _HEADER)


def load_jobs(cursor: Any, formulas: FormulaTable) -> JobColumns:
    states = States()
    known = [n for n in job_dtype.names or () if n != "states"]
    kinds = [(name, job_dtype.fields[name][0]) for name in known]  # type: ignore[index]
    sent = records(copied(cursor, f"SELECT {JOB_SQL} FROM listings_searchrow s"), kinds)
    rows = np.zeros(len(sent), job_dtype)
    for name in known:
        rows[name] = sent[name]
    rows["formula"] = _numbers(rows["formula"], formulas)
    cursor.execute(
        "SELECT posting_id, states FROM listings_searchrow WHERE workplace = 'remote' AND states <> '{}'"
    )
    limited = dict(cursor.fetchall())
    remote = np.flatnonzero(rows["remote"])
    masks: dict[tuple[str, ...], int] = {}
    for at, posting_id in zip(remote.tolist(), rows["id"][remote].tolist(), strict=True):
        codes = tuple(limited.get(posting_id, ()))
        if codes not in masks:
            masks[codes] = states.mask(codes)
        rows["states"][at] = masks[codes]
    return JobColumns(rows, states)


def _numbers(ids: NDArray[np.int64], formulas: FormulaTable) -> NDArray[np.int64]:
    known = np.array([0, *formulas.numbers], np.int64)
    numbers = np.array([0, *formulas.numbers.values()], np.int64)
    order = np.argsort(known)
    return numbers[order][np.searchsorted(known[order], ids)]


def read_formulas(cursor: Any, ids: list[int] | None = None) -> list[StoredFormula]:
    """All formulas, or these, in the order of their ids; in one statement, so of one moment."""
    cursor.execute(
        f"""SELECT f.id, f.required_count, p.wish, p.needs, a.any_ofs FROM qualifications_formula f
        LEFT JOIN qualifications_formulapath p ON p.formula_id = f.id
        LEFT JOIN LATERAL (SELECT json_agg(term_ids) any_ofs FROM qualifications_formulaanyof
            WHERE path_id = p.id) a ON true
        {"" if ids is None else "WHERE f.id = ANY(%s)"} ORDER BY f.id, p.number""",
        None if ids is None else [ids],
    )
    found: list[StoredFormula] = []
    for (pk, asked), rows in groupby(cursor.fetchall(), key=lambda row: row[:2]):
        paths: list[list[Group]] = []
        wishes: dict[int, list[list[Group]]] = {}
        for _pk, _asked, wish, needs, any_ofs in rows:
            if needs is not None:
                groups = [(term,) for term in needs] + [tuple(ids) for ids in any_ofs or ()]
                (paths if wish is None else wishes.setdefault(wish, [])).append(groups)
        found.append(StoredFormula(pk, asked, paths, list(wishes.values())))
    return found


def load_formulas(cursor: Any, *, kept: Iterable[int] = ()) -> FormulaTable:
    """All formulas; those of `kept` first, so that each keeps the number it had (gone ones ask nothing)."""
    stored = {formula.id: formula for formula in read_formulas(cursor)}
    table = FormulaTable()
    first = [stored.pop(pk, StoredFormula(pk, 0, [()])) for pk in kept]
    table.add([*first, *stored.values()])
    return table
