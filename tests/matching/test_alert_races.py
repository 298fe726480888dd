"""Two workers, and a click that meets a worker: nobody is told twice, and nobody after stopping."""

from __future__ import annotations

import datetime as dt
import threading
import time
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from core.mail import Outbox, send_due
from matching import services
from matching.models import AlertHit, AlertMail, JobNews, Subscriber, ToldOpening
from matching.services import digests
from tests.factories.alerts import saved_by_address
from tests.factories.listings import PostingFactory
from tests.profiles.racing import race

pytestmark = pytest.mark.django_db(transaction=True)


def later() -> dt.datetime:
    return timezone.now() + dt.timedelta(days=1, hours=1)


def people(count: int) -> None:
    for number in range(count):
        saved_by_address(f"person{number}@example.org", "kind=clinical")


def test_two_workers_tell_each_person_once() -> None:
    people(6)
    PostingFactory(kind="clinical")
    now = later()

    outcomes = race(services.match_news, services.match_news)
    services.match_news()
    outcomes += race(lambda: services.send_alerts(now), lambda: services.send_alerts(now))
    services.send_alerts(now)

    assert outcomes == ["done"] * 4
    assert not JobNews.objects.exists() and not AlertHit.objects.exists()
    assert Outbox.objects.filter(stream="alerts").count() == 6
    assert (AlertMail.objects.count(), ToldOpening.objects.count()) == (6, 6)


def test_a_worker_that_dies_on_the_way_leaves_the_news_and_tells_once(monkeypatch: Any) -> None:
    people(2)
    PostingFactory(kind="clinical")

    def dies(*_more: Any) -> None:
        raise RuntimeError("killed")

    with monkeypatch.context() as patch:
        patch.setattr("matching.services.news._keep_hits", dies)
        with pytest.raises(RuntimeError):
            services.match_news()
    with monkeypatch.context() as patch:
        patch.setattr(digests.emails, "tell_of_jobs", dies)
        services.match_news()
        assert services.send_alerts(later()) == 0
    assert not AlertMail.objects.exists() and not ToldOpening.objects.exists()

    services.send_alerts(later() + dt.timedelta(hours=1))

    assert Outbox.objects.filter(stream="alerts").count() == 2


def test_no_mail_after_stopping_while_it_was_being_made(monkeypatch: Any) -> None:
    people(1)
    PostingFactory(kind="clinical")
    services.match_news()
    subscriber = Subscriber.objects.get()
    building = threading.Event()
    usual = digests._standing_hits

    def slow(*what: Any) -> Any:
        building.set()
        time.sleep(0.5)
        return usual(*what)

    monkeypatch.setattr(digests, "_standing_hits", slow)

    def build() -> None:
        services.send_alerts(later())
        connection.close()

    worker = threading.Thread(target=build)
    worker.start()
    assert building.wait(10)
    services.stop_mail(subscriber=subscriber)
    worker.join(30)
    send_due()

    assert not Outbox.objects.filter(stream="alerts").exists()
