"""An edit of a live job: the approved words stay public until a moderator has read the new ones."""

from __future__ import annotations

from tests.factories.listings import DESCRIPTION, live_posting
from tests.journeys.walking import Walker, bring_to_queue, sign_in

NEW = DESCRIPTION.replace("six nurses", "nine nurses")
BETTER = NEW.replace("a calm lead", "a patient lead")


def test_live_edit(walk, recruiter, moderator, clinic_site):
    posting = live_posting(clinic_site, recruiter, moderator)
    rafael, mona, visitor = walk("rafael"), walk("mona"), walk("visitor")
    sign_in(rafael, recruiter.email)
    sign_in(mona, moderator.email, second_factor=True)
    page = f"/jobs/{posting.public_id}/{posting.slug}/"

    rewrite(rafael, posting.public_id, NEW)
    visitor.go(page).sees("six nurses").sees_not("nine nurses")
    send_back(mona, "Say who the nine nurses work with.")
    visitor.go(page).sees("six nurses").sees_not("nine nurses")
    rafael.go(f"/hire/jobs/{posting.public_id}/edit/work/")
    rafael.sees("Say who the nine nurses work with.").picture("sent-back")
    rewrite(rafael, posting.public_id, BETTER)
    bring_to_queue()
    mona.go("/moderation/").sees("What changed since it was sent back", "patient").press(
        "Approve", exact=False
    )

    mona.sees("Approved. The job is live.")
    # another visitor: a browser may show a public page it has for a minute
    walk("another").go(page).sees("nine nurses", "a patient lead").sees_not("six nurses")


def rewrite(rafael: Walker, public_id: str, text: str) -> None:
    rafael.go(f"/hire/jobs/{public_id}/edit/work/").sees("the approved version stays live")
    rafael.fill(description=text).press("Save and go to requirements")
    rafael.go(f"/hire/jobs/{public_id}/preview/").press("Send to review").sees("review")


def send_back(mona: Walker, note: str) -> None:
    bring_to_queue()
    mona.go("/moderation/").sees(
        "edit of a live job: the approved version stays live", "nine", "six"
    )
    mona.picture("moderation-edit")
    field = mona.page.locator('[name="note_description"]')
    mona.page.locator("details", has=field).locator("summary").click()
    field.fill(note)
    mona.page.locator('[name="reason"]').select_option(index=1)
    mona.press("Send back", exact=False).sees("Sent back. The employer has your notes.")
