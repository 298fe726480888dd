"""How one person stands to every distinct formula: what the search rows join on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from qualifications.enums import Bucket
from qualifications.matching_sql import Gap

# The order in which jobs are worth a look, and the five parts the counts add up from.
BUCKETS = [
    Bucket.MEETS_ALL.value,
    Bucket.COULD_MEET.value,
    Bucket.ONE_GAP.value,
    Bucket.STRETCH.value,
    Bucket.NO_REQUIREMENTS.value,
]
NUMBER = {bucket: number for number, bucket in enumerate(BUCKETS)}
NOTHING_ASKED = Gap(Bucket.NO_REQUIREMENTS.value, 0, 0, 0)
MOST = 255  # lines of one kind that the key can tell apart; a formula has at most 60


def key_of(gap: Gap) -> int:
    """Smaller is better: bucket, fewest ruled out, fewest not stated, most wishes met."""
    least = (NUMBER[gap.bucket], min(gap.ruled_out, MOST), min(gap.not_stated, MOST))
    bucket, out, unstated = least if gap.bucket != Bucket.NO_REQUIREMENTS else (least[0], 0, 0)
    return bucket << 24 | out << 16 | unstated << 8 | (MOST - min(gap.wishes, MOST))


def bucket_of_key(key: int) -> str:
    return BUCKETS[key >> 24]


class FormulaFits(Mapping[int, str]):
    """Formula id -> bucket, and in `order` the whole order. `numbers` says where a formula stands in `order`;
    it may grow behind our back, so that what lies beyond it counts as unknown."""

    def __init__(self, numbers: Mapping[int, int], order: NDArray[np.uint32]) -> None:
        self.numbers = numbers
        self.order = order

    @classmethod
    def of(cls, gaps: Mapping[int, Gap]) -> FormulaFits:
        keys = np.fromiter((key_of(gap) for gap in gaps.values()), np.uint32, len(gaps))
        return cls({pk: number for number, pk in enumerate(gaps)}, keys)

    def __getitem__(self, formula_id: int) -> str:
        number = self.numbers[formula_id]
        if number >= len(self.order):
            raise KeyError(formula_id)
        return bucket_of_key(int(self.order[number]))

    def __iter__(self) -> Iterator[int]:
        known = len(self.order)
        return iter([pk for pk, number in list(self.numbers.items()) if number < known])

    def __len__(self) -> int:
        return len(list(iter(self)))

    def ids_in(self, buckets: Iterable[str]) -> list[int]:
        """Formulas that fall in one of these buckets."""
        chosen = np.isin(self.order >> 24, [NUMBER[bucket] for bucket in buckets]).tolist()
        known = len(chosen)
        return [pk for pk, n in list(self.numbers.items()) if n < known and chosen[n]]

    def pairs(self) -> tuple[list[int], list[int]]:
        """(formula ids, keys) side by side, to join on."""
        ids = list(self)
        at = np.fromiter((self.numbers[pk] for pk in ids), np.int64, len(ids))
        return ids, self.order[at].tolist()
