"""Cases as the worker opens them."""

from __future__ import annotations

from typing import Any

from moderation import services
from moderation.models import Case
from profiles.models import Facility, User
from tests.factories.listings import submitted_posting


def waiting_case(site: Facility, by: User, **changes: Any) -> Case:
    posting = submitted_posting(site, by, **changes)
    services.open_cases()
    return posting.cases.get()
