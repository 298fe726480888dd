"""How well the reader reads: what it found and missed against adverts labelled by hand.

Counted per advert, as often as each is asked for. The plain figures compare the thing and whether it is
required or preferred; the stricter ones also fields, areas, timing and which things are alternatives.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from listings.reader import read_advert
from listings.reading.labels import Item, LabelsAbsent, advert_to_read, label_of, read_labels
from qualifications import vocabulary

Key = tuple[Any, ...]
# The four kinds a formula stands or falls with; the aim is 0.95 of precision and 0.85 of recall.
AIMED = ("education", "license", "certification", "years")


def _plain(item: Item) -> Key:
    return (item["term"], item["need"])


def _years(item: Item) -> Key:
    return (item["months"], item["need"])


KEYS: dict[str, Callable[[Item], Key]] = {
    "education": _plain,
    "license": _plain,
    "certification": _plain,
    "years": _years,
    "experience": _plain,
    "language": _plain,
    "skill": _plain,
    "clearance": _plain,
    "education, fields": lambda item: (*_plain(item), *sorted(item.get("fields") or ())),
    "years, areas": lambda item: (*_years(item), *sorted(item.get("areas") or ())),
    "license, timing": lambda item: (*_plain(item), item.get("when")),
    "certification, timing": lambda item: (*_plain(item), item.get("when")),
    "language, level": lambda item: (*_plain(item), item.get("level")),
}


def kind_of(item: Item) -> str:
    """Experience with a number of years is a kind of its own: it is what adverts state most exactly."""
    return "years" if item["kind"] == "experience" and item.get("months") else item["kind"]


@dataclass
class Count:
    found: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        return _share(self.found, self.found + self.wrong)

    @property
    def recall(self) -> float | None:
        return _share(self.found, self.found + self.missed)

    def add(self, wanted: Counter, read: Counter) -> None:
        both = (wanted & read).total()
        self.found += both
        self.wrong += read.total() - both
        self.missed += wanted.total() - both

    def as_dict(self) -> dict[str, Any]:
        return {
            "found": self.found,
            "wrong": self.wrong,
            "missed": self.missed,
            "precision": self.precision,
            "recall": self.recall,
        }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


@dataclass
class Measurement:
    adverts: int = 0
    kinds: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    right: Counter[str] = field(default_factory=Counter)
    errors: list[dict[str, Any]] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        return {
            "adverts": self.adverts,
            "kinds": {name: count.as_dict() for name, count in self.kinds.items()},
            "adverts_right": {
                name: _share(count, self.adverts) for name, count in sorted(self.right.items())
            },
        }


def measure(labels: Iterable[dict[str, Any]], rows: dict[str, dict[str, Any]]) -> Measurement:
    result = Measurement()
    with vocabulary.pinned():
        for label in labels:
            if label["id"] not in rows:
                raise LabelsAbsent(f"No advert {label['id']} among those here.")
            read = label_of(read_advert(advert_to_read(rows[label["id"]])))
            _compare(result, label, read)
    return result


def measure_file(gold: Path, rows: dict[str, dict[str, Any]]) -> Measurement:
    return measure(read_labels(gold), rows)


def _compare(result: Measurement, label: dict[str, Any], read: dict[str, Any]) -> None:
    result.adverts += 1
    for name, key in KEYS.items():
        kind = name.split(",")[0]
        wanted, got = (
            Counter(key(item) for item in side["requirements"] if kind_of(item) == kind)
            for side in (label, read)
        )
        result.kinds[name].add(wanted, got)
        if wanted != got:
            _note(result, label["id"], name, wanted, got)
    wanted, got = _groups(label["requirements"]), _groups(read["requirements"])
    result.kinds["alternatives"].add(wanted, got)
    if wanted != got:
        _note(result, label["id"], "alternatives", wanted, got)
    wanted, got = Counter(label["settings"]), Counter(read["settings"])
    result.kinds["settings"].add(wanted, got)
    if wanted != got:
        _note(result, label["id"], "settings", wanted, got)
    result.kinds["pay"].add(_pay(label["pay"]), _pay(read["pay"]))
    _compare_whole(result, label, read)


def _compare_whole(result: Measurement, label: dict[str, Any], read: dict[str, Any]) -> None:
    for name in ("role_family", "out_of_scope", "pay", "employment_type", "workplace"):
        same = _pay(label[name]) == _pay(read[name]) if name == "pay" else label[name] == read[name]
        result.right[name] += same
        if not same:
            _note(
                result, label["id"], name, Counter([str(label[name])]), Counter([str(read[name])])
            )
    for name, kinds in (("aimed formula", AIMED), ("whole formula", tuple(KEYS))):
        result.right[name] += _whole(label, kinds) == _whole(read, kinds)


def _whole(side: dict[str, Any], kinds: tuple[str, ...]) -> tuple[Counter, Counter]:
    items = [item for item in side["requirements"] if kind_of(item) in kinds]
    return Counter(_full(item) for item in items), _groups(items)


def _full(item: Item) -> Key:
    kind = kind_of(item)
    return (kind, *KEYS[kind](item))


def _groups(items: list[Item]) -> Counter:
    """Each set of alternatives, as the set of its ways, each way as the set of what it asks for."""
    groups: dict[Any, dict[Any, list[Key]]] = defaultdict(lambda: defaultdict(list))
    for place, item in enumerate(items):
        if item.get("alt") is not None:
            groups[item["alt"]][item.get("path", place)].append(_full(item))
    return Counter(
        frozenset(frozenset(way) for way in ways.values())
        for ways in groups.values()
        if len(ways) > 1
    )


def _pay(pay: dict[str, Any] | None) -> Counter:
    if not pay:
        return Counter()
    ends = (None if pay[end] is None else float(pay[end]) for end in ("min", "max"))
    return Counter([(*ends, pay["unit"])])


def _note(result: Measurement, key: str, name: str, wanted: Counter, got: Counter) -> None:
    missed, wrong = wanted - got, got - wanted
    result.errors.append(
        {
            "id": key,
            "what": name,
            "missed": sorted(map(_words, missed.elements())),
            "wrong": sorted(map(_words, wrong.elements())),
        }
    )


def _words(key: object) -> str:
    if isinstance(key, frozenset):
        return " or ".join(
            sorted(" and ".join(sorted(map(_words, way))) for way in key)  # type: ignore[call-overload]
        )
    return " ".join(map(str, key)) if isinstance(key, tuple) else str(key)
