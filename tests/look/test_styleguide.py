"""Every component in every state: readable by all, no side scrolling, within the weight of a first view."""

import pytest

from jobboard.assets import ROOT
from tests.browser import DESKTOP, PHONE, SCHEMES, axe, first_view_bytes, scrolls_sideways, show

WIDEST_FIRST_VIEW = 90_000
SHOWN_IN = [
    "templates/styleguide",
    "templates/core",
    "templates/components",
    "templates/layouts",
    "templates/django",
    "core/templatetags",
]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_styleguide_has_no_accessibility_violation(live_server, page, width, scheme):
    show(page, f"{live_server.url}/styleguide/", width, scheme)

    assert axe(page) == []


@pytest.mark.parametrize("width", [320, PHONE, 768, DESKTOP])
def test_styleguide_never_scrolls_sideways(live_server, page, width):
    show(page, f"{live_server.url}/styleguide/", width)

    assert not scrolls_sideways(page)


def test_styleguide_runs_under_its_own_content_policy(live_server, page):
    complaints = []
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type == "error" else None,
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))

    show(page, f"{live_server.url}/styleguide/")

    assert complaints == []


def test_first_view_is_light(live_server, page):
    sizes = first_view_bytes(page, f"{live_server.url}/styleguide/")

    assert sum(sizes.values()) <= WIDEST_FIRST_VIEW, sizes
    assert any("inter.woff2" in path for path in sizes), sizes


def test_styleguide_is_not_indexed(client, db):
    response = client.get("/styleguide/")

    assert response.status_code == 200
    assert b'content="noindex,nofollow"' in response.content


def test_every_component_is_shown(db):
    shown = "".join(
        path.read_text()
        for folder in SHOWN_IN
        for path in (ROOT / folder).rglob("*.*")
        if path.suffix in {".html", ".py"}
    )

    for component in sorted((ROOT / "templates/components").glob("*.html")):
        assert f"components/{component.name}" in shown, f"Show {component.name} in the styleguide."


def test_dialog_opens_over_the_page_with_script(live_server, page):
    show(page, f"{live_server.url}/styleguide/")

    page.get_by_role("link", name="Ask over the page").click()

    assert page.locator("#sample-dialog").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#sample-dialog").is_hidden()


def test_phone_menu_works_without_script(live_server, browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{live_server.url}/styleguide/")

    page.get_by_text("Menu", exact=True).click()

    assert page.get_by_role("navigation", name="Menu").is_visible()
    context.close()


def test_filters_stand_open_on_a_desktop_and_in_a_drawer_on_a_phone(live_server, page):
    show(page, f"{live_server.url}/styleguide/", DESKTOP)
    assert page.locator(".drawer .facet").first.is_visible()

    show(page, f"{live_server.url}/styleguide/", PHONE)
    assert page.locator(".drawer .facet").first.is_hidden()
    page.locator(".drawer > summary").click()
    assert page.locator(".drawer .facet").first.is_visible()


def test_print_opens_every_path(live_server, page):
    show(page, f"{live_server.url}/styleguide/")
    closed = page.locator(".path details:not([open]) .line").first
    assert closed.is_hidden()

    page.emulate_media(media="print")

    assert closed.bounding_box()["height"] > 0
    assert page.locator(".head").is_hidden()
