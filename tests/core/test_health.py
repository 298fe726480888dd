from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError
from django.test import Client

from core.health import checks
from core.mail import Outbox
from core.queue.models import WorkerBeat


@pytest.fixture
def _worker_alive(db):
    WorkerBeat.objects.create(worker="w")


def test_healthz_answers_without_the_database(client: Client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.usefixtures("_worker_alive")
def test_readyz_is_ok_when_all_is_well(client: Client):
    response = client.get("/readyz")

    assert (response.status_code, response.json()["status"]) == (200, "ok")


@pytest.mark.django_db
def test_readyz_is_late_without_a_worker(client: Client):
    WorkerBeat.objects.create(worker="w", beat_at=dt.datetime.now(dt.UTC) - dt.timedelta(minutes=3))

    response = client.get("/readyz")

    assert (response.status_code, response.json()["status"]) == (200, "late")
    assert response.json()["checks"]["worker"]["ok"] is False


@pytest.mark.usefixtures("_worker_alive")
def test_readyz_is_late_when_mail_waits_over_two_minutes(client: Client):
    old = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=3)
    Outbox.objects.create(
        event="a", recipient="b", subject="s", text="t", message_id="<1>", send_after=old
    )

    checks_ = client.get("/readyz").json()["checks"]

    assert checks_["mail"] == {"ok": False, "detail": "oldest unsent 180 s"}


@pytest.mark.usefixtures("_worker_alive")
def test_readyz_is_down_before_migrations(client: Client, monkeypatch):
    monkeypatch.setattr(checks, "_unapplied", lambda: 2)

    response = client.get("/readyz")

    assert (response.status_code, response.json()["status"]) == (503, "down")


@pytest.mark.django_db
def test_readyz_is_down_without_a_database(client: Client, monkeypatch):
    def broken() -> int:
        raise DatabaseError("password=secret")

    monkeypatch.setattr(checks, "_unapplied", broken)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert "secret" not in response.text


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "wrong", "Bearer wrong"])
def test_metrics_does_not_exist_without_the_token(client: Client, settings, token):
    settings.METRICS_TOKEN = "right"

    assert client.get("/metrics", headers={"Authorization": token}).status_code == 404
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.django_db
def test_metrics_with_the_token(client: Client, settings):
    settings.METRICS_TOKEN = "right"

    text = client.get("/metrics", headers={"Authorization": "Bearer right"}).text

    assert "jobboard_tasks_ready 0.0" in text
    assert "jobboard_worker_beat_age_seconds -1.0" in text
