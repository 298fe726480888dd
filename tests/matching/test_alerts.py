"""From a published job to one mail: exactly once, at the person's hour, true when it leaves."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from core.mail import MailState, Outbox, send_due
from listings.models import JobPosting
from listings.services import close_posting, pause_posting, refresh_search_row
from matching import services
from matching.models import AlertHit, AlertMail, JobNews, SavedSearch, Subscriber, ToldOpening
from profiles.services import add_credential
from qualifications.models import Term
from tests.factories.alerts import saved, saved_by_address
from tests.factories.listings import PostingFactory
from tests.factories.matching import asking


def alerts() -> list[Outbox]:
    return list(Outbox.objects.filter(stream="alerts").order_by("pk"))


def tomorrow() -> dt.datetime:
    return timezone.now() + dt.timedelta(days=1, hours=1)


def deliver(now: dt.datetime | None = None) -> int:
    services.match_news()
    return services.send_alerts(now or tomorrow())


def test_a_new_job_is_told_once_with_its_reason(me: Any) -> None:
    search = saved(me, "kind=clinical&near=45203&radius=50")
    PostingFactory(title="Oncology nurse navigator", kind="clinical")
    PostingFactory(title="Front desk", kind="administrative")

    assert deliver() == 1
    assert deliver(timezone.now() + dt.timedelta(days=2)) == 0

    mail = alerts()[0]
    assert mail.subject.startswith("Oncology nurse navigator, ")
    assert f"Why it is here: matches: {search.name}" in mail.text
    assert "Front desk" not in mail.text
    assert search.name == "Clinical, within 50 miles of Cincinnati, OH"
    assert (mail.stream, mail.priority, mail.user_id) == ("alerts", 9, me.user_id)


def test_instant_gathers_a_few_minutes(me: Any) -> None:
    saved(me, "kind=clinical", pace="instant")
    PostingFactory(title="One")
    services.match_news()
    PostingFactory(title="Two")

    assert services.send_alerts() == 0
    assert deliver(timezone.now() + dt.timedelta(minutes=4)) == 1

    assert alerts()[0].subject.startswith("2 new jobs")


def test_a_job_in_several_searches_is_listed_once_with_both_reasons(me: Any) -> None:
    saved(me, "kind=clinical", name="Clinical ones")
    saved(me, "type=full_time", name="Full-time ones")
    PostingFactory(title="Both want it")

    deliver()

    [mail] = alerts()
    assert mail.text.count("Both want it\n") == 1
    assert "Clinical ones" in mail.text and "Full-time ones" in mail.text


def test_the_same_opening_is_never_told_twice(me: Any) -> None:
    saved(me, "kind=clinical")
    first = PostingFactory(title="Nurse")
    deliver()
    close_posting(posting=first, by=None, reason="filled")
    again = PostingFactory(title="Nurse, again", opening=first.opening, employer=first.employer)
    pause_posting(posting=again, by=None)
    JobPosting.objects.filter(pk=again.pk).update(state="live", paused_at=None)
    refresh_search_row(JobPosting.objects.get(pk=again.pk))
    JobPosting.objects.filter(pk=again.pk).update(pay_annual_min=99_000)
    refresh_search_row(JobPosting.objects.get(pk=again.pk))

    assert deliver(timezone.now() + dt.timedelta(days=2)) == 0

    assert len(alerts()) == 1
    assert ToldOpening.objects.count() == 1


def test_another_pace_does_not_tell_it_again(me: Any) -> None:
    saved(me, "kind=clinical", pace="instant")
    saved(me, "type=full_time", pace="daily")
    PostingFactory()

    deliver(timezone.now() + dt.timedelta(minutes=4))
    deliver(tomorrow())

    assert len(alerts()) == 1


def test_an_old_job_is_news_only_when_a_change_makes_it_match(me: Any) -> None:
    old, other = PostingFactory(title="Was always right"), PostingFactory(title="Became right")
    JobPosting.objects.filter(pk=other.pk).update(kind="administrative")
    refresh_search_row(JobPosting.objects.get(pk=other.pk))
    services.match_news()
    saved(me, "kind=clinical")

    JobPosting.objects.filter(pk=old.pk).update(pay_annual_min=70_000)
    JobPosting.objects.filter(pk=other.pk).update(kind="clinical")
    for posting in JobPosting.objects.filter(pk__in=[old.pk, other.pk]):
        refresh_search_row(posting)
    deliver()

    [mail] = alerts()
    assert "Became right" in mail.text and "Was always right" not in mail.text


def test_nothing_new_sends_nothing_and_twenty_of_many_are_listed(me: Any) -> None:
    saved(me, "kind=clinical")
    assert deliver() == 0
    for number in range(23):
        PostingFactory(title=f"Job number {number}")

    deliver(timezone.now() + dt.timedelta(days=2))

    [mail] = alerts()
    assert mail.subject.startswith("23 new jobs")
    assert mail.text.count("Why it is here:") == 20
    assert "And 3 more." in mail.text
    assert AlertMail.objects.get().jobs_count == 23


def test_a_job_that_closed_before_the_slot_is_left_out(me: Any) -> None:
    saved(me, "kind=clinical")
    gone = PostingFactory(title="Gone")
    services.match_news()
    close_posting(posting=gone, by=None, reason="filled")

    assert services.send_alerts(tomorrow()) == 0
    assert (alerts(), AlertHit.objects.count()) == ([], 0)


def test_a_job_that_closes_while_the_mail_waits_is_taken_out(me: Any) -> None:
    saved(me, "kind=clinical")
    gone, stays = PostingFactory(title="Closes early"), PostingFactory(title="Stays open")
    deliver()
    close_posting(posting=gone, by=None, reason="filled")

    send_due()
    send_due()

    first, second = alerts()
    assert (first.state, first.reason) == (MailState.DROPPED, "rewritten")
    assert second.state == MailState.SENT
    assert stays.title in second.text and gone.title not in second.text


def test_stopping_takes_back_what_waits(me: Any) -> None:
    search = saved(me, "kind=clinical")
    PostingFactory()
    deliver()
    PostingFactory()
    services.match_news()

    services.stop_mail(subscriber=search.subscriber)

    assert alerts() == [] and AlertHit.objects.count() == 0
    assert deliver(timezone.now() + dt.timedelta(days=3)) == 0


def test_a_mail_that_was_being_sent_while_she_stopped_does_not_leave(me: Any) -> None:
    search = saved(me, "kind=clinical")
    PostingFactory()
    deliver()
    Subscriber.objects.filter(pk=search.subscriber_id).update(stopped_at=timezone.now())

    send_due()

    assert [(m.state, m.reason) for m in alerts()] == [(MailState.DROPPED, "stopped")]


def test_one_pathological_person_does_not_hold_up_the_others(me: Any, monkeypatch: Any) -> None:
    saved(me, "kind=clinical")
    other = saved_by_address("kim@example.org", "kind=clinical")
    PostingFactory()
    services.match_news()
    usual = services.digests._made

    def breaks(subscriber: Subscriber, *more: Any) -> int:
        if subscriber.profile_id:
            raise RuntimeError("broken")
        return usual(subscriber, *more)

    monkeypatch.setattr(services.digests, "_made", breaks)

    assert services.send_alerts(tomorrow()) == 1

    assert [mail.recipient for mail in alerts()] == ["kim@example.org"]
    assert other.subscriber.email == "kim@example.org"
    monkeypatch.undo()
    assert services.send_alerts(tomorrow() + dt.timedelta(hours=1)) == 1


def test_what_a_change_of_my_profile_opens_is_told_with_the_fact(me: Any) -> None:
    own = services.subscribe_profile(profile=me, by=me.user)
    services.change_times(subscriber=own, by=me.user, changes={"newly_qualify": True})
    asking("rn", title="Fits already")
    asking("rn", "bls", title="Waits for BLS")
    asking("rn", "ccm", title="Still out of reach")
    services.find_newly_qualified()
    assert AlertHit.objects.count() == 0

    add_credential(profile=me, by=me.user, term=Term.objects.get(slug="bls"))
    services.find_newly_qualified()
    services.find_newly_qualified()
    services.send_alerts(tomorrow())

    [mail] = alerts()
    today = f"{timezone.localdate():%B} {timezone.localdate().day}"
    assert "Waits for BLS" in mail.text
    assert "Fits already" not in mail.text and "Still out of reach" not in mail.text
    assert f"you newly qualify: you added BLS on {today}" in mail.text


def test_a_search_by_fit_also_fires_when_the_profile_changes(me: Any) -> None:
    saved(me, "fit=meets_all", pace="instant")
    asking("rn", "bls", title="Waits for BLS")
    services.match_news()
    assert AlertHit.objects.count() == 0

    add_credential(profile=me, by=me.user, term=Term.objects.get(slug="bls"))
    services.find_newly_qualified()
    services.send_alerts(timezone.now() + dt.timedelta(minutes=4))

    [mail] = alerts()
    assert "Waits for BLS" in mail.text and "you newly qualify" in mail.text


def test_news_is_let_go_of(me: Any) -> None:
    saved(me, "kind=clinical")
    PostingFactory()
    assert JobNews.objects.exists()

    while services.match_news(jobs=1):
        pass

    assert not JobNews.objects.exists()
    assert AlertHit.objects.count() == 1


def test_an_edited_search_keeps_only_what_it_still_wants(me: Any) -> None:
    search = saved(me, "kind=clinical")
    PostingFactory(title="Full time", employment_type="full_time")
    PostingFactory(title="Part time", employment_type="part_time")
    services.match_news()

    services.change_search(
        search=search, by=me.user, changes={"query": "kind=clinical&type=part_time"}
    )
    services.send_alerts(tomorrow())

    assert "Part time" in alerts()[0].text and "Full time" not in alerts()[0].text


def test_the_most_searches_and_the_same_one_twice(me: Any) -> None:
    from core.errors import Refused

    one = saved(me, "kind=clinical")
    assert saved(me, "kind=clinical&sort=pay&posted=7").pk == one.pk
    for number in range(19):
        saved(me, f"q=word{number}")

    with pytest.raises(Refused, match="20 saved searches"):
        saved(me, "q=another")

    assert SavedSearch.objects.count() == 20


def test_unconfirmed_searches_are_forgotten_after_a_week() -> None:
    search = saved_by_address("kim@example.org", "kind=clinical", confirmed=False)
    PostingFactory()
    services.match_news()
    assert AlertHit.objects.count() == 0

    services.forget_unconfirmed(timezone.now() + dt.timedelta(days=6))
    assert SavedSearch.objects.filter(pk=search.pk).exists()
    services.forget_unconfirmed(timezone.now() + dt.timedelta(days=8))

    assert not Subscriber.objects.exists()


def test_what_came_while_a_search_was_paused_is_not_told(me: Any) -> None:
    search = saved(me, "kind=clinical")
    services.pause_search(search=search, by=me.user)
    PostingFactory()
    services.match_news()
    services.resume_search(search=search, by=me.user)

    assert services.send_alerts(tomorrow()) == 0


def test_news_without_anybody_to_tell_is_let_go_of_at_once() -> None:
    PostingFactory()
    PostingFactory()

    assert services.match_news(jobs=1) >= 2
    assert not JobNews.objects.exists()
