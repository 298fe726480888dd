from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from zxcvbn import zxcvbn

MOST = 4096
# zxcvbn takes seconds over long input, and what is long is not guessed anyway.
LOOKED_AT = 72


class HardToGuess:
    """Refuses passwords a guesser would try early; no rules about which characters they hold."""

    def __init__(self, min_score: int = 3) -> None:
        self.min_score = min_score

    def validate(self, password: str, user: Any = None) -> None:
        if len(password) > MOST:
            raise ValidationError(
                _("A password can have at most %(n)d characters.") % {"n": MOST}, code="too_long"
            )
        known = ["outpatient", "careers", "outpatientcareers"]
        if user is not None:
            email = getattr(user, "email", "") or ""
            known += [email, *email.replace(".", " ").replace("@", " ").split()]
            known += (getattr(user, "full_name", "") or "").split()
        found = zxcvbn(password[:LOOKED_AT], user_inputs=known)
        if found["score"] < self.min_score:
            raise ValidationError(
                _("This password is easy to guess. Three or four unrelated words are stronger."),
                code="easy_to_guess",
            )

    def get_help_text(self) -> str:
        return _("Hard to guess: for example three or four unrelated words.")
