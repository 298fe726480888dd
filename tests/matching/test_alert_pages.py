"""Saving a search, saying yes by mail, managing it with and without an account, and one click to stop:
alert_create, alert_confirm, alert_list, alert_times, alert_edit, alert_pause, alert_resume, alert_delete."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from core import personal
from core.mail import Outbox
from core.mail.sending import message_of
from matching import services
from matching.alerts.links import key_of
from matching.models import SavedSearch, Subscriber
from tests.factories.alerts import saved, saved_by_address
from tests.factories.listings import PostingFactory

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def anonymous(**more: Any) -> dict[str, Any]:
    return {
        "email": "Kim@Example.org",
        "pace": "daily",
        "weekday": "0",
        "send_at": "06:30",
        "timezone": "America/Chicago",
        **more,
    }


def link_in(mail: Outbox, word: str) -> str:
    found = re.search(rf"http://localhost:8000(/alerts/{word}/\S+)", mail.text)
    assert found
    return found[1]


def alert_to(person: Any, query: str = "kind=clinical") -> Outbox:
    saved(person, query) if not isinstance(person, str) else saved_by_address(person, query)
    PostingFactory(title="Nurse navigator")
    services.match_news()
    services.send_alerts(timezone.now() + dt.timedelta(days=1, hours=1))
    return Outbox.objects.get(stream="alerts")


def stop_path(mail: Outbox) -> str:
    return mail.unsubscribe_url.removeprefix("http://localhost:8000")


def test_the_search_page_offers_to_save_what_is_searched(client: Client) -> None:
    PostingFactory()

    full = client.get("/jobs/?kind=clinical").content.decode()
    empty = client.get("/jobs/?q=zebra&kind=administrative").content.decode()

    assert 'href="/alerts/new/?kind=clinical"' in full
    assert "/alerts/new/?q=zebra&amp;kind=administrative" in empty


def test_a_candidate_saves_at_once(browse: Any, candidate: Any) -> None:
    client = browse(candidate)
    shown = client.get("/alerts/new/?kind=clinical&sort=pay").content.decode()

    response = client.post(
        "/alerts/new/?kind=clinical&sort=pay", {"pace": "weekly", "weekday": "4"}
    )

    assert "Clinical" in shown and "e-mail" not in shown
    assert response.url == "/me/alerts/"
    search = SavedSearch.objects.get()
    assert (search.query, search.pace, search.weekday) == ("kind=clinical", "weekly", 4)
    assert search.confirmed_at and search.subscriber.profile.user == candidate
    assert search.subscriber.timezone == "America/New_York"
    assert "Clinical" in client.get("/me/alerts/").content.decode()


def test_one_too_many_says_so(browse: Any, candidate: Any) -> None:
    for number in range(20):
        saved(candidate.candidate_profile, f"q=word{number}")

    response = browse(candidate).post("/alerts/new/?q=more", {"pace": "daily"})

    assert response.status_code == 422
    assert "20 saved searches" in response.content.decode()


def test_an_address_confirms_by_a_button_in_a_page(client: Client) -> None:
    client.post("/alerts/new/?kind=clinical", anonymous())
    mail = Outbox.objects.get()
    path = link_in(mail, "confirm")

    page = client.get(path)
    assert SavedSearch.objects.get().confirmed_at is None, "looking is not saying yes"
    done = client.post(path)

    assert (mail.recipient, mail.stream) == ("kim@example.org", "transactional")
    assert "Yes, tell me" in page.content.decode()
    search = SavedSearch.objects.get()
    assert search.confirmed_at
    assert (search.subscriber.timezone, search.subscriber.send_at) == (
        "America/Chicago",
        dt.time(6, 30),
    )
    assert done.url == f"/alerts/list/{key_of(search.subscriber)}/"
    assert client.post(path).status_code == 302, "a second yes changes nothing"


def test_the_answer_is_the_same_known_or_not_and_floods_stop(client: Client) -> None:
    first = client.post("/alerts/new/?kind=clinical", anonymous()).content
    again = [client.post("/alerts/new/?kind=clinical", anonymous()).content for _ in range(6)]

    plain = {re.sub(rb'value="[^"]{20,}"', b"", page) for page in [first, *again]}
    assert len(plain) == 1
    assert Outbox.objects.count() == 3, "three an hour for one address"


def test_a_wrong_address_is_told_and_nothing_is_lost(client: Client) -> None:
    response = client.post("/alerts/new/?kind=clinical", anonymous(email="kim", pace="weekly"))

    assert response.status_code == 422
    text = response.content.decode()
    assert 'value="kim"' in text and re.search(r'value="weekly"[^>]*checked', text)
    assert not Outbox.objects.exists()


def test_an_address_manages_its_own_list_and_no_other(client: Client, candidate: Any) -> None:
    search = saved_by_address("kim@example.org", "kind=clinical")
    other = saved_by_address("lee@example.org", "kind=clinical")
    base = f"/alerts/list/{key_of(search.subscriber)}/"

    assert "kim@example.org" in client.get(base).content.decode()
    client.post(f"{base}{search.public_id}/edit/", {"name": "Mine", "pace": "instant"})
    client.post(f"{base}{search.public_id}/pause/")
    search.refresh_from_db()
    assert (search.name, search.pace, search.is_paused) == ("Mine", "instant", True)
    client.post(f"{base}{search.public_id}/resume/")
    client.post(f"{base}times/", {"send_at": "19:00", "timezone": "Pacific/Honolulu"})
    search.refresh_from_db()
    assert search.subscriber.timezone == "Pacific/Honolulu" and not search.is_paused

    assert client.post(f"{base}{other.public_id}/delete/").status_code == 404
    assert client.get(base[:-3] + "xx/").status_code == 404
    client.post(f"{base}{search.public_id}/delete/")
    assert list(SavedSearch.objects.all()) == [other]


def test_nobody_elses_alert_can_be_touched(
    browse: Any, candidate: Any, other_candidate: Any
) -> None:
    search = saved(candidate.candidate_profile, "kind=clinical")
    client = browse(other_candidate)

    for action in ("pause", "delete", "edit", "undo"):
        assert client.post(f"/me/alerts/{search.public_id}/{action}/").status_code == 404

    search.refresh_from_db()
    assert search.paused_at is None


def test_alert_times_of_a_candidate_without_alerts(browse: Any, candidate: Any) -> None:
    browse(candidate).post(
        "/me/alerts/times/",
        {"send_at": "06:30", "timezone": "America/Chicago", "newly_qualify": "on"},
    )

    own = Subscriber.objects.get()
    assert (own.send_at, own.timezone, own.newly_qualify) == (
        dt.time(6, 30),
        "America/Chicago",
        True,
    )
    assert own.next_at is not None


# --- alert_stop: RFC 8058 -----------------------------------------------------------------------


def test_mail_carries_the_headers_of_one_click(dana: Any) -> None:
    mail = alert_to(dana)

    headers = message_of(mail).message()

    assert headers["List-Unsubscribe"] == f"<{mail.unsubscribe_url}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert mail.unsubscribe_url in mail.text and mail.unsubscribe_url in mail.html


def test_one_post_without_cookies_stops_at_once(dana: Any) -> None:
    path = stop_path(alert_to(dana))
    machine = Client(enforce_csrf_checks=True)

    assert machine.get(path).status_code == 200
    assert Subscriber.objects.get().stopped_at is None, "a scanner that opens links stops nothing"
    assert machine.post(path, ONE_CLICK).status_code == 200
    assert Subscriber.objects.get().stopped_at is not None
    assert machine.post(path, "nonsense", content_type="text/plain").status_code == 200
    assert machine.post(path[:-4] + "aaa/", ONE_CLICK).status_code == 404
    assert not Outbox.objects.filter(stream="alerts").exists(), "what waited is taken back"


def test_the_link_works_a_year_later_and_after_the_account(dana: Any) -> None:
    path = stop_path(alert_to(dana))

    with time_machine.travel(timezone.now() + dt.timedelta(days=400)):
        assert Client(enforce_csrf_checks=True).post(path, ONE_CLICK).status_code == 200
    assert Subscriber.objects.get().stopped_at is not None
    personal.erase_user(dana.user, by=dana.user)

    assert not SavedSearch.objects.exists()
    assert Client(enforce_csrf_checks=True).post(path, ONE_CLICK).status_code == 200


def test_stopping_alerts_leaves_other_mail_alone(dana: Any) -> None:
    path = stop_path(alert_to(dana))
    Outbox.objects.create(
        event="x:1",
        recipient=dana.user.email,
        user_id=dana.user_id,
        subject="s",
        text="t",
        message_id="<1@x>",
    )

    Client().post(path, ONE_CLICK)

    assert Outbox.objects.get().stream == "transactional"


def test_alert_start_turns_it_on_again(browse: Any, candidate: Any) -> None:
    search = saved(candidate.candidate_profile, "kind=clinical")
    services.stop_mail(subscriber=search.subscriber)
    client = browse(candidate)
    assert "You stopped all mail" in client.get("/me/alerts/").content.decode()

    client.post("/me/alerts/start/")

    search.subscriber.refresh_from_db()
    assert search.subscriber.stopped_at is None


# --- alert_feedback, alert_undo -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("why", "before", "after"),
    [
        ("too_far", "near=45203&radius=50", "near=45203&radius=10"),
        ("pay_too_low", "kind=clinical", "pay=31&pay_unit=hour&kind=clinical"),
        (
            "wrong_role",
            "role=patient-navigator&role=rn-care-coordinator",
            "role=patient-navigator",
        ),
        ("license", "kind=clinical", "kind=clinical&fit=could_meet&fit=meets_all"),
        ("other", "kind=clinical", "kind=clinical"),
    ],
)
def test_not_for_me_edits_the_search_and_undo_brings_it_back(
    browse: Any, dana: Any, places: None, why: str, before: str, after: str
) -> None:
    search = saved(dana, before)
    from core.places import Place

    # a site some 15 miles away
    posting = PostingFactory(place=Place.objects.get(zip="45069"), facility=None)
    client = browse(dana.user)
    path = f"/me/alerts/{search.public_id}/not-for-me/{posting.public_id}/"

    page = client.get(path).content.decode()
    response = client.post(path, {"why": why})

    assert page.count('name="why"') == 5
    assert response.url == "/me/alerts/"
    search.refresh_from_db()
    assert search.query == after
    if after != before:
        shown = set(services.feedback.filter_of(after, None).rows().values_list("pk", flat=True))
        assert why == "license" or posting.pk not in shown, "the job would no longer be told"
        client.post(f"/me/alerts/{search.public_id}/undo/")
        search.refresh_from_db()
        assert (search.query, search.query_before) == (before, None)


def test_mail_links_to_why_not(dana: Any, browse: Any) -> None:
    mail = alert_to("kim@example.org")
    found = re.search(r"Not for me: http://localhost:8000(\S+)", mail.text)
    assert found

    page = Client().get(found[1])

    assert page.status_code == 200
    assert "Not for you, because" in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"


def test_list_asks_as_much_for_three_as_for_one(
    browse: Any, candidate: Any, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = browse(candidate)
    saved(candidate.candidate_profile, "kind=clinical")
    client.get("/me/alerts/")
    with CaptureQueriesContext(connection) as one:
        client.get("/me/alerts/")
    saved(candidate.candidate_profile, "kind=hybrid")
    saved(candidate.candidate_profile, "type=full_time")

    with django_assert_num_queries(len(one)):
        client.get("/me/alerts/")


def test_export_has_the_searches(candidate: Any) -> None:
    saved(candidate.candidate_profile, "kind=clinical")

    told = personal.export_user(candidate)

    assert told["matching.savedsearch"][0]["query"] == "kind=clinical"
