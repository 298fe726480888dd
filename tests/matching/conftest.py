import pytest

from profiles.models import CandidateProfile
from profiles.services.profiles import recompute_terms
from tests.factories.matching import holds, lacks


@pytest.fixture(autouse=True)
def _catalogue(vocabulary: None, db: None) -> None:
    """Fit means nothing without the vocabulary."""


@pytest.fixture
def dana(candidate):
    """The candidate as a profile: a nurse in Ohio with a bachelor's in nursing, without the CCM."""
    return lacks(holds(candidate.candidate_profile, "rn", "bachelor:nursing"), "ccm")


@pytest.fixture
def me(dana):
    """Her held terms are kept with the profile, as services keep them."""
    recompute_terms(profile=dana)
    return CandidateProfile.objects.get(pk=dana.pk)
