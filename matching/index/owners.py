"""The owners of saved searches as bits, so that fit is worked out for all of them formula by formula."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matching.index.bits import FormulaBits, packed
from matching.index.fits import BUCKETS
from matching.index.people import UnknownTerm
from qualifications.compiling import Compiled

Bools = NDArray[np.bool_]
NOTHING_ASKED = len(BUCKETS) - 1


class Owners:
    """`held` and `known_not`: a row for each term, a column for each owner, in the order of the searches' `owner`."""

    def __init__(self, terms: Sequence[int], held: Bools, known_not: Bools) -> None:
        self.count = held.shape[1]
        self._terms = {
            term: (packed(held[row]), packed(known_not[row])) for row, term in enumerate(terms)
        }
        self._all = packed(np.ones(self.count, bool))

    def buckets(self, form: Compiled | None) -> NDArray[np.uint8]:
        """Number of the bucket (`BUCKETS`) that the formula falls in, for every owner."""
        found = np.full(self.count, NOTHING_ASKED, np.uint8)
        if form is None or not form.required_count:
            return found
        bits = FormulaBits(form.paths, (), self._term, len(self._all))
        for number, part in enumerate(bits.buckets(self._all)):
            yes = np.unpackbits(part.view(np.uint8), bitorder="little")[: self.count]
            found[yes.view(bool)] = number
        return found

    def _term(self, term_id: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
        if term_id not in self._terms:
            raise UnknownTerm(term_id)
        return self._terms[term_id]
