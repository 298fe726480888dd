"""One mail for each date of a person's own calendar, whatever clocks, zones and workers do."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from core.mail import Outbox
from matching import services
from matching.alerts.slots import moment_of
from matching.models import AlertMail, SavedSearch
from tests.factories.alerts import saved
from tests.factories.listings import PostingFactory

EASTERN = ZoneInfo("America/New_York")


def alerts() -> list[Outbox]:
    return list(Outbox.objects.filter(stream="alerts").order_by("pk"))


def slots_made(search: SavedSearch, hours: list[dt.datetime]) -> list[str]:
    """Run the clock over these moments, with a new job before each."""
    for moment in hours:
        with time_machine.travel(moment, tick=False):
            PostingFactory()
            services.match_news()
            services.send_alerts()
    rows = AlertMail.objects.filter(subscriber=search.subscriber).order_by("pk")
    return [mail.slot for mail in rows]


def every_quarter(day: dt.date, days: int = 2) -> list[dt.datetime]:
    start = dt.datetime.combine(day, dt.time(0), tzinfo=EASTERN).astimezone(dt.UTC)
    return [start + dt.timedelta(minutes=15 * n) for n in range(days * 24 * 4)]


@pytest.mark.parametrize(
    ("day", "at"),
    [(dt.date(2026, 11, 1), dt.time(1, 30)), (dt.date(2027, 3, 14), dt.time(2, 30))],
    ids=["twice on the clock", "never on the clock"],
)
def test_one_mail_a_date_when_clocks_change(me: Any, day: dt.date, at: dt.time) -> None:
    with time_machine.travel(dt.datetime.combine(day, dt.time(0), tzinfo=EASTERN), tick=False):
        search = saved(me, "kind=clinical")
        services.change_times(
            subscriber=search.subscriber,
            by=me.user,
            changes={"send_at": at, "timezone": "America/New_York"},
        )

    made = slots_made(search, every_quarter(day, 2)[::2])

    assert made == [f"daily:{day}", f"daily:{day + dt.timedelta(days=1)}"]


def test_another_zone_at_noon_gives_no_second_mail_that_date(me: Any) -> None:
    noon = dt.datetime(2026, 6, 10, 12, tzinfo=EASTERN)
    with time_machine.travel(noon - dt.timedelta(hours=8), tick=False):
        search = saved(me, "kind=clinical")
    assert slots_made(search, [noon - dt.timedelta(hours=4)]) == ["daily:2026-06-10"]

    with time_machine.travel(noon, tick=False):
        services.change_times(
            subscriber=search.subscriber, by=me.user, changes={"timezone": "Pacific/Honolulu"}
        )
    made = slots_made(search, [noon + dt.timedelta(hours=n) for n in range(1, 30)])

    assert made == ["daily:2026-06-10", "daily:2026-06-11"]
    last = AlertMail.objects.order_by("pk").last()
    assert last is not None
    assert last.made_at >= moment_of(dt.date(2026, 6, 11), dt.time(7), "Pacific/Honolulu")


def test_three_days_without_a_worker_become_one_mail(me: Any) -> None:
    start = dt.datetime(2026, 6, 8, 6, tzinfo=EASTERN)  # a Monday
    with time_machine.travel(start, tick=False):
        search = saved(me, "kind=clinical")
        weekly = saved(me, "type=full_time", pace="weekly", weekday=2)
    with time_machine.travel(start + dt.timedelta(hours=2), tick=False):
        services.send_alerts()

    made = slots_made(search, [start + dt.timedelta(days=4, hours=2)])

    assert made == ["daily:2026-06-12"]
    assert weekly.name in alerts()[0].text, "its Wednesday was among the days missed"
    assert slots_made(search, [start + dt.timedelta(days=4, hours=5)]) == made


def test_weekly_waits_for_its_day(me: Any) -> None:
    start = dt.datetime(2026, 6, 8, 6, tzinfo=EASTERN)
    with time_machine.travel(start, tick=False):
        search = saved(me, "kind=clinical", pace="weekly", weekday=3)

    made = slots_made(search, [start + dt.timedelta(days=n, hours=2) for n in range(9)])

    assert made == ["daily:2026-06-11"]
