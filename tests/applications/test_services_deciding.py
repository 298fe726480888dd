"""Interviews, offers, refusals, hires."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from applications import services
from applications.enums import ApplicationState
from applications.models import Application, Interview
from applications.selectors.following import told_state
from core.errors import Refused
from core.mail import MailState, Outbox
from tests.applications.acting import decline, invite, mails, times
from tests.factories.applications import sent_application


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
