"""One job of a mail, and every reason it has to stand there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from listings.models import JobPosting
from matching.models import AlertHit

# More are one link away.
MOST_LISTED = 20


@dataclass
class Item:
    """`newly`: she came to qualify for it; `because` are the facts that did it."""

    posting: int
    opening: int
    searches: list[int]
    because: list[dict[str, str]]
    newly: bool
    job: JobPosting | None = field(default=None, compare=False, repr=False)

    def as_dict(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if name != "job"}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Item:
        return cls(**data)


def ordered_items(hits: Sequence[AlertHit]) -> list[Item]:
    """Each vacancy once, with the searches that want it; what she newly qualifies for first, then what most
    searches want, then the newest."""
    found: dict[int, Item] = {}
    for hit in sorted(hits, key=lambda hit: -hit.posting_id):
        item = found.setdefault(hit.opening_id, Item(hit.posting_id, hit.opening_id, [], [], False))
        if hit.search_id is not None and hit.search_id not in item.searches:
            item.searches.append(hit.search_id)
        if hit.because or hit.search_id is None:
            item.newly, item.because = True, hit.because or item.because
    return sorted(found.values(), key=lambda i: (not i.newly, -len(i.searches), -i.posting))
