"""From the invitation to the hire, and what becomes of the others."""

from __future__ import annotations

from applications.models import Application
from applications.services import settle_closed_postings
from core.mail import Outbox
from tests.factories.applications import posting_of, sent_application
from tests.factories.profiles import CandidateProfileFactory, UserFactory
from tests.journeys.walking import Walker, days_ahead, sign_in


def test_hired(walk, candidate, other_candidate, recruiter, clinic, clinic_site):
    third = CandidateProfileFactory(
        user=UserFactory(email="nia@example.org", full_name="Nia Brooks")
    ).user
    posting = posting_of(clinic, facility=clinic_site, title="RN Care Coordinator")
    mine, omars, _nias = (
        sent_application(posting, who) for who in (candidate, other_candidate, third)
    )
    rafael, dana, omar = walk("rafael"), walk("dana"), walk("omar")
    for person, user in ((rafael, recruiter), (dana, candidate), (omar, other_candidate)):
        sign_in(person, user.email)

    invite(rafael, mine)
    choose_a_time(dana, mine)
    omar.go(f"/me/applications/{omars.public_id}/").follow("Withdraw this application").submit()
    omar.sees("Withdrawn").picture("withdrawn")
    offer_and_hire(rafael, mine)
    rafael.go(f"/hire/jobs/{posting.public_id}/close/").tick("reason", "filled").submit()
    settle_closed_postings()

    dana.go(f"/me/applications/{mine.public_id}/").sees("hired you.", "Congratulations").picture(
        "hired"
    )
    assert dict(Application.objects.values_list("profile__user__email", "state")) == {
        candidate.email: "hired",
        other_candidate.email: "withdrawn",
        third.email: "closed",
    }
    assert (
        Outbox.objects.filter(
            recipient=third.email, event__startswith="application-closed:"
        ).count()
        == 1
    )


def invite(rafael: Walker, application: Application) -> None:
    rafael.go(f"/hire/applicants/{application.public_id}/").follow("Invite to an interview")
    for number in (1, 2, 3):
        rafael.set(f"slot_{number}", f"{days_ahead(2 + number)}T10:00")
    rafael.fill(where="513-555-0100, we call you", note="Half an hour with the lead nurse.")
    rafael.picture("invite").press("Send the invitation").sees("Invited. They choose a time.")


def choose_a_time(dana: Walker, application: Application) -> None:
    dana.go(f"/me/applications/{application.public_id}/").sees("Choose a time").picture(
        "choose-time"
    )
    dana.press("Take this one", exact=False).sees("Your interview", "Chosen")
    calendar = dana.page.request.get(f"/me/applications/{application.public_id}/interview.ics")
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert "BEGIN:VEVENT" in calendar.text() and "DTSTART" in calendar.text()


def offer_and_hire(rafael: Walker, application: Application) -> None:
    rafael.go(f"/hire/applicants/{application.public_id}/").follow("Make an offer")
    rafael.fill(text="$41 an hour, starting in January.").press("Send the offer").sees(
        "Your offer is on its way."
    )
    rafael.follow("Hire").press("Hire").sees("Hired. They are told.")
