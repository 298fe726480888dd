"""The main job, from an empty site: posted, approved, found, understood, applied, answered; with scripts
and without."""

from __future__ import annotations

import pytest
import time_machine

from applications.models import Application
from core.mail import send_due
from tests.factories.profiles import UserFactory
from tests.journeys.posting import TITLE, post_job
from tests.journeys.walking import (
    Walker,
    bring_to_queue,
    fill_five_cards,
    found_organization,
    later,
    sign_in,
    sign_up,
)

OLIVE, DANA = "olive@lakeviewcare.org", "dana@example.org"
SITE = {
    "name": "Lakeview Downtown",
    "setting": "Primary care clinic",
    "place": "45203",
    "ehr": "Epic",
}
KIND_WORDS = "Please try again when you have two years; we would like to read from you."


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_coordinator_gets_an_answer(walk, inbox, scripts):
    olive, mona, dana = (walk(name, scripts=scripts) for name in ("olive", "mona", "dana"))

    sign_up(olive, OLIVE, "Olive Grant", hiring=True)
    found_organization(olive, OLIVE, "Lakeview Care", SITE)
    post_job(olive)
    send_to_review(olive)
    approve(mona)
    sign_up(dana, DANA, "Dana Whitfield")
    fill_five_cards(dana, state="KY", zip_code="41011")
    dana.picture("profile")
    find_by_radius(dana)
    understand(dana)
    apply_in_two_clicks(dana)
    decline_with_a_reason(olive)
    dana.go("/me/applications/").follow(TITLE, exact=False).sees("The next answer is due by")
    send_due()
    assert "two years" not in mails_to(inbox, DANA)

    with time_machine.travel(later(61), tick=True):
        send_due()
        read_the_answer(dana)

    assert KIND_WORDS in mails_to(inbox, DANA)
    assert "2 years in care coordination" in mails_to(inbox, DANA)


def send_to_review(olive: Walker) -> None:
    olive.sees(
        "Complete.", TITLE, "$36.50", "Any one of these 2 paths", "CCM within 24 months of hire"
    )
    olive.picture("job-preview").press("Send to review").sees("review")


def approve(mona: Walker) -> None:
    UserFactory(
        email="mona@example.org", full_name="Mona Bauer", moderator=True, second_factor=True
    )
    bring_to_queue()
    sign_in(mona, "mona@example.org", second_factor=True)
    mona.at("/moderation/").sees(TITLE, "Lakeview Care", "first review").picture("moderation")
    mona.press("Approve", exact=False).sees("Approved. The job is live.", "Nothing is waiting")


def find_by_radius(dana: Walker) -> None:
    dana.go("/jobs/?near=10001&radius=10").sees_not(TITLE)
    dana.go("/jobs/").fill(near="41011", radius="25")
    dana.page.locator("#find button[type=submit]").first.click()
    dana.page.wait_for_url("**near=41011**")
    dana.sees(TITLE, "$36.50", "gap").picture("search")


def understand(dana: Walker) -> None:
    dana.follow(TITLE, exact=False).sees(
        "RN license that covers Ohio",
        "Both states are in the Nurse Licensure Compact.",
        "2 years in care coordination", "Not met", "Law.",
        "CCM within 24 months of hire", "You: Spanish, professional.", "$1.50", "8 business days",
    )  # fmt: skip
    dana.picture("job")


def apply_in_two_clicks(dana: Walker) -> None:
    dana.follow("Apply with your profile").sees("Look it over, then send.", "Gateway College")
    dana.picture("apply").press("Send to Lakeview Care").at("/me/applications/")
    dana.sees("The next answer is due by").picture("application-sent")


def decline_with_a_reason(olive: Walker) -> None:
    olive.go("/hire/").sees("Dana Whitfield").picture("hire-home")
    posting = Application.objects.get().posting
    olive.go(f"/hire/jobs/{posting.public_id}/applicants/").sees("Dana Whitfield").picture(
        "applicants"
    )
    olive.go(f"/hire/jobs/{posting.public_id}/applicants/grid/").sees("Dana Whitfield").picture(
        "grid"
    )
    olive.follow("Dana Whitfield", exact=False).sees("Licking Valley Primary Care").picture(
        "applicant"
    )
    olive.follow("Refuse with a reason").tick("reason", "requirement")
    line = olive.page.locator(
        '[name="requirement"] option', has_text="2 years in care coordination"
    )
    olive.set("requirement", line.first.get_attribute("value")).fill(text=KIND_WORDS)
    olive.picture("decline").press("See the mail").sees(KIND_WORDS, "2 years in care coordination")
    olive.picture("decline-mail").press("Refuse").sees("Refusal held.", "Undo")


def read_the_answer(dana: Walker) -> None:
    dana.go("/me/applications/").follow(TITLE, exact=False)
    dana.sees(KIND_WORDS, "2 years in care coordination", "Not met").picture("answer")


def mails_to(inbox: list, address: str) -> str:
    """The plain text of everything that arrived there, on one line each."""
    texts = []
    for message in inbox:
        if message["To"] == address:
            part = next(p for p in message.walk() if p.get_content_type() == "text/plain")
            texts.append(part.get_payload(decode=True).decode())
    return " ".join(" ".join(texts).split())
