"""The employer's jobs, their moves by plain buttons, and saved jobs."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from listings import services
from listings.models import JobPosting, SavedJob
from tests.factories.listings import PostingFactory, draft_posting, live_posting, submitted_posting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]
LIST = "/hire/jobs/"


def url(name, posting):
    return reverse(f"listings:{name}", args=[posting.public_id])


def titles(response):
    return [row["title"] for row in response.context["rows"]]


def test_posting_list_shows_the_employers_jobs_by_state(
    browse, clinic_site, recruiter, moderator, outsider
):
    draft_posting(clinic_site, recruiter, title="A draft")
    live_posting(clinic_site, recruiter, moderator, title="A live job")
    PostingFactory(title="Of somebody else")

    everything = browse(recruiter).get(LIST)
    live = browse(recruiter).get(LIST + "?state=live")

    assert titles(everything) == ["A live job", "A draft"]
    assert titles(live) == ["A live job"]
    assert [(tab["label"], tab["n"]) for tab in everything.context["tabs"]] == [
        ("All", 2),
        ("Draft", 1),
        ("Live", 1),
    ]
    assert titles(browse(outsider).get(LIST)) == []


def test_posting_list_is_for_members_only(browse, candidate, visitor):
    assert browse(candidate).get(LIST).status_code == 403
    assert browse(visitor).get(LIST).status_code == 302


def test_posting_list_gives_a_reviewer_no_buttons(browse, clinic_site, recruiter, reviewer):
    draft_posting(clinic_site, recruiter)

    response = browse(reviewer).get(LIST)

    assert b"New job" not in response.content
    assert b"/edit/role/" not in response.content


def test_posting_list_takes_as_many_queries_for_three_as_for_one(browse, clinic_site, recruiter):
    client = browse(recruiter)

    def queries():
        with CaptureQueriesContext(connection) as seen:
            client.get(LIST)
        return len(seen)

    draft_posting(clinic_site, recruiter)
    queries()
    one = queries()
    draft_posting(clinic_site, recruiter)
    draft_posting(clinic_site, recruiter)

    assert queries() == one


def test_moves_by_their_buttons(browse, clinic_site, recruiter, moderator):
    posting = live_posting(clinic_site, recruiter, moderator)
    client = browse(recruiter)
    state = lambda: JobPosting.objects.get(pk=posting.pk).state  # noqa: E731

    client.post(url("posting_pause", posting))
    assert state() == "paused"
    client.post(url("posting_resume", posting))
    assert state() == "live"
    assert client.post(url("posting_confirm", posting)).status_code == 302
    assert client.get(url("posting_close", posting)).status_code == 200
    assert client.post(url("posting_close", posting), {}).status_code == 422
    client.post(url("posting_close", posting), {"reason": "filled"})
    assert state() == "closed"
    again = client.post(url("posting_relist", posting))
    assert "/edit/role/" in again.headers["Location"]
    assert JobPosting.objects.filter(opening=posting.opening).count() == 2


def test_posting_extend_says_what_is_wrong_on_the_field(browse, clinic_site, recruiter, moderator):
    posting = live_posting(clinic_site, recruiter, moderator)
    day = timezone.localdate() + dt.timedelta(days=90)

    response = browse(recruiter).post(url("posting_extend", posting), {"apply_by": day.isoformat()})

    assert response.status_code == 422
    assert "at most 60 days" in str(response.context["form"].errors["apply_by"])


def test_posting_withdraw_and_discard(browse, clinic_site, recruiter, moderator):
    posting = submitted_posting(clinic_site, recruiter)
    client = browse(recruiter)

    client.post(url("posting_withdraw", posting))
    posting.refresh_from_db()
    assert posting.state == "draft"

    live = live_posting(clinic_site, recruiter, moderator)
    services.save_draft(posting=live, by=recruiter, content_patch={"title": "Other"})
    client.post(url("posting_discard", live))
    assert live.revisions.count() == 1


MOVES = [
    "posting_submit", "posting_withdraw", "posting_discard", "posting_pause", "posting_resume",
    "posting_confirm", "posting_copy", "posting_relist", "posting_close", "posting_extend",
]  # fmt: skip


@pytest.mark.parametrize("name", MOVES)
def test_moves_of_someone_else_are_not_there_or_forbidden(
    browse, clinic_site, recruiter, moderator, outsider, reviewer, candidate, visitor, name
):
    draft = draft_posting(clinic_site, recruiter)
    live = live_posting(clinic_site, recruiter, moderator)

    assert browse(outsider).post(url(name, draft)).status_code == 404
    assert browse(candidate).post(url(name, live)).status_code == 403
    assert browse(reviewer).post(url(name, live)).status_code == 403
    assert browse(visitor).post(url(name, live)).status_code == 302
    assert sorted(JobPosting.objects.values_list("state", flat=True)) == ["draft", "live"]


@pytest.mark.parametrize(
    "name", [move for move in MOVES if move not in ("posting_close", "posting_extend")]
)
def test_moves_do_nothing_on_a_get(browse, clinic_site, recruiter, name):
    posting = draft_posting(clinic_site, recruiter)

    assert browse(recruiter).get(url(name, posting)).status_code == 405


def test_job_save_and_job_unsave(browse, candidate, other_candidate):
    job, over = PostingFactory(title="Open one"), PostingFactory(title="Over")
    client = browse(candidate)

    client.post(url("job_save", job))
    services.save_job(profile=candidate.candidate_profile, posting=over)
    services.close_posting(posting=over, by=None, reason="expired")

    page = client.get("/me/saved/")
    assert [row.card["title"] for row in page.context["rows"]] == ["Over", "Open one"]
    assert b"No longer open" in page.content
    assert browse(other_candidate).get("/me/saved/").context["rows"] == []
    client.post(url("job_unsave", over))
    assert SavedJob.objects.get().posting_id == job.pk


def test_job_save_of_a_draft_is_not_found(browse, candidate, clinic_site, recruiter):
    draft = draft_posting(clinic_site, recruiter)

    assert browse(candidate).post(url("job_save", draft)).status_code == 404
    assert not SavedJob.objects.exists()
