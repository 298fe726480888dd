"""The same person in two windows: one application, and the second window says so."""

from __future__ import annotations

from applications.models import Application
from core.mail import Outbox
from tests.factories.applications import complete, posting_of
from tests.journeys.walking import Walker, sign_in

# the words that have the focus, and whether a ring is drawn around them, their label or their card
FOCUSED = """() => {
  const focused = document.activeElement;
  const ring = (e) => e && (getComputedStyle(e).outlineStyle !== "none" || getComputedStyle(e).boxShadow !== "none");
  const around = [focused, focused.labels && focused.labels[0], focused.closest(".job"), focused.closest(".chip")];
  return [focused.textContent.trim(), around.some(ring)];
}"""


def test_apply_once(walk, candidate, clinic, clinic_site):
    complete(candidate)
    posting = posting_of(clinic, facility=clinic_site, title="RN Care Coordinator")
    dana = walk("dana")
    sign_in(dana, candidate.email)
    second = Walker(dana.page.context.new_page(), "dana")
    for window in (dana, second):
        window.go(f"/jobs/{posting.public_id}/apply/").sees("Look it over, then send.")

    dana.press("Send to Tall Oaks Medical Group").sees("Sent. The date of their answer is below.")
    second.press("Send to Tall Oaks Medical Group")

    second.sees("You have applied for this job.", "Yours was sent on").picture("applied-already")
    second.follow("Open it").at("/me/applications/")
    assert Application.objects.count() == 1
    assert Outbox.objects.filter(event__startswith="application-sent:").count() == 1


def test_apply_by_keyboard(walk, candidate, clinic, clinic_site):
    complete(candidate)
    posting_of(clinic, facility=clinic_site, title="RN Care Coordinator")
    dana = walk("dana")
    sign_in(dana, candidate.email)

    dana.go("/jobs/")
    tab_to(dana, "RN Care Coordinator")
    dana.page.keyboard.press("Enter")
    dana.page.wait_for_url("**/jobs/*/*/")
    tab_to(dana, "Apply with your profile")
    dana.page.keyboard.press("Enter")
    dana.page.wait_for_url("**/apply/")
    tab_to(dana, "Send to Tall Oaks Medical Group")
    dana.page.keyboard.press("Enter")
    dana.page.wait_for_url("**/me/applications/**")

    dana.sees("Sent. The date of their answer is below.")


def tab_to(person: Walker, words: str, most: int = 120) -> None:
    """Press Tab until these words have the focus; each stop on the way can be seen."""
    for _stop in range(most):
        person.page.keyboard.press("Tab")
        text, seen = person.page.evaluate(FOCUSED)
        assert seen, f"Nothing shows that the focus is on {text!r}."
        if words in text and len(text) < 3 * len(words):
            return
    raise AssertionError(f"Tab never reached {words!r}.")
