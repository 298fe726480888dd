"""How often the API may be asked."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from core import limits

A_MINUTE = 120


class PerMinute(BaseThrottle):
    """Exact over all processes; by address, or by user once there are tokens."""

    def allow_request(self, request: Request, view: Any) -> bool:
        return bool(
            limits.hit(f"api:{limits.client_key(request._request)}", limit=A_MINUTE, seconds=60)
        )

    def wait(self) -> float:
        return 60
