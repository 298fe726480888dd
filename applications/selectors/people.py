"""People who can be found, as the pages show them: one list by date, or groups behind the switch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from applications.enums import PEOPLE
from applications.selectors.applicants import third_person
from applications.selectors.fit_switch import fit_on_until
from core.places import STATES, miles_between
from listings.enums import PostingState
from listings.models import JobPosting
from matching.selectors import BUCKETS
from matching.selectors.people import Spot, Wanted, find_people
from profiles.models import Employer, Facility, User
from profiles.selectors import AreaTotal
from profiles.selectors.seen import SeenPerson, see_people
from qualifications.enums import Bucket
from qualifications.evaluation import evaluate
from qualifications.formulas import Node
from qualifications.verdicts import FormulaVerdict

A_PAGE, A_GROUP = 20, 8
BANDS = (10, 25, 50)
WIDEST = {"any-work", "any-healthcare"}
OPEN = [PostingState.DRAFT, PostingState.IN_REVIEW, PostingState.LIVE, PostingState.PAUSED]


@dataclass(frozen=True)
class Row:
    person: SeenPerson
    verdict: FormulaVerdict | None
    place: str
    told: str
    facts: list[str]


@dataclass(frozen=True)
class Group:
    """People of one bucket; all words are empty where everybody stands in one list by date."""

    rows: list[Row]
    bucket: str = ""
    label: str = ""
    more: bool = False


@dataclass(frozen=True)
class PeoplePage:
    groups: list[Group]
    after: str
    fit_until: dt.datetime | None

    @property
    def people(self) -> list[SeenPerson]:
        return [row.person for group in self.groups for row in group.rows]


def jobs_to_search_for(user: User) -> list[JobPosting]:
    """Live ones first, then drafts; each at a site this member works for."""
    rows = JobPosting.objects.editable_by(user).filter(state__in=OPEN)
    rows = rows.select_related("employer", "facility__place").order_by("-changed_at", "-pk")
    return sorted(rows[:100], key=lambda posting: posting.state != PostingState.LIVE)


def people_page(
    wanted: Wanted,
    *,
    employer: Employer,
    viewer: User,
    posting: JobPosting | None,
    after: str = "",
) -> PeoplePage:
    until = fit_on_until(viewer, posting, PEOPLE) if posting else None
    if until and not wanted.bucket and not after:
        return PeoplePage(_by_fit(wanted, employer), "", until)
    found = find_people(wanted, employer=employer, after=after, limit=A_PAGE)
    people = see_people(found.public_ids, employer=employer)
    return PeoplePage([Group(rows_of(people, wanted.node, wanted.spot))], found.after, until)


def _by_fit(wanted: Wanted, employer: Employer) -> list[Group]:
    """The newest of each bucket that has somebody; the names of the groups are those of the buckets."""
    groups = []
    for bucket in BUCKETS:
        found = find_people(replace(wanted, bucket=bucket), employer=employer, limit=A_GROUP)
        if found.public_ids:
            people = see_people(found.public_ids, employer=employer)
            label = str(Bucket(bucket).label)
            rows = rows_of(people, wanted.node, wanted.spot)
            groups.append(Group(rows, bucket, label, bool(found.after)))
    return groups


def rows_of(people: Iterable[SeenPerson], node: Node, spot: Spot | None) -> list[Row]:
    return [
        Row(
            person=person,
            verdict=verdict_for(person, node) if node.required else None,
            place=place_words(person, spot),
            told=told_words(person.updated_at),
            facts=facts_in_short(person),
        )
        for person in people
    ]


def verdict_for(person: SeenPerson, node: Node) -> FormulaVerdict:
    """The same list that the candidate sees for this job, told of a third person."""
    return third_person(evaluate(node, person.held, person.denied, person.held.on))


def place_words(person: SeenPerson, spot: Spot | None) -> str:
    """State, and how far in steps; never a town."""
    state = STATES.get(person.state, person.state)
    near = [state] if state else [_("Place not stated")]
    if spot and not spot.is_remote and person.lat is not None and person.lng is not None:
        near.append(_band(miles_between(person.lat, person.lng, spot.lat or 0, spot.lng or 0)))
    if person.open_to_remote:
        near.append(_("open to remote"))
    return " · ".join(near)


def _band(miles: float) -> str:
    for limit in BANDS:
        if miles <= limit:
            return _("within %(n)d miles") % {"n": limit}
    return _("more than %(n)d miles away") % {"n": BANDS[-1]}


def told_words(at: dt.datetime) -> str:
    days = (timezone.now() - at).days
    if days < 7:
        return _("updated this week")
    return _("updated this month") if days < 31 else _("updated earlier")


def facts_in_short(person: SeenPerson) -> list[str]:
    longest = [f"{total.name}: {total.words}" for total in telling_totals(person)[:2]]
    return [*person.licenses[:3], *person.degrees[:1], *longest, *person.languages[:2]]


def telling_totals(person: SeenPerson) -> list[AreaTotal]:
    """Without the widest areas, which hold all others and so say nothing of what the work was."""
    return [total for total in person.totals if total.key not in WIDEST] or person.totals


def site_choices(user: User) -> list[Facility]:
    """Sites a member may look around without a job: those of employers where they write jobs."""
    sites = Facility.objects.filter(
        employer__memberships__user=user, employer__memberships__role__in=["owner", "recruiter"]
    )
    return list(
        sites.select_related("employer", "place").distinct().order_by("employer__name", "name")
    )


def person_page(person: SeenPerson, posting: JobPosting | None, wanted: Wanted) -> dict[str, Any]:
    asks = posting is not None and wanted.node.required
    return {
        "person": person,
        "posting": posting,
        "verdict": verdict_for(person, wanted.node) if asks else None,
        "place": place_words(person, wanted.spot),
        "told": told_words(person.updated_at),
        "totals": telling_totals(person),
    }
