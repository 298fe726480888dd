import pytest

from tests.factories.matching import holds, lacks


@pytest.fixture(autouse=True)
def _catalogue(vocabulary: None, db: None) -> None:
    """Fit means nothing without the vocabulary."""


@pytest.fixture
def dana(candidate):
    """The candidate as a profile: a nurse in Ohio with a bachelor's in nursing, without the CCM."""
    return lacks(holds(candidate.candidate_profile, "rn", "bachelor:nursing"), "ccm")
