"""What every class of answer tells the browser."""

import json
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse, JsonResponse
from django.test import Client, RequestFactory

from core.files.serving import FILE_CSP
from core.pages.middleware import (
    DATA_POLICY,
    EVERYWHERE,
    PUBLIC_CACHE,
    HeadersMiddleware,
    public_page,
)

POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'",
    "connect-src 'self'", "form-action 'self'", "manifest-src 'self'", "base-uri 'none'",
    "frame-ancestors 'none'", "frame-src 'none'", "object-src 'none'", "worker-src 'none'",
    "report-uri /csp-report", "report-to csp",
}  # fmt: skip


def policy_of(response):
    return {part.strip() for part in response.headers["Content-Security-Policy"].split(";")}


@pytest.mark.parametrize(
    "path, status", [("/styleguide/", 200), ("/nowhere/", 404), ("/accounts/login/", 200)]
)
def test_html_page_carries_the_whole_set(client, db, path, status):
    response = client.get(path)

    assert response.status_code == status
    assert policy_of(response) == POLICY
    assert {name: response.headers[name] for name in EVERYWHERE} == EVERYWHERE
    assert {"Cookie", "HX-Request"} <= {
        part.strip() for part in response.headers["Vary"].split(",")
    }
    assert "no-store" in response.headers["Cache-Control"]


def test_broken_page_carries_the_whole_set(client, db, monkeypatch):
    monkeypatch.setattr("core.styleguide.views.charts.histogram", lambda *args, **kwargs: 1 / 0)
    client.raise_request_exception = False

    response = client.get("/styleguide/")

    assert response.status_code == 500
    assert "Something broke on our side." in response.content.decode()
    assert policy_of(response) == POLICY
    assert {name: response.headers[name] for name in EVERYWHERE} == EVERYWHERE
    assert response.headers["Cache-Control"] == "no-store"


def test_unknown_host_gets_a_page_with_the_set(client, db):
    response = client.get("/styleguide/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert policy_of(response) == POLICY


def test_stale_form_gets_a_readable_page(db):
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a@example.org"})

    assert response.status_code == 403
    assert "Your page was too old to be sent." in response.content.decode()
    assert policy_of(response) == POLICY


def answer(response, **attributes):
    request = RequestFactory().get("/x")
    request.user = attributes.pop("user", AnonymousUser())
    request.META.update(attributes)
    return HeadersMiddleware(lambda _request: response)(request)


def test_json_gets_the_policy_of_data():
    response = answer(JsonResponse({}))

    assert response.headers["Content-Security-Policy"] == DATA_POLICY


def test_file_keeps_its_own_policy():
    file = HttpResponse(b"%PDF", content_type="application/pdf")
    file.headers["Content-Security-Policy"] = FILE_CSP
    file.headers["Cache-Control"] = "private, no-store"

    response = answer(file)

    assert response.headers["Content-Security-Policy"] == FILE_CSP
    assert response.headers["Cache-Control"] == "private, no-store"


@public_page
def front(request):
    return HttpResponse("jobs")


def test_public_page_is_cached_for_visitors_only():
    visitor = RequestFactory().get("/x")
    visitor.user = AnonymousUser()
    member = RequestFactory().get("/x")
    member.user = type("Member", (), {"is_authenticated": True})()

    for_visitor = HeadersMiddleware(front)(visitor)
    for_member = HeadersMiddleware(front)(member)

    assert for_visitor.headers["Cache-Control"] == PUBLIC_CACHE
    assert for_member.headers["Cache-Control"] == "no-store"


def test_public_page_with_a_form_token_is_not_cached():
    request = RequestFactory().get("/x")
    request.user = AnonymousUser()
    request.META["CSRF_COOKIE_NEEDS_UPDATE"] = True

    response = HeadersMiddleware(front)(request)

    assert response.headers["Cache-Control"] == "no-store"


def test_sign_out_clears_what_the_browser_kept(client, candidate):
    client.force_login(candidate)

    response = client.post("/accounts/logout/")

    assert response.status_code == 302
    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'


def test_every_script_carries_its_integrity(client, db):
    page = client.get("/styleguide/").content.decode()

    scripts = re.findall(r"<script[^>]*src=[^>]*>", page)
    assert scripts
    assert all('integrity="sha384-' in script for script in scripts), scripts


def test_policy_report_is_taken_and_forgotten_when_too_long(client, db):
    report = {
        "csp-report": {"effective-directive": "script-src", "blocked-uri": "https://evil.example"}
    }

    taken = client.post("/csp-report", json.dumps(report), content_type="application/csp-report")
    too_long = client.post("/csp-report", "x" * 20_000, content_type="application/csp-report")
    nonsense = client.post("/csp-report", "[[", content_type="application/csp-report")

    assert [taken.status_code, too_long.status_code, nonsense.status_code] == [204, 413, 400]
