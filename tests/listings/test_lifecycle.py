"""The life of a posting after approval, and saved jobs, through the services."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from core import events
from core.errors import Refused
from listings import services
from listings.enums import ClosedReason
from listings.models import JobPosting, SavedJob, SearchRow
from tests.factories.listings import (
    PostingFactory,
    content,
    live_posting,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]


def state_of(posting):
    return JobPosting.objects.get(pk=posting.pk).state


def verbs(posting):
    return list(events.for_subject(posting).order_by("pk").values_list("verb", flat=True))


def test_pause_and_resume_leave_and_enter_search(clinic_site, recruiter, moderator):
    posting = live_posting(clinic_site, recruiter, moderator)

    services.pause_posting(posting=posting, by=recruiter)
    assert not SearchRow.objects.exists()
    assert state_of(posting) == "paused"

    services.resume_posting(posting=posting, by=recruiter)
    assert SearchRow.objects.exists()
    assert state_of(posting) == "live"


@pytest.mark.parametrize("who", ["reviewer", "outsider", "candidate", "moderator"])
def test_moves_by_someone_else_change_nothing(request, clinic_site, recruiter, moderator, who):
    posting = live_posting(clinic_site, recruiter, moderator)
    person = request.getfixturevalue(who)
    later = timezone.localdate() + dt.timedelta(days=50)

    for act in (
        lambda: services.pause_posting(posting=posting, by=person),
        lambda: services.close_posting(posting=posting, by=person, reason="filled"),
        lambda: services.extend_posting(posting=posting, by=person, apply_by=later),
        lambda: services.confirm_open(posting=posting, by=person),
        lambda: services.copy_posting(posting=posting, by=person),
    ):
        with pytest.raises(Refused):
            act()

    assert state_of(posting) == "live"
    assert JobPosting.objects.count() == 1


def test_close_posting_leaves_search_for_good(clinic_site, recruiter, moderator):
    posting = live_posting(clinic_site, recruiter, moderator)

    services.close_posting(posting=posting, by=recruiter, reason=ClosedReason.FILLED)

    posting.refresh_from_db()
    assert (posting.state, posting.closed_reason) == ("closed", "filled")
    assert not SearchRow.objects.exists()
    with pytest.raises(Refused):
        services.resume_posting(posting=posting, by=recruiter)


def test_close_posting_as_expired_by_hand_is_refused(clinic_site, recruiter, moderator):
    posting = live_posting(clinic_site, recruiter, moderator)

    with pytest.raises(Refused):
        services.close_posting(posting=posting, by=recruiter, reason="expired")

    assert state_of(posting) == "live"


def test_extend_posting_moves_the_date_at_most_60_days_ahead(clinic_site, recruiter, moderator):
    posting = live_posting(clinic_site, recruiter, moderator)
    today = timezone.localdate()

    services.extend_posting(posting=posting, by=recruiter, apply_by=today + dt.timedelta(days=60))

    posting.refresh_from_db()
    assert posting.apply_by == today + dt.timedelta(days=60)
    for days in (61, 10):
        with pytest.raises(Refused):
            services.extend_posting(
                posting=posting, by=recruiter, apply_by=today + dt.timedelta(days=days)
            )


def test_copy_posting_is_another_opening_and_relisting_the_same(clinic_site, recruiter, moderator):
    posting = live_posting(clinic_site, recruiter, moderator)

    copy = services.copy_posting(posting=posting, by=recruiter)
    with pytest.raises(Refused):
        services.relist_posting(posting=posting, by=recruiter)
    services.close_posting(posting=posting, by=recruiter, reason="withdrawn")
    again = services.relist_posting(posting=posting, by=recruiter)

    assert copy.opening_id != posting.opening_id
    assert again.opening_id == posting.opening_id
    written = again.revisions.get().content
    assert written["title"] == "RN Care Coordinator"
    assert "apply_by" not in written
    assert written["pay_components"][0]["kind"] == "differential_bilingual"


def test_close_expired_closes_what_is_past_its_date_and_nothing_else(db):
    today = timezone.localdate()
    day = dt.timedelta(days=1)
    past = PostingFactory(apply_by=today - day)
    last_day = PostingFactory(apply_by=today)
    paused = PostingFactory(paused=True, apply_by=today - day)
    listed = PostingFactory(imported=True, listed_until=today - day)
    still = PostingFactory(imported=True, listed_until=today)

    closed = services.close_expired(today)

    assert closed == 3
    assert [state_of(p) for p in (past, last_day, paused, listed, still)] == [
        "closed",
        "live",
        "closed",
        "closed",
        "live",
    ]
    assert set(SearchRow.objects.values_list("pk", flat=True)) == {last_day.pk, still.pk}
    assert services.close_expired(today) == 0


def test_save_job_twice_keeps_one_and_closed_jobs_cannot_be_saved(candidate):
    profile = candidate.candidate_profile
    posting = PostingFactory()

    services.save_job(profile=profile, posting=posting)
    services.save_job(profile=profile, posting=posting)
    with pytest.raises(Refused):
        services.save_job(profile=profile, posting=PostingFactory(closed=True))

    assert SavedJob.objects.count() == 1
    services.unsave_job(profile=profile, posting=posting)
    assert not SavedJob.objects.exists()


def test_annual_pay_without_hours_takes_forty(clinic_site, recruiter, moderator):
    posting = live_posting(clinic_site, recruiter, moderator, hours_per_week="")

    assert posting.pay_annual_min == 75920


def test_remote_job_binds_licenses_to_its_states(clinic_site, recruiter, moderator):
    remote = content(None, workplace="remote", remote_states=["OH", "KY"])
    posting = services.create_posting(employer=clinic_site.employer, by=recruiter, content=remote)
    services.submit_posting(posting=posting, by=recruiter)
    services.approve_revision(revision=posting.revisions.get(), by=moderator)

    posting.refresh_from_db()
    assert posting.formula.tree["children"][0]["states"] == ["KY", "OH"]
    assert SearchRow.objects.get().states == ["KY", "OH"]
