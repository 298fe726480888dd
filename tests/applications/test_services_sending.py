"""Sending, reading, talking, withdrawing."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from applications import services
from applications.enums import ApplicationState
from applications.models import Application, Message, Move, PrivateNote
from core.errors import Refused
from core.events import Event
from tests.applications.acting import decline, mails
from tests.factories.applications import posting_of, resume_of
from tests.factories.listings import PostingFactory

EASTERN = ZoneInfo("America/New_York")
TUESDAY = dt.datetime(2026, 11, 24, 15, 0, tzinfo=dt.UTC)


def test_send_application_keeps_what_was_true(posting, ready, recruiter):
    application = services.send_application(posting=posting, by=ready, message=" Hello ")

    assert application.state == ApplicationState.SENT
    assert application.message == "Hello"
    assert application.snapshot["name"] == "Dana Whitfield"
    assert [line["word"] for line in application.verdict["lines"]] == ["Not stated", "Met"]
    assert application.formula == posting.formula
    assert application.rule_version == application.verdict["rule_version"]
    assert Move.objects.get().due_at == application.due_at
    assert Event.objects.filter(verb="application.sent", actor_id=ready.pk).count() == 1


def test_send_application_mails_candidate_and_members_who_answer(
    posting, ready, owner, recruiter, reviewer
):
    application = services.send_application(posting=posting, by=ready)

    assert [m.recipient for m in mails(f"application-sent:{application.pk}")] == [ready.email]
    received = mails(f"application-received:{application.pk}")
    assert [m.recipient for m in received] == [owner.email, recruiter.email]
    assert "Dana" not in received[0].text + received[0].subject
    assert "/hire/applicants/" in received[0].text


@time_machine.travel(TUESDAY, tick=False)
def test_send_application_due_date_skips_thanksgiving_and_weekend(posting, ready):
    application = services.send_application(posting=posting, by=ready)

    # eight business days after November 24; the 26th is a holiday
    assert application.due_at == dt.datetime(2026, 12, 7, 17, 0, tzinfo=EASTERN)
    assert application.first_due_at == application.due_at


def test_due_date_is_not_moved_by_an_edit_of_the_promise(application, posting):
    due = application.due_at

    posting.reply_days = 30
    posting.save(update_fields=["reply_days"])
    application.refresh_from_db()

    assert (application.due_at, application.reply_days) == (due, 8)


def test_send_application_twice_is_refused(application, posting, ready):
    with pytest.raises(Refused, match="already applied"):
        services.send_application(posting=posting, by=ready)

    assert Application.objects.count() == 1


def test_send_application_twice_is_refused_by_the_database(application):
    application.pk, application.public_id = None, "another23456"

    with (
        pytest.raises(IntegrityError, match="application_one_open_per_opening"),
        transaction.atomic(),
    ):
        application.save(force_insert=True)


def test_send_application_to_a_repost_of_the_same_opening_is_refused(
    application, posting, ready, clinic
):
    again = posting_of(clinic, opening=posting.opening)

    with pytest.raises(Refused, match="already applied"):
        services.send_application(posting=again, by=ready)


def test_send_application_while_a_refusal_is_held_is_refused(
    application, posting, ready, recruiter
):
    decline(application, recruiter)

    with pytest.raises(Refused, match="already applied"):
        services.send_application(posting=posting, by=ready)


def test_send_application_again_after_withdrawing(application, posting, ready):
    services.withdraw_application(application=application, by=ready)

    again = services.send_application(posting=posting, by=ready)

    assert again.pk != application.pk


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"state": "paused"}, "paused"),
        ({"state": "closed", "closed_at": timezone.now(), "closed_reason": "filled"}, "closed"),
    ],
)
def test_send_application_to_a_job_that_is_not_live(posting, ready, change, words):
    type(posting).objects.filter(pk=posting.pk).update(**change)

    with pytest.raises(Refused, match=words):
        services.send_application(posting=posting, by=ready)

    assert not Application.objects.exists()


def test_send_application_to_a_suspended_employer(posting, ready, clinic):
    clinic.suspended_at = timezone.now()
    clinic.save()

    with pytest.raises(Refused, match="takes no applications"):
        services.send_application(posting=posting, by=ready)


def test_send_application_to_an_unclaimed_job(ready):
    with pytest.raises(Refused, match="not claimed"):
        services.send_application(posting=PostingFactory(imported=True), by=ready)


def test_send_application_with_an_empty_card(posting, candidate, vocabulary):
    with pytest.raises(Refused, match="not complete"):
        services.send_application(posting=posting, by=candidate)


def test_send_application_without_a_profile(posting, outsider):
    with pytest.raises(Refused, match="Only candidates"):
        services.send_application(posting=posting, by=outsider)


def test_send_application_to_ones_own_employer(posting, ready, clinic):
    clinic.memberships.create(user=ready, role="reviewer")

    with pytest.raises(Refused, match="work for this employer"):
        services.send_application(posting=posting, by=ready)


def test_send_application_with_someone_elses_resume(posting, ready, other_candidate):
    resume = resume_of(other_candidate.candidate_profile)

    with pytest.raises(Refused, match="your own"):
        services.send_application(posting=posting, by=ready, resume=resume)


def test_start_review_tells_the_timeline_once(application, reviewer):
    services.start_review(application=application, by=reviewer)
    services.start_review(application=application, by=reviewer)
    application.refresh_from_db()

    assert application.state == ApplicationState.IN_REVIEW
    assert application.viewed_at is not None
    assert Move.objects.filter(state_to=ApplicationState.IN_REVIEW).count() == 1
    assert application.answered_at is None


def test_start_review_by_an_outsider(application, outsider):
    with pytest.raises(Refused):
        services.start_review(application=application, by=outsider)


def test_send_message_both_ways_mails_no_text(application, ready, recruiter):
    first = services.send_message(application=application, by=ready, body="Is parking free?")
    second = services.send_message(application=application, by=recruiter, body="Yes, it is.")

    to_employer, to_candidate = mails(f"message:{first.pk}")[0], mails(f"message:{second.pk}")[0]
    assert to_employer.recipient == recruiter.email
    assert to_candidate.recipient == ready.email
    assert "parking" not in to_employer.text
    application.refresh_from_db()
    assert application.viewed_at is not None
    assert application.answered_at is None


def test_send_message_by_a_reviewer_or_empty_is_refused(application, reviewer, ready):
    with pytest.raises(Refused, match="Reviewers"):
        services.send_message(application=application, by=reviewer, body="Hi")
    with pytest.raises(Refused, match="Write something"):
        services.send_message(application=application, by=ready, body="  ")

    assert not Message.objects.exists()


def test_send_message_long_after_the_end(application, ready):
    services.withdraw_application(application=application, by=ready)
    Application.objects.update(ended_at=timezone.now() - dt.timedelta(days=31))
    application.refresh_from_db()

    with pytest.raises(Refused, match="30 days"):
        services.send_message(application=application, by=ready, body="Hi")


def test_write_note_by_reviewer(application, reviewer, outsider):
    services.write_note(application=application, by=reviewer, body=" calm on the phone ")
    with pytest.raises(Refused, match="Write something"):
        services.write_note(application=application, by=reviewer, body="")
    with pytest.raises(Refused):
        services.write_note(application=application, by=outsider, body="x")

    assert PrivateNote.objects.get().body == "calm on the phone"


def test_withdraw_tells_the_employer_and_not_why(application, ready, recruiter):
    services.withdraw_application(application=application, by=ready)
    application.refresh_from_db()

    assert application.state == ApplicationState.WITHDRAWN
    assert application.ended_at is not None
    assert [m.recipient for m in mails(f"application-withdrawn:{application.pk}")] == [
        recruiter.email
    ]


def test_withdraw_while_a_refusal_is_held_stops_its_mail(application, ready, recruiter):
    decision = decline(application, recruiter)

    services.withdraw_application(application=application, by=ready)
    application.refresh_from_db()

    assert application.state == ApplicationState.WITHDRAWN
    assert not mails(f"application-declined:{decision.pk}")


def test_withdraw_after_the_answer_or_by_another_is_refused(
    application, ready, recruiter, other_candidate
):
    with pytest.raises(Refused, match="Only the candidate"):
        services.withdraw_application(application=application, by=other_candidate)
    decision = decline(application, recruiter)

    with (
        time_machine.travel(decision.final_at),
        pytest.raises(Refused, match="nothing to withdraw"),
    ):
        services.withdraw_application(application=application, by=ready)

    application.refresh_from_db()
    assert application.state == ApplicationState.DECLINED
