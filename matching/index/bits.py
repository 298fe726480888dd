"""A formula over everybody at once: a bit per person, 64 people an operation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint64]
# term id -> (who holds it, who is known not to)
TermBits = Callable[[int], tuple[Bits, Bits]]
AnyOf = frozenset[int]
Path = tuple[AnyOf, ...]


def packed(yes: NDArray[np.bool_]) -> Bits:
    """The first person is the lowest bit; what is over in the last word is no."""
    short = -len(yes) % 64
    if short:
        yes = np.concatenate([yes, np.zeros(short, bool)])
    words: Bits = np.packbits(yes, bitorder="little").view(np.uint64)
    return words


def unpacked(bits: Bits) -> NDArray[np.int64]:
    """Numbers of the people whose bit is set."""
    return np.flatnonzero(np.unpackbits(bits.view(np.uint8), bitorder="little"))


def count(bits: Bits) -> int:
    return int(np.bitwise_count(bits).sum())


def either(some: Sequence[Bits]) -> Bits:
    return reduce(np.bitwise_or, some)


class Counter:
    """How many of several bits are set, person by person, in binary: plane 0 holds the ones."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.planes: list[Bits] = []
        self.most = 0

    def add(self, bits: Bits) -> None:
        self.most += 1
        carry = bits
        for number, plane in enumerate(self.planes):
            self.planes[number], carry = plane ^ carry, plane & carry
        if self.most.bit_length() > len(self.planes):
            self.planes.append(carry)

    def equals(self, number: int) -> Bits:
        if number > self.most:
            return np.zeros(self.size, np.uint64)
        found = ~np.zeros(self.size, np.uint64)
        for place, plane in enumerate(self.planes):
            found &= plane if number >> place & 1 else ~plane
        return found


@dataclass
class PathBits:
    out: Counter
    unstated: Counter


class FormulaBits:
    """Where everybody stands to one formula; `sizes`: words of 64 people."""

    def __init__(
        self, paths: Sequence[Path], wishes: Sequence[Sequence[Path]], terms: TermBits, size: int
    ):
        self.size = size
        self._terms = terms
        self._groups: dict[AnyOf, tuple[Bits, Bits]] = {}
        self.paths = [self._path(path) for path in paths]
        self._wishes = wishes

    def _group(self, group: AnyOf) -> tuple[Bits, Bits]:
        """(who holds one of them, who is known to hold none)"""
        if group not in self._groups:
            each = [self._terms(term) for term in sorted(group)]
            met = either([held for held, _not in each])
            self._groups[group] = met, reduce(np.bitwise_and, [no for _held, no in each]) & ~met
        return self._groups[group]

    def _path(self, path: Path) -> PathBits:
        bits = PathBits(Counter(self.size), Counter(self.size))
        for group in path:
            met, out = self._group(group)
            bits.out.add(out)
            bits.unstated.add(~(met | out))
        return bits

    def levels(self, among: Bits) -> Iterator[tuple[int, int, Bits]]:
        """(ruled out, not stated, who stands so) on her nearest path, nearest first, until all are told."""
        left = among.copy()
        outs = [path.out.most for path in self.paths]
        for out in range(max(outs) + 1):
            with_out = [path.out.equals(out) & left for path in self.paths]
            if not either(with_out).any():
                continue
            for unstated in range(max(outs) + 1 - out):
                here = either(
                    [
                        some & path.unstated.equals(unstated)
                        for some, path in zip(with_out, self.paths, strict=True)
                    ]
                )
                here &= left
                left &= ~here
                if here.any():
                    yield out, unstated, here
                if not left.any():
                    return

    def buckets(self, among: Bits) -> list[Bits]:
        """Who meets all, could, has one gap, has more: four parts of `among`."""
        none_out = either([path.out.equals(0) for path in self.paths])
        met = either([p.out.equals(0) & p.unstated.equals(0) for p in self.paths])
        one = either([path.out.equals(1) for path in self.paths])
        return [
            among & met,
            among & none_out & ~met,
            among & one & ~none_out,
            among & ~one & ~none_out,
        ]

    def by_wishes(self, among: Bits) -> Iterator[tuple[int, Bits]]:
        """(preferred lines met, who meets so many), most first."""
        met = Counter(self.size)
        for ways in self._wishes:
            if ways:
                met.add(either([self._met(path) for path in ways]))
        for number in range(met.most, -1, -1):
            here = met.equals(number) & among
            if here.any():
                yield number, here

    def _met(self, path: Path) -> Bits:
        every = [self._group(group)[0] for group in path]
        return reduce(np.bitwise_and, every, ~np.zeros(self.size, np.uint64))
