from __future__ import annotations

import pytest
from django.conf import settings as django_settings

from jobboard import assets
from tests.house.world import World


@pytest.fixture(autouse=True, scope="module")
def _built_assets() -> None:
    assets.main()


@pytest.fixture
def world(vocabulary, transactional_db, request) -> World:
    """The world of the access matrix, in rows that a second connection sees."""
    return World(*map(request.getfixturevalue, ("cast", "clinic", "clinic_site")))


@pytest.fixture
def sign_in(live_server, context, browse):
    """`sign_in(owner)`: the browser's next pages are hers."""

    def start(user) -> None:
        context.clear_cookies()
        if user.is_authenticated:
            name = django_settings.SESSION_COOKIE_NAME
            value = browse(user).cookies[name].value
            context.add_cookies([{"name": name, "value": value, "url": live_server.url}])

    return start
