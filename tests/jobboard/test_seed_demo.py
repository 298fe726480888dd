from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from applications.enums import ApplicationState
from applications.models import Application, Decision
from applications.selectors.steps_ahead import best_steps, what_it_takes
from core.events import Event
from jobboard.demo_accounts import ACCOUNTS
from listings.drafting.content import check_content
from listings.enums import PostingState
from listings.models import JobPosting
from matching.selectors import nearest_jobs, reach_counts, reach_of, standing_of
from moderation.models import Case
from profiles.enums import EmployerLevel
from profiles.models import CandidateProfile, Employer, User
from profiles.selectors import profile_completeness
from qualifications.models import RoleFamily, Setting

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(scope="module", autouse=True)
def demo(
    django_db_setup: None, vocabulary: None, places: None, django_db_blocker: Any
) -> Iterator[str]:
    """The demo, made once for this file and taken back afterwards."""
    said = io.StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed_demo", stdout=said, stderr=io.StringIO())
        yield said.getvalue()
        transaction.set_rollback(True)


def test_live_jobs_cover_roles_settings_and_states() -> None:
    live = JobPosting.objects.live()
    families = set(live.values_list("role_family__slug", flat=True))
    settings = set(live.values_list("settings__slug", flat=True))

    assert live.count() >= 200
    assert families == set(
        RoleFamily.objects.filter(is_excluded=False).values_list("slug", flat=True)
    )
    assert settings == set(Setting.objects.values_list("slug", flat=True))
    assert len(set(live.values_list("state_code", flat=True))) >= 30


def test_every_live_job_is_complete_and_reads_differently() -> None:
    live = list(JobPosting.objects.live().select_related("employer"))

    problems = {
        posting.title: errors
        for posting in live
        if (
            errors := check_content(
                posting.revisions.approved().first().content, posting.employer
            ).errors
        )
    }

    assert problems == {}
    assert len({posting.description for posting in live}) == len(live)


def test_jobs_stand_in_every_state_of_their_life() -> None:
    states = Counter(JobPosting.objects.values_list("state", flat=True))
    reasons = set(
        JobPosting.objects.exclude(closed_reason="").values_list("closed_reason", flat=True)
    )
    waiting = Case.objects.waiting()

    assert states[PostingState.DRAFT] >= 4
    assert states[PostingState.PAUSED] >= 2
    assert reasons == {"filled", "withdrawn", "expired"}
    assert waiting.count() >= 8
    assert waiting.filter(risk__gt=0).count() == 2
    assert waiting.filter(posting__state=PostingState.LIVE).count() == 1


def test_employers_and_candidates_can_act() -> None:
    profiles = CandidateProfile.objects.with_facts()

    assert Employer.objects.count() == 40
    assert Employer.objects.filter(level=EmployerLevel.UNVERIFIED).count() == 3
    assert profiles.count() == 86
    assert all(profile_completeness(profile).is_complete for profile in profiles)


def test_applications_stand_in_every_state_some_late_some_on_time() -> None:
    applications = Application.objects.all()
    states = set(applications.values_list("state", flat=True))

    assert applications.count() >= 150
    assert states == set(ApplicationState.values)
    assert applications.overdue(timezone.now()).count() >= 5
    assert (
        sum(a.answer_days is not None and a.answer_days <= a.reply_days for a in applications) >= 30
    )


def test_demo_log_ins_have_something_to_look_at() -> None:
    users = {role: User.objects.get(email=email) for role, (email, _factor) in ACCOUNTS.items()}
    mine = Application.objects.sent_by(users["candidate"])
    team = {
        m.role for m in Employer.objects.get(slug="queensgate-community-health").memberships.all()
    }

    assert {"interview", "declined", "offer"} <= set(mine.values_list("state", flat=True))
    assert Decision.objects.filter(
        application__in=mine, reason="requirement", final_at__lt=timezone.now()
    ).exists()
    assert team == {"owner", "recruiter", "reviewer"}
    for role in ("owner", "recruiter", "reviewer"):
        read = Application.objects.readable_by(users[role])
        assert len(set(read.values_list("state", flat=True))) >= 6
        assert read.overdue(timezone.now()).count() >= 1
    assert users["moderator"].is_moderator
    assert users["admin"].is_superuser


def test_the_demo_candidate_sees_a_gap_with_a_way_a_best_step_and_nearest_jobs() -> None:
    profile = CandidateProfile.objects.with_facts().get(
        user__email=ACCOUNTS["candidate"][0],
    )
    standing = standing_of(profile)
    reach = reach_of(profile, standing)

    best, *others = best_steps(reach, "/me/")
    near = nearest_jobs(profile, reach)
    counts = reach_counts(profile, standing)

    assert (best.step.short, best.jobs >= 4, bool(best.step.legs)) == ("CCM", True, True)
    assert others
    assert near[0].verdict.bucket == "meets_all"
    assert counts["meets_all"] and counts["could_meet"] and counts["one_gap"]
    opened = reach.formulas_opened_by([best.step.gap])
    gap = JobPosting.objects.live().filter(formula_id__in=opened).order_by("pk")[0]
    takings = what_it_takes(gap, reach, "/me/")
    assert [card.step.gap.fact.term for card in takings[0].steps] == ["ccm"]


def test_a_second_run_changes_nothing() -> None:
    before = Event.objects.count()
    said = io.StringIO()

    call_command("seed_demo", stdout=said)

    assert "nothing was changed" in said.getvalue()
    assert Event.objects.count() == before
