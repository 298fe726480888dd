from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from applications import services
from applications.enums import APPLICATION_MOVES, OPEN_STATES, ApplicationState
from applications.models import Application, Decision, Interview, Message, Move, PrivateNote
from applications.selectors.following import told_state
from applications.services.moving import lock_application, move
from core.errors import Refused
from core.events import Event
from core.mail import MailState, Outbox
from listings import services as listings
from tests.factories.applications import complete, posting_of, resume_of, sent_application
from tests.factories.listings import PostingFactory

EASTERN = ZoneInfo("America/New_York")
TUESDAY = dt.datetime(2026, 11, 24, 15, 0, tzinfo=dt.UTC)


def mails(event: str) -> list[Outbox]:
    return list(Outbox.objects.filter(event__startswith=event).order_by("recipient"))


def times(n: int = 3, start: dt.datetime | None = None) -> list[dt.datetime]:
    first = start or timezone.now() + dt.timedelta(days=3)
    return [first + dt.timedelta(hours=h) for h in range(n)]


def invite(application: Application, by, **values) -> Interview:
    application.refresh_from_db()
    return services.invite_to_interview(
        application=application,
        by=by,
        version=application.version,
        starts=values.pop("starts", times()),
        timezone_name="America/New_York",
        where="Ezzard Street 12",
        **values,
    )


def decline(application: Application, by, **values) -> Decision:
    application.refresh_from_db()
    values = {"reason": "pay", "version": application.version} | values
    return services.decline_application(application=application, by=by, **values)


# --- sending


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


# --- reading and talking


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


# --- interview


def test_invite_answers_and_starts_the_next_clock(application, recruiter, ready):
    starts = times()

    interview = invite(application, recruiter, starts=starts)
    application.refresh_from_db()

    assert application.state == ApplicationState.INTERVIEW
    assert application.first_answered_at is not None
    assert application.answer_days == 0
    assert application.answered_at is None
    assert application.due_at > max(starts)
    assert mails(f"interview-invited:{interview.pk}")[0].recipient == ready.email
    assert mails(f"interview-invited:{interview.pk}")[0].text.count("\n- ") == 3


def test_invite_needs_three_different_times_to_come(application, recruiter):
    with pytest.raises(Refused, match="at least 3"):
        invite(application, recruiter, starts=times(1) * 3)
    with pytest.raises(Refused, match="passed"):
        invite(application, recruiter, starts=times(3, timezone.now() - dt.timedelta(days=1)))

    application.refresh_from_db()
    assert application.state == ApplicationState.SENT


def test_invite_again_replaces_the_first(application, recruiter):
    first = invite(application, recruiter)
    second = invite(application, recruiter)

    first.refresh_from_db()
    assert first.cancelled_at is not None
    assert Interview.objects.get(cancelled_at=None) == second


def test_choose_slot_books_and_sets_the_date_after_it(application, recruiter, ready):
    interview = invite(application, recruiter)
    slot, other = interview.slots.all()[0], interview.slots.all()[1]

    services.choose_slot(slot=slot, by=ready)
    services.choose_slot(slot=slot, by=ready)
    application.refresh_from_db()

    assert application.due_at.date() > slot.starts_at.date()
    assert len(mails(f"interview-booked:{interview.pk}")) == 2
    booked = services.choose_slot(slot=other, by=ready)
    assert booked.chosen == other


def test_choose_slot_that_passed_or_of_a_closed_invitation(application, recruiter, ready):
    interview = invite(application, recruiter)
    slot = interview.slots.first()
    with (
        time_machine.travel(slot.starts_at + dt.timedelta(minutes=1)),
        pytest.raises(Refused, match="passed"),
    ):
        services.choose_slot(slot=slot, by=ready)

    decline(application, recruiter)
    slot.refresh_from_db()

    with pytest.raises(Refused, match="no longer open"):
        services.choose_slot(slot=slot, by=ready)


def test_choose_slot_by_someone_else(application, recruiter, other_candidate):
    slot = invite(application, recruiter).slots.first()

    with pytest.raises(Refused, match="Only the candidate"):
        services.choose_slot(slot=slot, by=other_candidate)


# --- deciding


