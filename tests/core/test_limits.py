from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.test import RequestFactory

from core import limits
from core.limits.models import Counter


@pytest.mark.django_db
def test_hit_admits_the_limit_then_refuses_with_words():
    verdicts = [limits.hit("login:a", limit=3, seconds=600) for _ in range(5)]

    assert [bool(verdict) for verdict in verdicts] == [True, True, True, False, False]
    assert verdicts[-1].reason == "Too many tries. Please wait 10 minutes and try again."
    assert limits.hit("login:b", limit=3, seconds=600)


@pytest.mark.django_db
def test_window_that_is_over_starts_again():
    limits.hit("login:a", limit=1, seconds=600)
    assert not limits.hit("login:a", limit=1, seconds=600)

    Counter.objects.update(ends_at="2000-01-01T00:00Z")

    assert limits.hit("login:a", limit=1, seconds=600)
    assert not limits.hit("login:a", limit=1, seconds=600)


@pytest.mark.django_db
def test_forget_starts_again():
    limits.hit("login:a", limit=1, seconds=600)

    limits.forget("login:a")

    assert limits.hit("login:a", limit=1, seconds=600)


@pytest.mark.django_db
def test_key_is_not_kept_readable():
    limits.hit("reset:dana@example.org", limit=1, seconds=600)

    assert "dana" not in Counter.objects.get().digest


@pytest.mark.django_db(transaction=True)
def test_hit_is_exact_with_20_threads():
    start, admitted = threading.Barrier(20), []

    def knock() -> None:
        start.wait()
        for _ in range(10):
            admitted.append(bool(limits.hit("door", limit=50, seconds=600)))
        connection.close()

    threads = [threading.Thread(target=knock) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(admitted), sum(admitted)) == (200, 50)


@pytest.mark.parametrize(
    ("proxies", "peer", "forwarded", "expected"),
    [
        (0, "203.0.113.9", "1.2.3.4", "203.0.113.9"),
        (1, "10.0.0.1", "1.2.3.4, 203.0.113.9", "203.0.113.9"),
        (2, "10.0.0.1", "6.6.6.6, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "10.0.0.1", "203.0.113.9", "10.0.0.1"),
        (1, "10.0.0.1", "", "10.0.0.1"),
        (1, "10.0.0.1", "nonsense", "0.0.0.0"),
        (0, "", "1.2.3.4", "0.0.0.0"),
        (0, "::ffff:203.0.113.9", "", "203.0.113.9"),
    ],
)
def test_client_ip_believes_only_our_own_proxies(settings, proxies, peer, forwarded, expected):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)

    assert limits.client_ip(request) == expected


@pytest.mark.django_db
def test_spoofed_header_does_not_move_a_limit(settings):
    settings.TRUSTED_PROXIES = 1

    def knock(claim: str) -> bool:
        request = RequestFactory().get(
            "/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=f"{claim}, 203.0.113.9"
        )
        return bool(limits.hit(f"login:{limits.client_key(request)}", limit=2, seconds=60))

    assert [knock("1.1.1.1"), knock("2.2.2.2"), knock("3.3.3.3")] == [True, True, False]


def test_client_key_takes_ipv6_households_whole(settings):
    settings.TRUSTED_PROXIES = 0
    keys = {
        limits.client_key(RequestFactory().get("/", REMOTE_ADDR=address))
        for address in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9")
    }

    assert keys == {"2001:db8:1:2::/64"}
