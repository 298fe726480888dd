"""Does a stored application still say the same, from what was stored; and what would be said today?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from applications.models import Application
from qualifications.formulas import FormulaError
from qualifications.replay import Basis, differences, judged_again


@dataclass(frozen=True, slots=True)
class Replayed:
    """differences: where the verdict and its basis disagree (none: it replays). since: what today's
    vocabulary and rules would say otherwise of the same facts; no fault, only news."""

    public_id: str
    rule_version: str
    differences: tuple[str, ...]
    since: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        return not self.differences


def replay_application(application: Application) -> Replayed:
    if application.basis:
        found = differences(application.verdict, Basis.from_dict(application.basis))
    else:
        found = ["sent before what decides was kept"]
    if application.bucket != application.verdict.get("bucket"):
        found.append(f"column bucket: {application.bucket} / {application.verdict.get('bucket')}")
    return Replayed(
        application.public_id, application.rule_version, tuple(found), tuple(_since(application))
    )


def _since(application: Application) -> list[str]:
    snapshot, stored = application.snapshot, application.verdict
    try:
        now = judged_again(
            application.formula.tree,
            snapshot.get("facts", []),
            snapshot.get("denied", []),
            dt.date.fromisoformat(snapshot["on"]),
        )
    except FormulaError as error:
        return [f"the formula can no longer be read: {error}"]
    pairs = [
        ("rules", stored.get("rule_version"), now.rule_version),
        ("truth", stored.get("truth"), now.truth),
        ("bucket", stored.get("bucket"), now.bucket),
    ]
    return [f"{name}: {before} / {after}" for name, before, after in pairs if before != after]