def test_decline_waits_an_hour_and_tells_nobody_before(application, recruiter, ready):
    decision = decline(application, recruiter, text="Please try again.")
    application.refresh_from_db()

    (mail,) = mails(f"application-declined:{decision.pk}")
    assert mail.send_after == decision.final_at
    assert decision.final_at - decision.decided_at == dt.timedelta(minutes=60)
    assert "the pay expectations differ" in mail.text
    assert "Please try again." in mail.text
    assert application.state == ApplicationState.DECLINED
    assert told_state(application) == ApplicationState.SENT
    assert told_state(application, decision.final_at) == ApplicationState.DECLINED


def test_decline_bound_to_a_requirement_keeps_a_receipt(application, recruiter):
    line = next(row for row in application.verdict["lines"] if row["truth"] != "met")

    decision = decline(application, recruiter, reason="requirement", requirement=line["path"])

    assert decision.requirement == line["text"]
    assert decision.receipt["line"] == line
    assert decision.receipt["role"] == "recruiter"
    assert decision.receipt["rule_version"] == application.rule_version


def test_decline_cannot_name_a_met_or_unknown_requirement(application, recruiter):
    met = next(row for row in application.verdict["lines"] if row["truth"] == "met")

    for requirement, words in (
        (met["path"], "is met"),
        ("9.9", "which requirement"),
        ("", "which"),
    ):
        with pytest.raises(Refused, match=words):
            decline(application, recruiter, reason="requirement", requirement=requirement)
    with pytest.raises(Refused, match="Choose a reason"):
        decline(application, recruiter, reason="age")

    application.refresh_from_db()
    assert application.state == ApplicationState.SENT


def test_decline_with_an_old_version_is_stale(application, recruiter, owner):
    version = application.version
    services.make_offer(application=application, by=owner, version=version)

    with pytest.raises(services.Stale, match="moment ago"):
        services.decline_application(
            application=application, by=recruiter, version=version, reason="pay"
        )

    application.refresh_from_db()
    assert application.state == ApplicationState.OFFER


def test_undo_decline_puts_everything_back(application, recruiter, owner):
    decision = decline(application, recruiter)

    services.undo_decline(application=application, by=owner)
    application.refresh_from_db()

    assert application.state == ApplicationState.SENT
    assert (application.answered_at, application.first_answered_at, application.answer_days) == (
        None,
    ) * 3
    assert application.ended_at is None
    assert not mails(f"application-declined:{decision.pk}")
    assert decline(application, recruiter).pk != decision.pk


def test_undo_decline_after_an_interview_keeps_the_first_answer(application, recruiter):
    invite(application, recruiter)
    decline(application, recruiter)

    services.undo_decline(application=application, by=recruiter)
    application.refresh_from_db()

    assert application.state == ApplicationState.INTERVIEW
    assert application.first_answered_at is not None
    assert application.answered_at is None


def test_undo_decline_too_late(application, recruiter):
    with pytest.raises(Refused, match="no refusal"):
        services.undo_decline(application=application, by=recruiter)
    decision = decline(application, recruiter)

    with time_machine.travel(decision.final_at), pytest.raises(Refused, match="has left"):
        services.undo_decline(application=application, by=recruiter)
    Outbox.objects.filter(event=f"application-declined:{decision.pk}").update(
        state=MailState.SENT, finished_at=timezone.now()
    )
    with pytest.raises(Refused, match="has left"):
        services.undo_decline(application=application, by=recruiter)

    application.refresh_from_db()
    assert application.state == ApplicationState.DECLINED


def test_offer_then_hire_tells_each(application, recruiter, ready):
    offer = services.make_offer(
        application=application, by=recruiter, version=application.version, text="$40 an hour"
    )
    application.refresh_from_db()
    assert application.answered_at is not None

    hire = services.hire_applicant(
        application=application, by=recruiter, version=application.version
    )
    application.refresh_from_db()

    assert application.state == ApplicationState.HIRED
    assert "$40 an hour" in mails(f"application-offer:{offer.pk}")[0].text
    assert mails(f"application-hired:{hire.pk}")[0].recipient == ready.email


def test_hire_can_tell_the_others(application, posting, recruiter, other_candidate):
    other = sent_application(posting, other_candidate)

    services.hire_applicant(
        application=application, by=recruiter, version=application.version, decline_others=True
    )
    other.refresh_from_db()

    assert other.state == ApplicationState.DECLINED
    assert other.decisions.get().reason == "filled"


