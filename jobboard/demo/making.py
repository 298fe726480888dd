"""The whole demo, in order, in one transaction: a killed run leaves nothing half-made."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from applications.services import settle_closed_postings
from jobboard.demo import alerting, applying, candidates, other_states, postings, timing
from jobboard.demo.accounts import House, People, add_houses, add_staff
from jobboard.demo.neighbors import add_neighbors
from jobboard.demo_accounts import ACCOUNTS
from listings.enums import PostingState
from listings.models import JobPosting
from matching.services import freeze_counted_people
from profiles.models import CandidateProfile, User
from qualifications.vocabulary import pinned

Say = Callable[[str], None]
SPARE, DRAFTS, QUEUE = 8, 4, 10


def is_made() -> bool:
    return User.objects.filter(email=ACCOUNTS["candidate"][0]).exists()


def make_demo(say: Say) -> dict[str, int]:
    with pinned(), transaction.atomic():
        people = People()
        moderator = add_staff(people)
        say("organizations")
        houses = add_houses(people)
        by_employer: dict[int | None, House] = {house.employer.pk: house for house in houses}
        say("jobs")
        live = _make_live(houses, moderator)
        say("candidates")
        profiles = candidates.add_candidates(people)
        say("applications")
        _apply(profiles, live, houses[0], by_employer)
        say("people around the clinic")
        add_neighbors(people, houses[0])
        say("jobs in review, paused and closed")
        _end_some(live, houses, by_employer, moderator)
        freeze_counted_people()
        timing.publish_earlier(list(JobPosting.objects.live().order_by("pk")))
        say("alerts")
        alerting.add_alerts(profiles[0])
    return counts()


def _make_live(houses: list[House], moderator: User) -> list[JobPosting]:
    jobs = postings.plan(houses, postings.LIVE + SPARE)
    keys = [postings.submit_bridge(houses[0]).pk]
    keys += [posting.pk for posting in postings.submit_all(jobs)]
    postings.submit_doors(houses)
    postings.approve_all(moderator)
    found = JobPosting.objects.select_related("employer", "facility__setting").in_bulk(keys)
    return [found[key] for key in keys]


def _apply(
    profiles: list[CandidateProfile],
    live: list[JobPosting],
    house: House,
    houses: dict[int | None, House],
) -> None:
    own = [posting for posting in live if posting.employer_id == house.employer.pk]
    away = [
        p
        for p in live
        if p.employer_id != house.employer.pk and houses[p.employer_id].employer.level
    ]
    demo, *others = profiles
    gap = next(posting for posting in away if applying.gaps(demo, posting))
    fine = [posting for posting in away if posting != gap and not applying.gaps(demo, posting)]
    applying.apply_as_demo(demo, own, [gap, *fine[:8]], houses)
    applying.apply_to_demo(others[:9], own[0], house)
    applying.apply_widely(others, [p for p in live if p not in own], houses)


def _end_some(
    live: list[JobPosting],
    houses: list[House],
    by_employer: dict[int | None, House],
    moderator: User,
) -> None:
    jobs = postings.plan(houses[1:], 40)[::2]
    closing = live[-6:]
    soon = other_states.submit_expiring(jobs[0], moderator)
    other_states.close_some(closing, by_employer)
    assert soon.state == PostingState.LIVE
    other_states.expire()
    settle_closed_postings()
    other_states.add_drafts(jobs[1 : 1 + DRAFTS])
    own = next(p for p in live if p.employer_id == houses[0].employer.pk)
    other_states.fill_queue(jobs[5 : 5 + QUEUE], moderator, own, houses[0])


def counts() -> dict[str, int]:
    states = JobPosting.objects.values_list("state", flat=True)
    found: dict[str, int] = {}
    for state in states:
        found[f"jobs {state}"] = found.get(f"jobs {state}", 0) + 1
    found["candidates"] = CandidateProfile.objects.count()
    return found
