"""Races on real connections. Each has a negative control: with the guard off the harm shows."""

from __future__ import annotations

import threading
from collections import Counter

import pytest
from django.db import connection

from applications import services
from applications.models import Application, Decision
from applications.services import sending
from core.errors import Refused
from core.mail import Outbox
from listings import services as listings
from tests.factories.applications import complete, posting_of

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 24


def race(action, times: int) -> Counter:
    gate = threading.Barrier(times)
    outcomes: Counter = Counter()

    def run() -> None:
        try:
            gate.wait(timeout=20)
            action()
            outcomes["done"] += 1
        except Exception as error:
            outcomes[type(error).__name__] += 1
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


@pytest.fixture
def posting(vocabulary, clinic, clinic_site):
    return posting_of(clinic, facility=clinic_site)


def test_applying_at_once_makes_one_application(posting, candidate):
    complete(candidate)

    outcomes = race(lambda: services.send_application(posting=posting, by=candidate), AT_ONCE)

    assert outcomes == {"done": 1, Refused.__name__: AT_ONCE - 1}
    assert Application.objects.count() == 1
    assert Outbox.objects.filter(event__startswith="application-sent:").count() == 1


def test_applying_at_once_is_stopped_by_the_database_alone(posting, candidate, monkeypatch):
    """The control: without the look before, the unique index still lets one through."""
    complete(candidate)
    monkeypatch.setattr(sending, "_declined_but_not_told", lambda *_: False)
    monkeypatch.setattr(Application.objects, "open", Application.objects.none, raising=False)

    outcomes = race(lambda: services.send_application(posting=posting, by=candidate), 6)

    assert outcomes == {"done": 1, Refused.__name__: 5}
    assert Application.objects.count() == 1


def test_two_recruiters_refuse_at_once_and_one_counts(posting, candidate, recruiter):
    complete(candidate)
    application = services.send_application(posting=posting, by=candidate)

    outcomes = race(
        lambda: services.decline_application(
            application=application, by=recruiter, version=application.version, reason="pay"
        ),
        8,
    )

    assert outcomes == {"done": 1, services.Stale.__name__: 7}
    assert Decision.objects.count() == 1


def test_apply_against_close_never_loses_an_application(posting, candidate, recruiter):
    complete(candidate)
    acts = iter(
        [
            lambda: services.send_application(posting=posting, by=candidate),
            lambda: listings.close_posting(posting=posting, by=recruiter, reason="filled"),
        ]
    )
    lock = threading.Lock()

    def act() -> None:
        with lock:
            mine = next(acts)
        mine()

    race(act, 2)
    services.settle_closed_postings()

    posting.refresh_from_db()
    assert posting.state == "closed"
    assert all(
        a.state == "closed" and a.sent_at <= posting.closed_at for a in Application.objects.all()
    )
