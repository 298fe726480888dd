"""Applications in every state, answered by the people of each employer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from applications.models import Application
from applications.selectors.fitting import open_reasons, verdict_for
from applications.services import (
    choose_slot,
    decline_application,
    hire_applicant,
    invite_to_interview,
    make_offer,
    send_application,
    send_message,
    start_review,
    withdraw_application,
    write_note,
)
from jobboard.demo import timing
from jobboard.demo.accounts import House
from listings.models import JobPosting
from listings.services import save_job
from profiles.models import CandidateProfile, User
from qualifications.verdicts import FormulaVerdict

EACH = 3
OUTCOMES = ["sent", "in_review", "interview", "offer", "declined", "hired", "requirement", "booked", "withdrawn", "overdue", "due", "sent"]  # fmt: skip
MESSAGES = [
    "",
    "I know your neighborhood and would like to work in it.",
    "The panel size on your page made me write.",
    "",
]


def gaps(profile: CandidateProfile, posting: JobPosting) -> int:
    """How many requirements of the job this person could be declined for."""
    fresh = CandidateProfile.objects.with_facts().get(pk=profile.pk)
    return len(open_reasons(verdict_for(posting, fresh, on=timezone.localdate())))


def answer(application: Application, outcome: str, by: User) -> None:
    """Bring a sent application to `outcome`, by the services an employer's page calls."""
    application.refresh_from_db()
    if outcome in ("sent", "overdue", "due"):
        return
    if outcome == "withdrawn":
        assert application.profile is not None
        withdraw_application(application=application, by=application.profile.user)
        return
    start_review(application=application, by=by)
    application.refresh_from_db()
    if outcome in ("interview", "booked"):
        _invite(application, by, booked=outcome == "booked")
    elif outcome == "offer":
        make_offer(
            application=application,
            by=by,
            version=application.version,
            text="We would like you to join us. The terms are those of the page; call me with questions.",
        )
    elif outcome == "hired":
        hire_applicant(
            application=application,
            by=by,
            version=application.version,
            text="Welcome. Your first week is planned.",
        )
    elif outcome in ("declined", "requirement"):
        _decline(application, by, requirement=outcome == "requirement")  # fmt: skip


def _invite(application: Application, by: User, *, booked: bool) -> None:
    start = timezone.now().replace(hour=15, minute=0, second=0, microsecond=0)
    times = [start + dt.timedelta(days=days, hours=days % 3) for days in (3, 4, 6)]
    posting = application.posting
    interview = invite_to_interview(
        application=application, by=by, version=application.version, starts=times,
        timezone_name="America/New_York", where=f"{posting.street or 'By video'}, {posting.city}".strip(", "),
        note="Half an hour with the team lead; you get the questions before.",
    )  # fmt: skip
    if booked:
        assert application.profile is not None
        choose_slot(slot=interview.slots.all()[1], by=application.profile.user)


def _decline(application: Application, by: User, *, requirement: bool) -> None:
    lines = open_reasons(FormulaVerdict.from_dict(application.verdict)) if requirement else []
    line = next(iter(lines), None)
    decline_application(
        application=application, by=by, version=application.version,
        reason="requirement" if line else "other_chosen", requirement=line.path if line else "",
        text="Your experience with discharge calls stood out. Please write again when this line has changed."
        if line else "It was close. We would be glad to read from you again.",
    )  # fmt: skip


def apply_widely(
    profiles: list[CandidateProfile], postings: list[JobPosting], houses: dict[int | None, House]
) -> int:
    """`EACH` applications a candidate, in every state; some late, some answered within the promise."""
    total = 0
    for number, profile in enumerate(profiles):
        for k in range(EACH):
            posting = postings[(number * 7 + k * 61) % len(postings)]
            house = houses[posting.employer_id]
            outcome = OUTCOMES[(number + k * 5) % len(OUTCOMES)]
            hidden = ["name"] if number % 9 == 2 else []
            _apply(profile, posting, outcome, number + k, house, hidden)
            total += 1
        for k in range(2):
            save_job(profile=profile, posting=postings[(number * 11 + k * 17) % len(postings)])
    return total


def _apply(
    profile: CandidateProfile,
    posting: JobPosting,
    outcome: str,
    number: int,
    house: House,
    hidden: Sequence[str] = (),
) -> Application:
    """Sent in the past and answered after that, each at its own moment."""
    sent = timing.sent_moment(posting, outcome, number)
    with timing.at(sent):
        application = send_application(
            posting=posting, by=profile.user, message=MESSAGES[number % 4], hidden_fields=hidden
        )
    if house.employer.level:
        with timing.at(timing.answer_moment(sent, outcome)):
            answer(application, outcome, house.owner)
    return application


def apply_as_demo(
    demo: CandidateProfile,
    own: list[JobPosting],
    elsewhere: list[JobPosting],
    houses: dict[int | None, House],
) -> None:
    """What the demo's candidate sees: one of everything. She does not meet all of `elsewhere[0]`."""
    plan = [
        (own[0], "interview"),
        (own[1], "in_review"),
        (elsewhere[0], "requirement"),
        (elsewhere[1], "sent"),
        (elsewhere[2], "offer"),
    ]
    for posting, outcome in plan:
        _apply(demo, posting, outcome, 5, houses[posting.employer_id])
    for posting in elsewhere[3:6]:
        save_job(profile=demo, posting=posting)


def apply_to_demo(profiles: list[CandidateProfile], posting: JobPosting, house: House) -> None:
    """What the demo's clinic sees: applicants in every stage, one overdue, one due tomorrow."""
    outcomes = ["overdue", "due", "interview", "offer", "declined", "sent", "in_review", "hired"]
    outcomes.append("requirement")
    for number, profile in enumerate(profiles):
        outcome = outcomes[number % len(outcomes)]
        application = _apply(profile, posting, outcome, number, house)
        if outcome == "due":
            note = "Calm on the phone. Ask about evening hours."
            write_note(application=application, by=house.owner, body=note)
            body = "Would Tuesday at noon suit you for a call?"
            send_message(application=application, by=house.owner, body=body)
