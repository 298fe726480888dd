"""What a service says when it does not do what was asked."""

from __future__ import annotations

from dataclasses import dataclass


class Refused(Exception):
    """A rule of the product said no. `reason` is text for the person; `field` names the form field it is about."""

    def __init__(self, reason: str, field: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field


@dataclass(frozen=True, slots=True)
class Verdict:
    """Answer of a permission or limit: truthy when ok, else with a reason the person may read."""

    ok: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.ok

    def require(self) -> None:
        if not self.ok:
            raise Refused(str(self.reason))


ALLOWED = Verdict(True)
