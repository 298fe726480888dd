"""An employer looks for people: who is shown, how, to whom, how often."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.access import AccessLog, How
from listings.enums import PostingState
from profiles import services
from profiles.enums import Visibility
from profiles.models import CandidateProfile, Facility
from qualifications.models import Term
from tests.factories.listings import draft_posting
from tests.factories.matching import asking, holds, lacks
from tests.factories.profiles import CandidateProfileFactory, FacilityFactory, place_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]
PATH = "applications:people_search"


def seeker(*terms: str, lacking: tuple[str, ...] = (), **fields) -> CandidateProfile:
    profile = CandidateProfileFactory(**{"visibility": Visibility.ANONYMOUS, **fields})
    return services.recompute_terms(profile=lacks(holds(profile, *terms), *lacking))


def aged(profile: CandidateProfile, days: int) -> CandidateProfile:
    at = timezone.now() - dt.timedelta(days=days)
    CandidateProfile.objects.filter(pk=profile.pk).update(updated_at=at)
    return profile


@pytest.fixture
def job(clinic, clinic_site):
    return asking("rn", "ccm", employer=clinic, facility=clinic_site, title="RN Care Coordinator")


@pytest.fixture
def look(browse, recruiter, job):
    def ask(client: Client | None = None, **query):
        return (client or browse(recruiter)).get(reverse(PATH), {"job": job.public_id, **query})

    return ask


def labels(response) -> list[str]:
    return re.findall(r'<h3><a href="[^"]+">([^<]+)</a>', response.content.decode())


def label(profile: CandidateProfile) -> str:
    return f"Candidate {profile.public_id[:4].upper()}"


def test_one_list_by_date_whatever_the_fit(look):
    oldest = aged(seeker("rn", "ccm"), 40)
    newest = aged(seeker(), 1)
    middle = aged(seeker("rn"), 10)

    response = look()

    assert labels(response) == [label(newest), label(middle), label(oldest)]
    html = response.content.decode()
    assert [
        word in html for word in ("updated this week", "updated this month", "updated earlier")
    ] == [True] * 3
    assert "Nobody is sorted or refused by a program." in html


def test_checklist_in_the_third_person(look):
    seeker("rn", "bachelor:nursing", lacking=("ccm",))

    html = look().content.decode()

    assert "RN license" in html
    assert "1 gap" in html
    assert (
        re.search(
            r"\byou(r)?\b",
            html[html.index('class="person') : html.index("Each person can read")],
            re.I,
        )
        is None
    )


def test_nothing_that_would_name_anybody(look, candidate):
    profile = candidate.candidate_profile
    services.set_visibility(profile=profile, by=candidate, visibility=Visibility.ANONYMOUS)
    services.add_education(
        profile=profile,
        by=candidate,
        term=Term.objects.get(slug="bachelor:nursing"),
        school="Xavier University",
    )
    services.add_experience(
        profile=profile,
        by=candidate,
        job_title="Lead navigator",
        employer_name="Riverside Clinic",
        areas=["care-coordination"],
        started_on=dt.date(2020, 3, 1),
    )

    html = look().content.decode()

    told = html[html.index('class="person') : html.index("Each person can read")]
    secrets = [
        "Dana",
        "Whitfield",
        "Xavier",
        "Riverside",
        "Lead navigator",
        "45203",
        "Cincinnati",
        "2020",
        "March",
    ]
    assert [secret for secret in secrets if secret in told] == []
    assert "Ohio · within 10 miles · open to remote" in told
    assert "Care coordination: " in told


def test_name_only_with_consent(look, candidate, clinic):
    profile = candidate.candidate_profile
    services.set_visibility(profile=profile, by=candidate, visibility=Visibility.ANONYMOUS)
    assert labels(look()) == [label(profile)]

    services.give_consent(profile=profile, by=candidate, employer=clinic)

    assert labels(look()) == ["Dana Whitfield"]


def test_hidden_excluding_and_far_people_are_not_there(look, clinic):
    seeker("rn", "ccm", visibility=Visibility.HIDDEN)
    excluding = seeker("rn", "ccm")
    services.exclude_employer(profile=excluding, by=excluding.user, employer=clinic)
    far = place_of("90012", city="Los Angeles", state="CA", lat=34.06, lng=-118.24)
    seeker("rn", "ccm", place=far)

    html = look().content.decode()

    assert "Nobody who wants to be found, with these choices" in html


def test_her_radius_decides(look):
    near = place_of("45140", city="Loveland", state="OH", lat=39.27, lng=-84.26)
    seeker("rn", place=near, radius_miles=5)
    reaching = seeker("rn", place=near, radius_miles=40)

    assert labels(look()) == [label(reaching)]


def test_remote_job_finds_who_is_open_to_it_where_it_may_be_done(browse, recruiter, clinic_site):
    draft = draft_posting(
        clinic_site, recruiter, workplace="remote", remote_states=["OH"], facility=""
    )
    here = seeker("rn")
    seeker("rn", open_to_remote=False)
    seeker("rn", place=place_of("90012", city="LA", state="CA", lat=34.1, lng=-118.2))

    response = browse(recruiter).get(reverse(PATH), {"job": draft.public_id})

    assert labels(response) == [label(here)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"fit": "meets_all"}, ["both"]),
        ({"fit": "could_meet"}, ["open"]),
        ({"fit": "one_gap"}, ["gap"]),
        ({"fit": "stretch"}, ["neither"]),
        ({"license": "rn", "state": "OH"}, ["both", "gap"]),
        ({"license": "rn", "state": "KY"}, []),
        ({"language": "spanish:professional"}, ["open"]),
        ({"employment_type": "per_diem"}, ["gap"]),
        ({"remote_only": "on"}, ["both", "open", "neither"]),
        ({"license": "rn", "employment_type": "per_diem", "fit": "meets_all"}, []),
    ],
)
def test_narrowing_down(query, found, look):
    people = {
        "both": seeker("rn", "ccm"),
        "open": seeker(),
        "gap": seeker("rn", lacking=("ccm",), employment_types=["per_diem"], open_to_remote=False),
        "neither": seeker(lacking=("rn:OH", "ccm")),
    }
    services.add_language(
        profile=people["open"],
        by=people["open"].user,
        term=Term.objects.get(slug="spanish:professional"),
    )

    response = look(**query)

    assert sorted(labels(response)) == sorted(label(people[name]) for name in found)


def test_buckets_in_sql_are_those_of_the_checklist(look):
    made = [
        seeker(*held, lacking=lacking)
        for held in [(), ("rn",), ("ccm",), ("rn", "ccm")]
        for lacking in [(), ("rn:OH",), ("ccm",), ("rn:OH", "ccm")]
        if not set(held) & {term.split(":")[0] for term in lacking}
    ]

    told: dict[str, str] = {}
    for bucket in ("meets_all", "could_meet", "one_gap", "stretch"):
        page = look(fit=bucket).context["page"]
        for row in page.groups[0].rows:
            assert row.verdict.bucket == bucket
            told[row.person.public_id] = bucket

    assert len(told) == len(made)


def test_pages_by_key_lose_and_repeat_nobody(look):
    everybody = {label(aged(seeker(), number % 3)) for number in range(45)}
    seen: list[str] = []
    after = ""
    while True:
        page = look(after=after) if after else look()
        seen += labels(page)
        after = page.context["page"].after
        if not after:
            break

    assert len(seen) == 45
    assert set(seen) == everybody
    assert labels(look(after="made-up:mark")) == seen[:20]


def test_without_a_job_around_a_site(browse, recruiter, clinic_site):
    person = seeker("rn")

    response = browse(recruiter).get(reverse(PATH), {"job": f"site-{clinic_site.public_id}"})

    assert labels(response) == [label(person)]
    assert "Group by fit" not in response.content.decode()


def test_first_visit_offers_the_own_jobs_and_shows_nobody(browse, recruiter, clinic_site, job):
    draft_posting(clinic_site, recruiter, title="Referral Coordinator")
    seeker("rn")

    html = browse(recruiter).get(reverse(PATH)).content.decode()

    assert [title in html for title in ("RN Care Coordinator", "Referral Coordinator")] == [
        True,
        True,
    ]
    assert AccessLog.objects.count() == 0


def test_wrong_choices_are_answered_and_nobody_is_shown(look, browse, recruiter, rival):
    seeker("rn")
    strange = FacilityFactory(employer=rival)

    wrong = look(license="rn", state="ZZ")
    needs_job = browse(recruiter).get(
        reverse(PATH),
        {
            "job": f"site-{Facility.objects.get(employer__slug__startswith='tall').public_id}",
            "fit": "meets_all",
        },
    )
    others = browse(recruiter).get(reverse(PATH), {"job": f"site-{strange.public_id}"})

    assert [r.status_code for r in (wrong, needs_job, others)] == [200, 200, 200]
    assert "Choose a job first" in needs_job.content.decode()
    assert AccessLog.objects.count() == 0


def test_whoever_is_shown_can_read_it_once_a_day(look, recruiter, clinic):
    person = seeker("rn")

    look()
    look()

    row = AccessLog.objects.get()
    assert (row.actor_id, row.party_id, row.subject_id) == (recruiter.pk, clinic.pk, person.user_id)
    assert (row.how, row.named) == (How.LISTED, False)


def test_hour_has_a_limit_with_an_answer(look, monkeypatch):
    monkeypatch.setattr("applications.views.people.PAGES_AN_HOUR", 2)
    seeker("rn")
    assert [look().status_code for _n in range(2)] == [200, 200]

    answer = look()

    assert answer.status_code == 429
    assert "You looked at many people in this hour." in answer.content.decode()
    assert labels(answer) == []


def test_reviewers_may_not_and_unverified_employers_are_told_what_to_do(
    look, browse, reviewer, candidate, clinic
):
    statuses = [look(browse(user)).status_code for user in (reviewer, candidate)]
    clinic.level = 0
    clinic.save(update_fields=["level"])
    seeker("rn")

    answer = look()

    assert statuses == [403, 403]
    assert "Confirm an e-mail address" in answer.content.decode()
    assert labels(answer) == []


def test_jobs_of_other_employers_cannot_be_searched_for(browse, outsider, job):
    seeker("rn")

    response = browse(outsider).get(reverse(PATH), {"job": job.public_id})

    assert labels(response) == []
    assert AccessLog.objects.count() == 0


def test_list_is_flat(look, browse, recruiter):
    client = browse(recruiter)
    seeker("rn", "ccm")
    look(client)
    counts = []
    for _n in range(2):
        with CaptureQueriesContext(connection) as queries:
            look(client)
        counts.append(len(queries))
        seeker("rn", "bachelor:nursing")
        seeker("ccm")

    assert counts[0] == counts[1]


def test_closed_jobs_are_no_choice(browse, recruiter, job):
    job.state = PostingState.CLOSED
    job.closed_reason = "filled"
    job.closed_at = timezone.now()
    job.save()
    seeker("rn")

    assert labels(browse(recruiter).get(reverse(PATH), {"job": job.public_id})) == []
