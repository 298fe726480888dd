"""A person with a browser, and the legs several journeys share. Everything goes through the pages."""

from __future__ import annotations

import datetime as dt
import re

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.utils import timezone
from playwright.sync_api import Page, expect

from core.mail import Outbox
from moderation.services import open_cases
from tests.browser import DESKTOP, PHONE, screenshot
from tests.factories.profiles import PASSWORD, TOTP_SECRET


class Walker:
    """`page` with words for what people do. `name` goes into the names of the pictures."""

    def __init__(self, page: Page, name: str, scripts: bool = True) -> None:
        self.page, self.name, self.scripts = page, name, scripts

    def go(self, path: str) -> Walker:
        response = self.page.goto(path, wait_until="load")
        assert response is not None and response.status < 400, f"{path}: {response}"
        return self

    def fill(self, **values: str) -> Walker:
        """Text and select fields by name."""
        for name, value in values.items():
            self.set(name, value)
        return self

    def set(self, name: str, value: str) -> Walker:
        control = self.page.locator(f'[name="{name}"]:not([type=hidden])').first
        if control.evaluate("e => e.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)
        return self

    def tick(self, name: str, *values: str) -> Walker:
        for value in values:
            self.page.locator(f'[name="{name}"][value="{value}"]').check()
        return self

    def press(self, words: str, *, exact: bool = True) -> Walker:
        """A button by its words; what it brings is there afterwards."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.get_by_role("button", name=words, exact=exact).first.click()
        return self

    def follow(self, words: str, *, exact: bool = True) -> Walker:
        with self.page.expect_navigation(wait_until="load"):
            self.page.get_by_role("link", name=words, exact=exact).first.click()
        return self

    def submit(self) -> Walker:
        """The first form of the page, whatever its button says."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.locator("main form button[type=submit]").first.click()
        return self

    def sees(self, *texts: str) -> Walker:
        """These words stand on the page, in whatever elements."""
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text, use_inner_text=True)
        return self

    def sees_not(self, *texts: str) -> Walker:
        for text in texts:
            expect(self.page.locator("body")).not_to_contain_text(text, use_inner_text=True)
        return self

    def at(self, pattern: str) -> Walker:
        assert re.search(pattern, self.page.url), f"{self.page.url} is not {pattern}"
        return self

    def picture(self, name: str) -> Walker:
        """The page at both widths; once is enough, so only with scripts."""
        if self.scripts:
            for width in (PHONE, DESKTOP):
                self.page.set_viewport_size({"width": width, "height": 900})
                sideways = "document.documentElement.scrollWidth > window.innerWidth"
                assert not self.page.evaluate(sideways), f"{name} scrolls sideways at {width}"
                screenshot(self.page, f"journey-{name}", width)
            # taking the whole page resized it: let it stand still before the next click
            self.page.evaluate("() => scrollTo(0, 0)")
            self.page.wait_for_timeout(150)
        return self


def mailed_code(recipient: str) -> str:
    text = Outbox.objects.filter(recipient=recipient).latest("pk").text
    found = re.search(r"^\s*([A-Z0-9-]{6,9})\s*$", text, re.M)
    assert found, text
    return found[1]


def totp_code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def sign_up(person: Walker, email: str, full_name: str, *, hiring: bool = False) -> None:
    person.go("/accounts/signup/").tick("purpose", "hiring" if hiring else "work")
    person.fill(full_name=full_name, email=email)
    person.page.locator("main form button[type=submit]").first.click()
    person.page.wait_for_url("**/confirm-email/**")
    person.fill(code=mailed_code(email))
    with person.page.expect_navigation(wait_until="load"):
        person.page.locator("main form button[type=submit]").first.click()


def enroll_second_factor(person: Walker, email: str) -> None:
    """From the wall: prove freshness by a mailed code where it is asked for, scan the key, type the code."""
    person.go("/accounts/2fa/totp/activate/")
    if "/confirm/" in person.page.url:
        if not person.page.locator('[name="code"]').count():
            person.page.locator("main form button[type=submit]").first.click()
        person.fill(code=mailed_code(email))
        with person.page.expect_navigation(wait_until="load"):
            person.page.locator("main form button[type=submit]").first.click()
    secret = person.page.locator("#authenticator_secret").input_value()
    person.fill(code=totp_code(secret)).press("Turn it on")


def sign_in(person: Walker, email: str, *, second_factor: bool = False) -> None:
    person.go("/accounts/login/").fill(login=email, password=PASSWORD)
    person.page.locator('main form:has([name="password"]) button[type=submit]').first.click()
    if second_factor:
        person.page.wait_for_url("**/2fa/authenticate/**")
        person.fill(code=totp_code(TOTP_SECRET))
        with person.page.expect_navigation(wait_until="load"):
            person.page.locator('main form:has([name="code"]) button[type=submit]').first.click()


def found_organization(owner: Walker, email: str, name: str, site: dict[str, str]) -> None:
    """From the form a new employer lands on: organization, second factor, first site, domain."""
    owner.at("/hire/organization/new/").fill(
        name=name, website=f"https://{email.partition('@')[2]}"
    )
    owner.submit().sees("Set up a second factor to go on")
    enroll_second_factor(owner, email)
    owner.go("/hire/organization/").follow("Sites").follow("Add a site", exact=False)
    owner.fill(**site).submit().sees("The site is saved.")
    owner.follow("Verification").fill(email=email).press("Send the code")
    owner.fill(code=mailed_code(email)).press("Confirm").sees("Your domain is confirmed")


def days_ahead(days: int) -> str:
    return (timezone.localdate() + dt.timedelta(days=days)).isoformat()


def bring_to_queue() -> None:
    """What the worker does every ten seconds."""
    open_cases()


def card(person: Walker, path: str, **values: str) -> None:
    """One form of the profile, filled and saved."""
    ticks = {name: value for name, value in values.items() if value.startswith("+")}
    person.go(f"/me/profile/{path}")
    person.fill(**{name: value for name, value in values.items() if name not in ticks})
    for name, value in ticks.items():
        person.tick(name, value[1:])
    person.submit().at("/me/profile/$")


def fill_five_cards(
    person: Walker, *, state: str, zip_code: str, scope: str = "multistate"
) -> None:
    """A nurse with a bachelor's, BLS, and one year of care coordination."""
    person.go("/me/profile/licenses/new/").fill(state=state).submit()
    person.page.locator(
        "li.cred a", has=person.page.locator("b", has_text=re.compile("^(RN|Registered Nurse)$"))
    ).first.click()
    person.page.wait_for_url("**title=**")
    person.fill(status="active", expires_on=days_ahead(500)).tick("scope", scope)
    person.submit().at("/me/profile/$")
    card(
        person,
        "credentials/new/certificate/",
        term="bls",
        status="active",
        expires_on=days_ahead(300),
    )
    card(person, "education/new/", degree="bachelor", field="nursing", school="Gateway College")
    card(
        person,
        "experience/new/",
        job_title="Clinic nurse",
        employer_name="Licking Valley Primary Care",
        started_on=days_ahead(-400),
        areas="+care-coordination",
    )
    card(person, "languages/new/", language="spanish", level="+professional")
    card(person, "availability/", place=zip_code, radius_miles="25", employment_types="+full_time")
    person.go("/me/profile/").sees("Ready to apply")


def later(minutes: int) -> dt.datetime:
    return dt.datetime.now(dt.UTC) + dt.timedelta(minutes=minutes)
