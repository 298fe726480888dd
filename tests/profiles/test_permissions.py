from __future__ import annotations

import pytest
from django.utils import timezone

from profiles import permissions

VERDICTS = {
    "can_edit_employer": {"owner", "admin"},
    "can_manage_team": {"owner", "admin"},
    "can_edit_facilities": {"owner", "recruiter", "admin"},
    "can_see_team": {"owner", "recruiter", "reviewer", "admin"},
    "can_post_jobs": {"owner", "recruiter"},
    "can_read_applications": {"owner", "recruiter", "reviewer"},
    "can_answer_applications": {"owner", "recruiter"},
}


@pytest.mark.parametrize("name", VERDICTS)
def test_verdicts_over_the_whole_cast(name, cast, clinic):
    verdict = getattr(permissions, name)

    allowed = {who for who, user in cast.items() if verdict(user, clinic)}

    assert allowed == VERDICTS[name]
    assert verdict(cast["outsider"], clinic).reason


def test_can_read_applications_before_the_domain_is_confirmed(clinic, owner):
    clinic.level = 0

    assert "domain" in permissions.can_read_applications(owner, clinic).reason


@pytest.mark.parametrize(
    "name", ["can_post_jobs", "can_read_applications", "can_answer_applications"]
)
def test_suspended_employer_can_do_nothing(name, clinic, owner):
    clinic.suspended_at = timezone.now()

    assert not getattr(permissions, name)(owner, clinic)


def test_can_edit_profile_only_ones_own(cast, profile):
    assert {n for n, u in cast.items() if permissions.can_edit_profile(u, profile)} == {"candidate"}


def test_needs_second_factor(cast):
    needing = {name for name, user in cast.items() if permissions.needs_second_factor(user)}

    assert needing == {"owner", "outsider", "moderator", "admin"}
