"""Every page in a real browser: accessible, within its width, quiet on the console, in both schemes."""

from __future__ import annotations

import pytest

from tests.browser import DESKTOP, PHONE, axe, screenshot, scrolls_sideways, show
from tests.cast import NAMES
from tests.house.access import MATRIX

MAIN = {
    "home": ("visitor", "matching:home"),
    "search": ("candidate", "matching:job_search"),
    "job": ("candidate", "applications:posting_detail"),
    "me": ("candidate", "applications:me_home"),
    "profile": ("candidate", "profiles:profile_detail"),
    "apply": ("candidate", "applications:application_create"),
    "application": ("candidate", "applications:application_detail"),
    "hire": ("recruiter", "applications:hire_home"),
    "applicants": ("recruiter", "applications:applicant_list"),
    "fit": ("recruiter", "applications:applicant_fit"),
    "people": ("recruiter", "applications:people_search"),
    "grid": ("recruiter", "applications:applicant_grid"),
    "posting": ("recruiter", "listings:posting_edit"),
    "moderation": ("moderator", "moderation:case_queue"),
    "pay": ("visitor", "matching:pay_insight"),
    "qualifications": ("visitor", "matching:qualification_list"),
    "qualification": ("visitor", "matching:qualification_detail"),
    "suggested": ("candidate", "profiles:facts_suggested"),
}
FILES = {"core:healthz", "core:readyz", "matching:robots", "matching:sitemap"}
FILES |= {"applications:application_resume", "applications:applicant_resume"}
STEPS = ["role", "work", "pay", "requirements"]


def complaints(page, url: str, width: int, scheme: str, shot: str = "") -> list[str]:
    said: list[str] = []
    page.on(
        "console", lambda message: said.append(message.text) if message.type == "error" else None
    )
    page.on("pageerror", lambda error: said.append(str(error)))
    show(page, url, width, scheme)
    if shot:
        screenshot(page, shot, width, scheme)
    said += axe(page)
    if scrolls_sideways(page):
        said.append("scrolls sideways")
    return [f"{url} {width} {scheme}: {line}" for line in said]


def pages_of(person: str) -> list[str]:
    """The addresses this person opens, and nobody before her in the cast."""
    before = NAMES[: NAMES.index(person)]
    return [
        name
        for (name, method), codes in MATRIX.items()
        if method == "GET" and codes[person] == 200 and name not in FILES
        if not any(codes[other] == 200 for other in before)
    ]


def test_main_pages_are_readable_by_all(live_server, context, world, sign_in):
    wrong = []
    for shot, (person, name) in MAIN.items():
        sign_in(world.cast[person])
        for width, scheme in ((PHONE, "light"), (DESKTOP, "dark")):
            page = context.new_page()
            wrong += complaints(page, live_server.url + world.path(name), width, scheme, shot)
            page.close()

    assert wrong == []


@pytest.mark.long
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_readable_by_all(live_server, context, world, sign_in, width, scheme):
    wrong = []
    for person in NAMES:
        sign_in(world.cast[person])
        paths = [world.path(name) for name in pages_of(person)]
        if person == "recruiter":
            paths += [
                world.path("listings:posting_edit").replace("/role/", f"/{s}/") for s in STEPS
            ]
        for path in paths:
            page = context.new_page()
            wrong += complaints(page, live_server.url + path, width, scheme)
            page.close()

    assert wrong == []
