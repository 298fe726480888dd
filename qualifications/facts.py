"""One stated credential, as plain data: what a profile says, what a snapshot keeps, what a closure reads."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from qualifications.enums import FactStatus

Part = tuple[str, int]
Shared = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Fact:
    """One stated credential.

    term: slug of the level, degree, certification ... (`rn`, `bachelor:nursing`, `ccm`,
    `experience:care-coordination`, `spanish:fluent`); a state license may also be written `rn:OH`.
    months: total of dated experience, None for a job without dates; or how long a limited permit runs.
    `privilege`: a compact privilege bought for `state`, not a license. `expires` is the last valid day.
    `label` names the issuer, workplace or degree; `source_ref` the profile line it came from.
    parts: the workplaces whose union `months` is. together: of the time in this area, the months that
    were at once in another (a setting, a group of people); None: never at once.
    """

    term: str
    state: str = ""
    multistate: bool = False
    privilege: bool = False
    status: str = FactStatus.ACTIVE.value
    expires: date | None = None
    months: int | None = None
    label: str = ""
    source_ref: str = ""
    parts: tuple[Part, ...] = ()
    together: tuple[Shared, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        # no months and a job of less than one are two things, so zero is kept
        kept = {
            key: value
            for key, value in asdict(self).items()
            if value is not False and value not in ("", None, ())
        }
        for key in ("parts", "together"):
            if key in kept:
                kept[key] = [list(pair) for pair in kept[key]]
        return {**kept, "expires": self.expires.isoformat()} if self.expires else kept

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Fact:
        values = {f.name: data[f.name] for f in fields(cls) if f.name in data}
        if values.get("expires"):
            values["expires"] = date.fromisoformat(values["expires"])
        for key in ("parts", "together"):
            values[key] = tuple(tuple(pair) for pair in values.get(key, ()))
        return cls(**values)


def level_and_state(fact: Fact) -> tuple[str, str]:
    level, _colon, state = fact.term.partition(":")
    return level, fact.state or state
