"""The public pages in a real browser: readable by all, light, and the search with and without scripts."""

from __future__ import annotations

import pytest

from jobboard import assets
from tests.browser import DESKTOP, PHONE, axe, first_view_bytes, scrolls_sideways, show
from tests.factories.listings import PostingFactory
from tests.factories.matching import asking

MAIN_PAGES = [
    "/",
    "/jobs/",
    "/jobs/in/ohio/cincinnati/",
    "/jobs/?near=Nowhere&pay=x",
    "/jobs/?q=zebra",
    "/pay/",
    "/careers/",
]
TEXTS = ["/careers/how-matching-works/", "/about/", "/privacy/", "/terms/", "/accessibility/"]
WIDEST_FIRST_VIEW = 90_000


@pytest.fixture(autouse=True, scope="module")
def _built_assets() -> None:
    assets.main()


@pytest.fixture
def jobs(transactional_db):
    for number in range(6):
        PostingFactory(title=f"Clinic job {number}", settings=["primary-care"])
    PostingFactory(title="Dental job", settings=["dental"], employment_type="part_time")
    asking("rn", "ccm", title="Podiatry desk", settings=["dental"])


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "dark"), (DESKTOP, "light")])
@pytest.mark.parametrize("path", MAIN_PAGES)
def test_main_pages_are_readable_by_all(live_server, page, jobs, path, width, scheme):
    show(page, f"{live_server.url}{path}", width, scheme)

    assert axe(page) == []
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("path", TEXTS)
def test_pages_of_words_are_readable_by_all(live_server, page, transactional_db, path):
    show(page, f"{live_server.url}{path}", PHONE)

    assert axe(page) == []
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("path", ["/", "/jobs/", "/pay/", "/careers/"])
def test_nothing_scrolls_sideways_at_four_times_the_size(live_server, page, jobs, path):
    show(page, f"{live_server.url}{path}", 320)

    assert not scrolls_sideways(page)


def titles(page) -> list[str]:
    return page.locator(".job h2").all_inner_texts()


def test_a_choice_swaps_the_results_and_back_brings_them_again(live_server, page, jobs):
    show(page, f"{live_server.url}/jobs/")
    page.evaluate("window.stayed = true")

    page.get_by_label("Dental practice").check()
    page.wait_for_url("**/jobs/?setting=dental")

    assert sorted(titles(page)) == ["Dental job", "Podiatry desk"]
    assert page.evaluate("window.stayed")
    assert page.title().startswith("2 outpatient jobs")
    assert page.locator("#search-status").text_content() == "2 outpatient jobs"
    assert page.evaluate("document.activeElement.id") == "f-setting-dental"
    page.go_back()
    page.wait_for_url("**/jobs/")
    page.wait_for_selector("text=8 outpatient jobs")
    assert len(titles(page)) == 8


def test_search_works_without_scripts(live_server, browser, jobs):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/jobs/")

    page.get_by_label("Dental practice").check()
    page.get_by_role("button", name="Show results").click()

    assert page.url == f"{live_server.url}/jobs/?setting=dental"
    assert sorted(titles(page)) == ["Dental job", "Podiatry desk"]
    page.get_by_label("Role, license or words").fill("podiatry")
    page.get_by_role("button", name="Search").click()
    assert page.url == f"{live_server.url}/jobs/?q=podiatry&setting=dental"
    assert titles(page) == ["Podiatry desk"]


def test_first_view_of_the_search_is_light(live_server, page, jobs):
    sizes = first_view_bytes(page, f"{live_server.url}/jobs/")

    assert sum(sizes.values()) <= WIDEST_FIRST_VIEW, sizes
