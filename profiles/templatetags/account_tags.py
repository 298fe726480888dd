from __future__ import annotations

from django.conf import settings
from django.template import Library

register = Library()


@register.simple_tag
def second_factor_asked() -> bool:
    """False only where the demo runs without it; the pages then say so."""
    return settings.MFA_REQUIRED
