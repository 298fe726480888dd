"""Saved jobs tell: closing soon without an application, changed since, over; and one mail at most."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from applications import services
from core import personal
from core.mail import MailState, Outbox, send_due
from listings.models import JobPosting, SavedJob
from listings.services import close_posting, save_job
from matching.models import Subscriber
from matching.services import stop_mail, subscribe_profile
from qualifications.models import Formula
from tests.factories.applications import sent_application
from tests.factories.listings import PostingFactory
from tests.factories.matching import required

pytestmark = pytest.mark.usefixtures("vocabulary")
TEN = timezone.now().astimezone(ZoneInfo("America/New_York")).replace(hour=10)


def in_days(days: int) -> dt.date:
    return TEN.date() + dt.timedelta(days=days)


def test_what_changed_is_said_with_both_values(browse: Any, candidate: Any) -> None:
    before = Formula.objects.for_tree(required("bls"), states=("OH",))
    after = Formula.objects.for_tree(required("bls", "ccm"), states=("OH",))
    posting = PostingFactory(formula=before, pay_min=Decimal("30"), pay_max=Decimal("40"))
    save_job(profile=candidate.candidate_profile, posting=posting)
    client = browse(candidate)
    assert "changed since you saved it" not in client.get("/me/saved/").content.decode()

    JobPosting.objects.filter(pk=posting.pk).update(pay_min=28, formula=after)
    page = client.get("/me/saved/").content.decode()

    assert "Was: $30–$40 an hour." in page and "Now: $28–$40 an hour." in page
    assert "Was: BLS." in page and "Now: BLS and CCM." in page


def test_closing_soon_is_said_until_she_applies(browse: Any, candidate: Any) -> None:
    posting = PostingFactory(apply_by=in_days(3))
    later = PostingFactory(apply_by=in_days(9))
    for job in (posting, later):
        save_job(profile=candidate.candidate_profile, posting=job)
    client = browse(candidate)

    assert client.get("/me/saved/").content.decode().count("You have not applied.") == 1
    sent_application(posting, candidate)
    assert "You have not applied." not in client.get("/me/saved/").content.decode()


def test_a_job_that_is_over_names_the_nearest_live_ones(browse: Any, candidate: Any) -> None:
    over = PostingFactory(title="Over")
    near = [PostingFactory(title=f"Near {n}") for n in range(4)]
    save_job(profile=candidate.candidate_profile, posting=over)
    close_posting(posting=over, by=None, reason="filled")

    [row] = browse(candidate).get("/me/saved/").context["rows"]

    assert row.is_over
    assert [card["title"] for card in row.near] == [job.title for job in reversed(near)][:3]


def test_one_mail_a_person_and_one_a_job(candidate: Any) -> None:
    soon = [PostingFactory(title=f"Soon {n}", apply_by=in_days(n)) for n in (1, 3)]
    for job in [*soon, PostingFactory(apply_by=in_days(8))]:
        save_job(profile=candidate.candidate_profile, posting=job)

    assert services.remind_saved(TEN) == 2
    assert services.remind_saved(TEN + dt.timedelta(hours=1)) == 0

    [mail] = Outbox.objects.all()
    assert mail.subject == "2 jobs you saved close soon"
    assert "Soon 1" in mail.text and "Closes in 3 days" in mail.text
    assert mail.unsubscribe_url and mail.stream == "reminders"


def test_nobody_is_reminded_at_night_nor_after_applying_or_stopping(
    candidate: Any, other_candidate: Any
) -> None:
    job = PostingFactory(apply_by=in_days(2))
    for person in (candidate, other_candidate):
        save_job(profile=person.candidate_profile, posting=job)
    sent_application(job, candidate)
    Outbox.objects.all().delete()
    assert services.remind_saved(TEN.replace(hour=3)) == 0
    own = subscribe_profile(profile=other_candidate.candidate_profile, by=other_candidate)
    stop_mail(subscriber=own)

    assert services.remind_saved(TEN) == 0
    assert not Outbox.objects.exists()


@pytest.mark.parametrize("why", ["stopped", "nothing_left"])
def test_a_reminder_that_waited_is_asked_again(candidate: Any, why: str) -> None:
    job = PostingFactory(apply_by=in_days(2))
    save_job(profile=candidate.candidate_profile, posting=job)
    services.remind_saved(TEN)
    if why == "stopped":
        Subscriber.objects.update(stopped_at=timezone.now())
    else:
        close_posting(posting=job, by=None, reason="filled")

    send_due()

    [mail] = Outbox.objects.filter(stream="reminders")
    assert (mail.state, mail.reason) == (MailState.DROPPED, why)
    assert SavedJob.objects.get().reminded_at is not None


def test_an_account_with_saved_jobs_can_be_erased(candidate: Any) -> None:
    save_job(profile=candidate.candidate_profile, posting=PostingFactory())
    subscribe_profile(profile=candidate.candidate_profile, by=candidate)

    personal.erase_user(candidate, by=candidate)

    assert not SavedJob.objects.exists() and not Subscriber.objects.exists()
