from __future__ import annotations

import structlog

_log = structlog.get_logger("security")


def security(event: str, *, user_id: int | None = None, **codes: str | int | bool | None) -> None:
    """One line in the security log: log-ins, denials, limits, exports. Ids and codes only."""
    _log.warning(event, kind="security", user_id=user_id, **codes)
