"""Rate limits that hold exactly, also with many processes, and that headers cannot move."""

from core.limits.addresses import client_ip, client_key
from core.limits.counter import forget, hit

__all__ = ["client_ip", "client_key", "forget", "hit"]
