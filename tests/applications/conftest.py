from __future__ import annotations

import pytest

from applications.models import Application
from listings.models import JobPosting
from tests.factories.applications import complete, posting_of, sent_application


@pytest.fixture
def posting(vocabulary, clinic, clinic_site) -> JobPosting:
    return posting_of(clinic, facility=clinic_site, title="RN Care Coordinator")


@pytest.fixture
def ready(vocabulary, candidate):
    """The candidate with a complete profile."""
    complete(candidate)
    return candidate


@pytest.fixture
def application(posting, ready) -> Application:
    return sent_application(posting, ready)
