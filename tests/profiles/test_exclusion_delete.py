from __future__ import annotations

from profiles import services
from tests.profiles.pages import at


def test_exclusion_delete_lifts_ones_own(browse, candidate, other_candidate, profile, clinic):
    services.exclude_employer(profile=profile, by=candidate, employer=clinic)

    assert browse(other_candidate).post(at("exclusion_delete", clinic.public_id)).status_code == 404
    assert profile.exclusions.count() == 1

    browse(candidate).post(at("exclusion_delete", clinic.public_id))
    assert profile.exclusions.count() == 0
