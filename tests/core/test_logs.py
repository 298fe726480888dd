from __future__ import annotations

import io
import json
import logging
import logging.config

import pytest
import structlog
from django.test import Client

from core.logs import current_request_id, logging_config, security
from core.logs.context import request_id_set


@pytest.fixture
def written(monkeypatch):
    """What goes to standard error, as parsed lines."""
    config = logging_config()
    stream = io.StringIO()
    config["handlers"]["stderr"]["stream"] = stream
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    logging.config.dictConfig(config)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers[:] = before
    root.setLevel(level)


def test_line_is_json_with_time_level_and_request_id(written):
    with request_id_set("abcdef123"):
        structlog.get_logger("x").info("done", posting_id=7)

    (line,) = written()
    assert (line["event"], line["posting_id"], line["level"]) == ("done", 7, "info")
    assert line["request_id"] == "abcdef123"
    assert line["at"].endswith("Z")


def test_personal_data_is_taken_out_whoever_logs_it(written):
    structlog.get_logger("x").info(
        "sent to dana@example.org", email="dana@example.org", name="Dana"
    )
    logging.getLogger("library").warning("bounced: %s", "omar@example.org")

    text = json.dumps(written())
    assert "example.org" not in text and "Dana" not in text
    assert written()[0]["email"] == "[removed]"


def test_exception_s_text_is_cleaned_too(written):
    try:
        raise ValueError("dana@example.org is taken")
    except ValueError:
        structlog.get_logger("x").exception("failed")

    (line,) = written()
    assert "ValueError" in line["exception"] and "dana@" not in line["exception"]


def test_security_line_has_its_schema(written):
    security("login_failed", user_id=7, reason="password")

    (line,) = written()
    assert {"event", "kind", "user_id", "at", "level"} <= set(line)
    assert (line["kind"], line["event"], line["user_id"], line["reason"]) == (
        "security", "login_failed", 7, "password",
    )  # fmt: skip


@pytest.mark.django_db
def test_request_leaves_one_line_that_names_the_route(client: Client, written):
    response = client.get(
        "/nothing/dana@example.org/?q=secret", headers={"X-Request-ID": "proxy-id-1"}
    )

    (line,) = [line for line in written() if line["event"] == "request"]
    assert (line["status"], line["request_id"]) == (404, "proxy-id-1")
    assert response["X-Request-ID"] == "proxy-id-1"
    assert "dana" not in json.dumps(line) and "secret" not in json.dumps(line)
    assert current_request_id() == ""


@pytest.mark.django_db
def test_malformed_request_id_is_replaced(client: Client):
    response = client.get("/healthz", headers={"X-Request-ID": 'x" evil'})

    assert len(response["X-Request-ID"]) == 16