def test_hire_leaves_the_others_alone_unless_asked(
    application, posting, recruiter, other_candidate
):
    other = sent_application(posting, other_candidate)

    services.hire_applicant(application=application, by=recruiter, version=application.version)
    other.refresh_from_db()

    assert other.state == ApplicationState.SENT


@pytest.mark.parametrize("who", ["reviewer", "outsider", "candidate", "moderator", "admin"])
def test_answers_are_for_owner_and_recruiter(who, request, application):
    user = request.getfixturevalue(who)

    with pytest.raises(Refused):
        decline(application, user)
    with pytest.raises(Refused):
        services.make_offer(application=application, by=user, version=1)
    with pytest.raises(Refused):
        services.hire_applicant(application=application, by=user, version=1)
    with pytest.raises(Refused):
        services.undo_decline(application=application, by=user)
    with pytest.raises(Refused):
        invite(application, user)

    application.refresh_from_db()
    assert application.state == ApplicationState.SENT


def test_answers_wait_for_the_domain(application, recruiter, clinic):
    clinic.level = 0
    clinic.save()

    application = Application.objects.get(pk=application.pk)
    with pytest.raises(Refused, match="own domain"):
        decline(application, recruiter)


# --- withdrawing


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


# --- the clock


def test_remind_answers_due_once_the_day_before(application, owner, recruiter):
    eve = application.due_at - dt.timedelta(hours=20)

    assert services.remind_answers_due(application.sent_at) == 0
    assert services.remind_answers_due(eve) == 1
    assert services.remind_answers_due(eve) == 0
    assert [m.recipient for m in mails("answers-due:")] == [owner.email, recruiter.email]


def test_tell_overdue_once(application, recruiter):
    late = application.due_at + dt.timedelta(minutes=1)

    assert services.tell_overdue(application.due_at) == 0
    assert services.tell_overdue(late) == 1
    assert services.tell_overdue(late) == 0
    assert mails("answers-overdue:")[0].recipient == recruiter.email


def test_reminders_leave_answered_ones_alone(application, recruiter):
    services.make_offer(application=application, by=recruiter, version=application.version)

    assert services.tell_overdue(application.due_at + dt.timedelta(days=1)) == 0


def test_a_new_clock_reminds_again(application, recruiter):
    services.remind_answers_due(application.due_at - dt.timedelta(hours=1))
    invite(application, recruiter)
    application.refresh_from_db()

    assert services.remind_answers_due(application.due_at - dt.timedelta(hours=1)) == 1


@pytest.mark.parametrize("reason", ["filled", "withdrawn"])
def test_settle_closed_postings_ends_and_tells(application, posting, ready, recruiter, reason):
    assert services.settle_closed_postings() == 0
    listings.close_posting(posting=posting, by=recruiter, reason=reason)

    assert services.settle_closed_postings() == 1
    assert services.settle_closed_postings() == 0
    application.refresh_from_db()
    assert application.state == ApplicationState.CLOSED
    assert Move.objects.first().reason == reason
    assert mails(f"application-closed:{application.pk}")[0].recipient == ready.email


def test_settle_keeps_the_promise_past_the_closing_date(application, posting, ready):
    listings.close_posting(posting=posting, by=None, reason="expired")

    assert services.settle_closed_postings() == 1
    assert services.settle_closed_postings() == 0
    application.refresh_from_db()
    assert application.state == ApplicationState.SENT
    assert "still due" in mails(f"posting-expired:{application.pk}")[0].text


# --- what the database keeps


def test_moves_cannot_be_rewritten(application):
    with pytest.raises(ProgrammingError), transaction.atomic():
        Move.objects.update(reason="x")
    with pytest.raises(ProgrammingError), transaction.atomic():
        Move.objects.all().delete()


def test_every_move_outside_the_table_is_refused(application, recruiter):
    for before, allowed in APPLICATION_MOVES.items():
        for after in set(ApplicationState) - allowed:
            application.state = before
            application.ended_at = None if before in OPEN_STATES else timezone.now()
            with pytest.raises(Refused, match="not possible"):
                move(application, after, by=recruiter, role="employer", now=timezone.now())


def test_lock_application_reads_the_row_as_it_is(application):
    Application.objects.update(version=7)

    with transaction.atomic():
        assert lock_application(application).version == 7


def test_other_candidates_do_not_see_each_other(application, posting, other_candidate, vocabulary):
    complete(other_candidate)

    assert not Application.objects.visible_to(other_candidate).exists()
