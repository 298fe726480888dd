"""Grouping people by fit: a notice first, then on for a day, each time on record."""

from __future__ import annotations

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from applications.enums import MatchUse
from applications.models import MatchLog
from applications.selectors.fit_switch import fit_is_on
from core.events import Event
from tests.applications.test_people_search import job, label, labels, look, seeker

__all__ = ["job", "look"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]


@pytest.fixture
def press(browse, recruiter, job):
    def ask(name, user=recruiter, method="post"):
        path = reverse(f"applications:{name}", args=[job.public_id])
        return getattr(browse(user), method)(path)

    return ask


def test_notice_says_what_is_recorded_and_turns_nothing_on(press, look):
    html = press("people_fit", method="get").content.decode()

    assert "kept for four years" in html
    assert "California and Colorado" in html
    assert MatchLog.objects.count() == 0
    assert "Group by fit" in look().content.decode()


def test_on_groups_by_bucket_and_off_is_by_date_again(press, look):
    gap = seeker("rn", lacking=("ccm",))
    meets = seeker("rn", "ccm")
    stretch = seeker(lacking=("rn:OH", "ccm"))

    press("people_fit_on")
    grouped = look()
    press("people_fit_off")

    assert labels(grouped) == [label(meets), label(gap), label(stretch)]
    assert "Grouped by fit until" in grouped.content.decode()
    assert labels(look()) == [label(stretch), label(meets), label(gap)]


def test_each_time_is_on_record_with_who_stood_where(press, job, recruiter):
    meets, open_ = seeker("rn", "ccm"), seeker()

    press("people_fit_on")
    press("people_fit_on")

    rows = list(MatchLog.objects.filter(use=MatchUse.PEOPLE_FIT_ON))
    assert len(rows) == 2
    assert rows[0].shown == [
        {"of": meets.public_id, "bucket": "meets_all"},
        {"of": open_.public_id, "bucket": "could_meet"},
    ]
    assert rows[0].actor_id == recruiter.pk
    assert Event.objects.filter(verb="matching.people_fit_on").count() == 2


def test_ends_after_a_day_and_is_not_the_applicants_switch(press, job, recruiter, look):
    press("people_fit_on")

    assert not fit_is_on(recruiter, job)
    with time_machine.travel(timezone.now() + timezone.timedelta(hours=25)):
        assert "Grouped by fit until" not in look().content.decode()


def test_others_may_not(press, reviewer, outsider, candidate):
    statuses = [
        press("people_fit_on", user).status_code for user in (reviewer, outsider, candidate)
    ]

    assert statuses == [403, 404, 404]
    assert MatchLog.objects.count() == 0
