from __future__ import annotations

from profiles.models import CandidateProfile
from tests.profiles.pages import at


def test_profile_start_makes_a_hidden_profile_once(browse, recruiter):
    client = browse(recruiter)

    client.post(at("profile_start"))
    client.post(at("profile_start"))

    assert CandidateProfile.objects.get(user=recruiter).visibility == "hidden"


def test_profile_start_by_get_is_refused(browse, recruiter):
    assert browse(recruiter).get(at("profile_start")).status_code == 405
    assert not CandidateProfile.objects.filter(user=recruiter).exists()
