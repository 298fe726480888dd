"""Reminders, closed jobs, and what the database keeps."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from applications import services
from applications.enums import APPLICATION_MOVES, OPEN_STATES, ApplicationState
from applications.models import Application, Move
from applications.services.moving import lock_application, move
from core.errors import Refused
from listings import services as listings
from tests.applications.acting import invite, mails
from tests.factories.applications import complete


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
