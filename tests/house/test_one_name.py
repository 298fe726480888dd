"""One name in four places: view = URL name = template = tests."""

from __future__ import annotations

import inspect
import re

import pytest

from tests.house.tree import ROOMS, ROOT, own_addresses, text

# A page drawn from a template of another name, and why.
SHARED_TEMPLATE = {
    "moderation:case_queue": "moderation/case_detail.html",  # the queue opens with its first case
    "listings:posting_edit": "listings/posting_edit_{step}.html",  # one template per step
}
# Drawn by a function below them in the same file, or no page at all.
MACHINE = {"healthz", "readyz", "metrics", "csp_report", "robots", "sitemap"}


@pytest.mark.parametrize(
    "name, pattern", own_addresses(), ids=lambda v: v if isinstance(v, str) else ""
)
def test_view_has_the_name_of_its_address(name, pattern):
    assert pattern.callback.__name__ == name.partition(":")[2]
    assert pattern.callback.__module__.split(".")[0] == name.partition(":")[0]


@pytest.mark.parametrize(
    "name, pattern", own_addresses(), ids=lambda v: v if isinstance(v, str) else ""
)
def test_page_is_drawn_from_the_template_of_its_name(name, pattern):
    room, _colon, view = name.partition(":")
    source = inspect.getsource(inspect.unwrap(pattern.callback))
    drawn = set(re.findall(r'"([a-z_]+/[a-z_{}]+\.html)"', source))

    allowed = {t for t in drawn if t == f"{room}/{view}.html"}
    if view not in MACHINE and drawn and not allowed:
        own = ROOT / "templates" / room / f"{view}.html"
        assert not own.exists(), f"{name} draws {drawn}, though {own.name} exists"
        assert "POST" in source or name in SHARED_TEMPLATE, (
            f"{name} draws {drawn}: name the template {room}/{view}.html"
        )


def test_every_template_of_a_page_has_its_view():
    views = {name.replace(":", "/") for name, _pattern in own_addresses()}
    shared = {t.removesuffix(".html") for t in SHARED_TEMPLATE.values()}
    drawn_by_states = {"applications/posting_gone"}  # posting_detail's 410
    strangers = [
        str(path.relative_to(ROOT / "templates"))
        for room in ROOMS
        for path in (ROOT / "templates" / room).glob("*.html")
        if not path.name.startswith("_")
        and f"{room}/{path.stem}" not in views | shared | drawn_by_states
        and not path.stem.startswith("posting_edit_")
        and path.stem != "api_docs"
    ]

    assert strangers == [], "a page bears the name of its view, a fragment begins with _"


@pytest.mark.parametrize("room", ROOMS)
def test_every_view_is_named_in_a_test_of_its_room(room):
    paths = [
        p for p in (ROOT / "tests").rglob("*.py") if p.parent.name in {room, "look", "journeys"}
    ]
    told = "\n".join(text(p) + p.stem for p in paths)
    untold = [
        name
        for name, pattern in own_addresses()
        if name.startswith(f"{room}:")
        and not re.search(rf"\b(test_)?{name.partition(':')[2]}\b", told)
        and _address_words(pattern) not in told
    ]

    assert untold == [], f"write tests/{room}/test_<view>.py"


def _address_words(pattern) -> str:
    """The last fixed words of an address, as a test that writes the address out holds them."""
    fixed = re.findall(
        r"[a-z0-9.-]+/?(?=$|<|[^>]*(?:<|$))", re.sub(r"<[^>]+>", "\0", str(pattern.pattern))
    )
    return f"/{fixed[-1]}" if fixed else "no such words"
