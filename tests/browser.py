"""Debian's chromium for tests: accessibility, screenshots, side scrolling, weight of a first view."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PHONE, DESKTOP = 390, 1280
SCHEMES = ("light", "dark")
AXE_OPTIONS: dict[str, Any] = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
SHOTS = Path(__file__).resolve().parent.parent / "build" / "screenshots"


def show(page: Page, url: str, width: int = DESKTOP, scheme: str = "light") -> None:
    """Open a page at a width in a color scheme and wait until it stands still."""
    page.set_viewport_size({"width": width, "height": 900 if width > 600 else 844})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto(url, wait_until="load")
    page.evaluate("() => document.fonts.ready.then(() => true)")


def axe(page: Page) -> list[str]:
    """Accessibility violations of the page as it stands, one line each; empty is the goal.

    The page's own policy allows no foreign script, so axe comes in over the debugging channel.
    """
    found = Axe().run(page, options=AXE_OPTIONS).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary'].splitlines()[-1].strip()}"
        for rule in found
        for node in rule["nodes"]
    ]


def scrolls_sideways(page: Page) -> bool:
    return page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth")


def screenshot(page: Page, name: str, width: int = DESKTOP, scheme: str = "light") -> Path:
    """The whole page as build/screenshots/<name>-<width>-<scheme>.png."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    path = SHOTS / f"{name}-{width}-{scheme}.png"
    page.screenshot(path=path, full_page=True)
    return path


def first_view_bytes(page: Page, url: str) -> dict[str, int]:
    """Compressed size of everything a first visit loads, by path; text counts as gzip would send it."""
    sizes: dict[str, int] = {}

    def weigh(response: Any) -> None:
        body = response.body()
        packed = response.url.endswith(".woff2")
        sizes[response.url.split("/", 3)[-1]] = len(body) if packed else len(gzip.compress(body, 6))

    page.on("response", weigh)
    show(page, url)
    page.remove_listener("response", weigh)
    return sizes
