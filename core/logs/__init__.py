"""JSON log lines with a request id and without personal data. Imports no models: settings use it."""

from core.logs.config import logging_config
from core.logs.context import current_request_id
from core.logs.security import security

__all__ = ["current_request_id", "logging_config", "security"]
