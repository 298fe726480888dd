"""Jobs that are not live: drafts, the moderators' queue, sent back, paused, closed, and an edit that waits."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from jobboard.demo.accounts import House
from jobboard.demo.postings import Job, approve_all, content_for
from listings.enums import ClosedReason
from listings.models import JobPosting
from listings.services import (
    close_expired,
    close_posting,
    create_posting,
    pause_posting,
    save_draft,
    submit_posting,
)
from moderation.models import Case
from moderation.services import open_cases, send_back_case
from profiles.models import User

# Both are found by moderation's rules, and each is of a kind that happens.
RISKY = [
    "\n\nNew colleagues pay for their own background check. A refundable deposit covers the laptop.",
    "\n\nTo save time, interviews are held by WhatsApp only.",
]


def add_drafts(jobs: list[Job]) -> None:
    for job in jobs:
        content = content_for(job)
        for name in ("pay_min", "pay_max", "benefits_summary"):
            content.pop(name)
        create_posting(employer=job.house.employer, by=job.house.owner, content=content)


def close_some(live: list[JobPosting], houses: dict[int | None, House]) -> None:
    """Two paused, three filled, one withdrawn. Those past their date are made by `expire`."""
    reasons = [
        ClosedReason.FILLED,
        ClosedReason.FILLED,
        ClosedReason.FILLED,
        ClosedReason.WITHDRAWN,
    ]
    for posting in live[:2]:
        pause_posting(posting=posting, by=houses[posting.employer_id].owner)
    for posting, reason in zip(live[2:6], reasons, strict=True):
        close_posting(posting=posting, by=houses[posting.employer_id].owner, reason=reason)


def submit_expiring(job: Job, moderator: User) -> JobPosting:
    """A live job whose closing date is tomorrow."""
    content = {**content_for(job), "apply_by": timezone.localdate() + dt.timedelta(days=1)}
    posting = create_posting(employer=job.house.employer, by=job.house.owner, content=content)
    submit_posting(posting=posting, by=job.house.owner)
    approve_all(moderator)
    posting.refresh_from_db()
    return posting


def expire() -> int:
    """As the clock does, two days on; every other job of the demo is open for longer."""
    return close_expired(timezone.localdate() + dt.timedelta(days=2))


def fill_queue(jobs: list[Job], moderator: User, live: JobPosting, house: House) -> None:
    """Nine cases wait: eight new jobs, two of them with fired rules, and an edit; two more are sent back."""
    for job in jobs[:2]:
        _send(job, "")
    open_cases()
    for case in Case.objects.waiting():
        send_back_case(
            case=case, by=moderator, reason="unclear", note="Please say more about the day.",
            field_notes={"description": "Who answers questions in the first weeks?"},
        )  # fmt: skip
    for number, job in enumerate(jobs[2:]):
        _send(job, RISKY[number] if number < len(RISKY) else "")
    text = live.description + "\n\nFrom January the team also covers the clinic in Newport."
    save_draft(
        posting=live,
        by=house.owner,
        content_patch={"description": text, "pay_max": str((live.pay_max or 0) + 1)},
    )
    submit_posting(posting=live, by=house.owner)
    open_cases()


def _send(job: Job, extra: str) -> None:
    content = content_for(job)
    content["description"] = str(content["description"]) + extra
    posting = create_posting(employer=job.house.employer, by=job.house.owner, content=content)
    submit_posting(posting=posting, by=job.house.owner)
