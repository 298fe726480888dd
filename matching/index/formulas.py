"""All distinct formulas as packed sets: terms in groups, groups in paths, paths in formulas and wishes.

A group is worth one number: 0 held, 1 not stated, 65,536 ruled out. The sum over a path is then its gap, and
the least sum over the paths of a formula the nearest path, ruled out before not stated. The same groups
come back in thousands of formulas, so each is looked at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from matching.index.fits import MOST, FormulaFits

OUT_BITS = 16
# what the best term of a group says -> what the group adds to its path
_COST = np.array([1 << OUT_BITS, 1, 0], np.uint32)
_KNOWN_NOT, _UNSTATED, _HELD = 0, 1, 2

Group = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StoredFormula:
    """One formula as the tables hold it. A path is its groups; a wish its paths."""

    id: int
    required_count: int
    paths: Sequence[Sequence[Group]]
    wishes: Sequence[Sequence[Sequence[Group]]] = ()


@dataclass
class Ragged:
    """Lists of numbers end to end; `starts` says where each begins. None is ever empty."""

    values: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    starts: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))

    def extend(self, lists: Sequence[Sequence[int]]) -> None:
        if not lists:
            return
        sizes = np.fromiter((len(one) for one in lists), np.int64, len(lists))
        begin = len(self.values) + np.cumsum(sizes) - sizes
        flat = np.fromiter((v for one in lists for v in one), np.int32, int(sizes.sum()))
        self.values = np.concatenate([self.values, flat])
        self.starts = np.concatenate([self.starts, begin])

    def __len__(self) -> int:
        return len(self.starts)


class FormulaTable:
    """Formula number 0 stands for "no formula"; group 0 for nothing asked, which everybody meets."""

    def __init__(self) -> None:
        self.numbers: dict[int, int] = {}
        self.terms: dict[int, int] = {}
        self._groups: dict[Group, int] = {}
        self.group_terms, self.path_groups = Ragged(), Ragged()
        self.formula_paths = NDArrayList()
        self.wish_paths, self.wished_groups = NDArrayList(), Ragged()
        self.wish_of_formula = NDArrayList()
        self.asks = NDArrayList()
        self.add([StoredFormula(0, 0, [()])])

    def __len__(self) -> int:
        return len(self.asks.array)

    @property
    def nbytes(self) -> int:
        ragged = (self.group_terms, self.path_groups, self.wished_groups)
        lists = (self.formula_paths, self.wish_paths, self.wish_of_formula, self.asks)
        return sum(r.values.nbytes + r.starts.nbytes for r in ragged) + sum(
            one.array.nbytes for one in lists
        )

    def add(self, formulas: Iterable[StoredFormula]) -> None:
        """Append formulas that are not in the table yet."""
        fresh: list[Group] = []
        paths: list[list[int]] = []
        firsts: list[int] = []
        wish_firsts: list[int] = []
        wished: list[list[int]] = []
        wish_owners: list[int] = []
        asks: list[bool] = []
        for formula in formulas:
            number = len(self) + len(asks)
            if formula.id:
                self.numbers[formula.id] = number
            asks.append(formula.required_count > 0 and len(formula.paths) > 0)
            firsts.append(len(self.path_groups) + len(paths))
            paths += [self._numbered(path, fresh) for path in formula.paths] or [[0]]
            for ways in formula.wishes:
                if ways:
                    wish_owners.append(number)
                    wish_firsts.append(len(self.wished_groups) + len(wished))
                    wished += [self._numbered(path, fresh) for path in ways]
        self.group_terms.extend([[self._term(t) for t in group] for group in fresh])
        self.path_groups.extend(paths)
        self.wished_groups.extend(wished)
        self.formula_paths.extend(firsts)
        self.wish_paths.extend(wish_firsts)
        self.wish_of_formula.extend(wish_owners)
        self.asks.extend(asks)

    def _numbered(self, path: Sequence[Group], fresh: list[Group]) -> list[int]:
        if not self._groups:
            # the group nobody lacks: its one "term" is always held
            self._groups[()] = 0
            self.terms[-1] = 0
            fresh.append((-1,))
        return [self._group(group, fresh) for group in path] or [0]

    def _group(self, group: Group, fresh: list[Group]) -> int:
        number = self._groups.get(group)
        if number is None:
            number = self._groups[group] = len(self._groups)
            fresh.append(group)
        return number

    def _term(self, term_id: int) -> int:
        return self.terms.setdefault(term_id, len(self.terms))

    def fits(self, held: Iterable[int], known_not: Iterable[int]) -> FormulaFits:
        """Where the person stands, formula by formula; the same as `Compiled.gaps` and `formula_gaps`."""
        cost = self._group_costs(held, known_not)
        by_path = np.add.reduceat(cost[self.path_groups.values], self.path_groups.starts)
        gap = np.minimum.reduceat(by_path, self.formula_paths.array)
        out = np.minimum(gap >> OUT_BITS, MOST)
        unstated = np.minimum(gap & ((1 << OUT_BITS) - 1), MOST)
        bucket = np.where(out > 0, np.minimum(out + 1, 3), (unstated > 0).astype(np.uint32))
        asks = self.asks.array.astype(bool)
        key = bucket << 24 | out << 16 | unstated << 8
        key = np.where(asks, key, np.uint32(4 << 24)) | (MOST - self._wishes_met(cost))
        return FormulaFits(self.numbers, key.astype(np.uint32))

    def _group_costs(self, held: Iterable[int], known_not: Iterable[int]) -> NDArray[np.uint32]:
        says = np.full(len(self.terms), _UNSTATED, np.uint8)
        dense = self.terms
        says[[dense[t] for t in known_not if t in dense]] = _KNOWN_NOT
        says[[dense[t] for t in held if t in dense]] = _HELD
        says[dense[-1]] = _HELD
        best = np.maximum.reduceat(says[self.group_terms.values], self.group_terms.starts)
        return _COST[best]

    def _wishes_met(self, cost: NDArray[np.uint32]) -> NDArray[np.uint32]:
        if not len(self.wished_groups):
            return np.zeros(len(self), np.uint32)
        lacking = np.maximum.reduceat(cost[self.wished_groups.values], self.wished_groups.starts)
        met = np.minimum.reduceat(lacking, self.wish_paths.array) == 0
        owners = self.wish_of_formula.array[met]
        return np.bincount(owners, minlength=len(self)).astype(np.uint32)


class NDArrayList:
    """Numbers that only grow."""

    def __init__(self) -> None:
        self.array: NDArray[np.int64] = np.zeros(0, np.int64)

    def extend(self, values: Sequence[int]) -> None:
        if values:
            self.array = np.concatenate([self.array, np.asarray(values, np.int64)])
