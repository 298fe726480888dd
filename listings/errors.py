"""Refusals of this room that say more than one sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.errors import Refused


class Incomplete(Refused):
    """A posting cannot be sent to review yet. `errors` maps form fields to what is missing or wrong;
    lines of a list are named `pay_components.0.kind`, lines of the requirements `requirements.0.1`."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        first = next(iter(errors))
        super().__init__(
            _("The job is not complete yet: %(what)s") % {"what": errors[first][0]}, field=first
        )
        self.errors = errors


class Stale(Refused):
    """Somebody else saved in between; nothing was changed."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Someone else has changed this job since you opened it. Reload the page to see their version."
            )
        )
