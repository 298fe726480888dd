"""The job page for a candidate: what is missing, the way there, what it opens, and what is nearer."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest
from django.utils import timezone

from profiles.models import CandidateProfile
from tests.factories.listings import PostingFactory
from tests.factories.matching import asking, holds, lacks
from tests.factories.profiles import ExperienceFactory

pytestmark = pytest.mark.usefixtures("vocabulary")


@pytest.fixture
def dana(candidate) -> CandidateProfile:
    """A nurse who said she has no CCM."""
    return lacks(holds(candidate.candidate_profile, "rn", "bachelor:nursing"), "ccm")


def page_of(client, job) -> str:
    return words(client.get(f"/jobs/{job.public_id}/{job.slug}/"))


def words(response) -> str:
    """The page as it reads: tags away, white space in ones."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+([.,:])", r"\1", " ".join(unescape(text).split()))


def test_a_gap_has_its_way_its_time_and_the_jobs_it_opens(browse, candidate, dana):
    job = asking("rn", "ccm")
    asking("rn", "ccm", title="Another that asks for it")

    page = page_of(browse(candidate), job)

    assert "What it would take" in page
    assert "Earn the certificate: CCM" in page
    assert "Source: ccmcertification.org, checked" in page
    assert "By itself it opens 2 more jobs within 25 miles of Cincinnati, OH, or remote." in page
    assert "Times are usual ranges, never promises." in page


def test_what_is_only_unsaid_is_asked_first(browse, candidate, dana):
    job = asking("rn", "bls", "ccm")

    page = page_of(browse(candidate), job)

    assert page.index("Say whether you have: BLS") < page.index("Earn the certificate: CCM")
    assert "All of these together open 1 job" in page


def test_a_no_is_one_click_and_comes_back_to_the_job(browse, candidate, dana):
    job = asking("rn", "bls")
    client = browse(candidate)
    path = f"/jobs/{job.public_id}/{job.slug}/"
    form = re.search(
        r'<form method="post" action="(/me/profile/not-held/set/)">.*?name="term" value="(\S+?)">'
        r'.*?name="next" value="(\S+?)"',
        client.get(path).content.decode(),
        re.S,
    )
    assert form is not None

    answer = client.post(form[1], {"term": form[2], "next": form[3]})

    assert (form[2], answer.status_code, answer.url) == ("bls", 302, f"{path}#requirements")
    assert "1 requirement is not met." in page_of(client, job)


def test_a_lapsed_license_is_renewed_not_learned_again(browse, candidate, dana):
    dana.credentials.update(expires_on=timezone.localdate() - dt.timedelta(days=2))
    job = asking("rn")

    page = page_of(browse(candidate), job)

    assert "Renew: RN license in Ohio" in page
    assert "It counts again once renewed." in page
    assert "Associate degree in nursing at" not in page


def test_other_ways_to_meet_the_job_stand_below(browse, candidate, dana):
    client = browse(candidate)
    both = asking("ccm")
    both.formula = two_ways()
    both.save(update_fields=["formula"])

    page = page_of(client, both)

    assert "1 other way to meet this job" in page


def two_ways():
    from qualifications.models import Formula
    from tests.factories.qualifications import all_of, any_of, leaf

    tree = any_of(all_of(leaf("ccm"), leaf("rn")), all_of(leaf("amb-bc"), leaf("rn")))
    return Formula.objects.for_tree(tree, states=("OH",))


def test_a_met_job_needs_nothing_and_shows_nothing_nearer(browse, candidate, dana):
    asking("rn", "ccm")

    page = page_of(browse(candidate), asking("rn"))

    assert "What it would take" not in page
    assert "Nearest jobs" not in page


def test_nearest_jobs_have_the_fewest_open_requirements_then_newest(browse, candidate, dana):
    now = timezone.now()
    old = {"published_at": now - dt.timedelta(days=9)}
    asking("rn", title="Met, older", **old)
    asking("rn", title="Met, newer")
    asking("rn", "bls", title="One unsaid")
    asking("rn", "ccm", title="One gap", **old)
    asking("rn", "ccm", "sw-clinical", title="Far")
    PostingFactory(title="Asks nothing")
    job = asking("rn", "ccm", "amb-bc", title="This one")

    response = browse(candidate).get(f"/jobs/{job.public_id}/{job.slug}/")
    near = [card["title"] for card in response.context["near_cards"]]

    assert near == ["Met, newer", "Met, older", "One unsaid"]


def test_visitors_and_employers_see_no_steps(client, browse, owner, candidate, dana):
    job = asking("rn", "ccm")

    for reader in (client, browse(owner)):
        page = page_of(reader, job)
        assert "What it would take" not in page
        assert "Fix it and check again" not in page


def test_years_show_the_jobs_they_add_up_from(browse, candidate, dana):
    dana.experience.all().delete()
    ExperienceFactory(
        profile=dana,
        employer_name="Riverside Clinic",
        areas=["care-coordination"],
        started_on=dt.date(2020, 1, 1),
        ended_on=dt.date(2021, 12, 31),
    )
    ExperienceFactory(
        profile=dana,
        employer_name="Night Line",
        areas=["care-coordination"],
        started_on=dt.date(2021, 7, 1),
        ended_on=dt.date(2022, 6, 30),
    )
    job = asking("experience:care-coordination:24")

    page = page_of(browse(candidate), job)

    assert "How 2 years 6 months add up: Care coordination" in page
    assert "Riverside Clinic Jan 2020 – Dec 2021 2 years" in page
    assert "Night Line Jul 2021 – Jun 2022 1 year" in page
    assert "Together, 6 months worked twice at once counted once 2 years 6 months" in page


def test_a_job_that_does_not_count_yet_can_be_attached(browse, candidate, dana):
    line = ExperienceFactory(
        profile=dana, employer_name="Riverside Clinic", areas=["dental"], ended_on=None
    )
    job = asking("experience:case-management:24")
    client = browse(candidate)
    path = f"/jobs/{job.public_id}/{job.slug}/"
    page = client.get(path).content.decode()
    link = re.search(rf'href="(/me/profile/experience/{line.public_id}/\?[^"]+)"', page)
    assert link is not None

    form = client.get(unescape(link[1]))
    ticked = form.context["form"]["areas"].value()
    saved = client.post(
        unescape(link[1]),
        {"job_title": "Case manager", "started_on": "2020-01-01", "areas": ticked},
    )

    assert ticked == ["dental", "case-management"]
    assert saved.url.startswith(f"{path}?was=")
    assert "Now met. Well done." in words(client.get(saved.url.partition("#")[0]))
